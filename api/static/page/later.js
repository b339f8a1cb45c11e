// Parts of a page that take a moment: fetched when the page is there, each from an address that is a page by itself.
// When the page changes in place, a part that is there already is put into its place again.
const filled = new Map();

export async function later(root, enhance) {
  await Promise.all([...root.querySelectorAll("[data-later]")].map((place) => fill(place, enhance)));
}

async function fill(place, enhance) {
  const address = place.dataset.later;
  if (filled.has(address)) return place.replaceWith(filled.get(address));
  const part = await fetched(address);
  if (part) place.replaceChildren(document.adoptNode(part));
  else place.textContent = "That did not work: open it by its heading to see why.";
  place.removeAttribute("data-later");
  if (!part) return;
  filled.set(address, place);
  enhance(place);
}

async function fetched(address) {
  try {
    const response = await fetch(address, { headers: { accept: "text/html" } });
    return response.ok ? new DOMParser().parseFromString(await response.text(), "text/html").querySelector("[data-part]") : null;
  } catch {
    return null;
  }
}
