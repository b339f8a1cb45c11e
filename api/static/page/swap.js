// Links and forms marked data-swap change the page in place: the same address is fetched, and its content put where the old one was.
let enhanceAgain = () => {}, turns = 0, shown = whole(location.href);

export function swaps(enhance) {
  enhanceAgain = enhance;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-swap]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
    event.preventDefault();
    swap(link.href);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-swap]") || event.defaultPrevented) return;
    event.preventDefault();
    const address = new URL(form.action);
    address.search = new URLSearchParams([...new FormData(form, event.submitter)].filter(([, value]) => value !== ""));
    swap(address.href);
  });
  // A step to another place of the same page is one of the history too, and changes nothing of it.
  addEventListener("popstate", () => whole(location.href) !== shown && swap(location.href, false));
}

function whole(address) {
  return address.replace(/#.*/, "");
}

// A form that is to answer at once says data-swap="change".
addEventListener("change", (event) => event.target.form?.matches("form[data-swap='change']") && event.target.form.requestSubmit());

export async function swap(address, pushed = true) {
  const main = document.getElementById("main"), kept = document.activeElement?.id, inPicture = document.activeElement?.classList.contains("picture");
  main.setAttribute("aria-busy", "true");
  const turn = ++turns, answer = await fetched(address);
  if (turn !== turns) return;
  if (answer === null) return location.assign(address);
  const next = new DOMParser().parseFromString(answer.text, "text/html");
  const content = document.adoptNode(next.getElementById("main"));
  document.dispatchEvent(new Event("swap"));
  asHigh(main, content);
  content.classList.add("fresh");
  main.replaceWith(content);
  document.title = next.title;
  const { hash } = new URL(address, location.href);
  if (pushed) history.pushState(null, "", answer.url + hash);
  shown = whole(location.href);
  const laidOut = afterFrames(2).then(() => content.classList.remove("fresh"));
  await enhanceAgain(content);
  await laidOut;
  const aim = document.getElementById(hash.slice(1));
  if (aim) return aim.focus(), aim.scrollIntoView({ block: "nearest" });
  (document.getElementById(kept) || (inPicture && content.querySelector(".picture")) || content).focus({ preventScroll: true });
}

// What was asked for is seen first: cards after the picture are laid out a frame later, and take as much room as before until then.
function asHigh(main, content) {
  const cards = (of) => of.querySelectorAll(":scope > .card:not(.pictured)"), before = cards(main);
  cards(content).forEach((card, i) => { if (before[i]) card.style.containIntrinsicBlockSize = `auto ${before[i].offsetHeight}px`; });
}

async function afterFrames(count) {
  while (count--) await new Promise(requestAnimationFrame);
}

async function fetched(address) {
  try {
    const response = await fetch(address, { headers: { accept: "text/html", "clausegraph-swap": "1" } });
    return response.headers.get("content-type")?.startsWith("text/html") ? { text: await response.text(), url: response.url } : null;
  } catch {
    return null;
  }
}
