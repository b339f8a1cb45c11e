// Suggestions under the search box: a combobox with a list (WAI-ARIA APG), which is a plain form without this script.
const WAIT = 120;

export function search(form) {
  const box = form.elements.q, list = element("ul", { id: "suggestions", role: "listbox", hidden: "" }), told = element("p", { class: "unseen", role: "status" });
  list.setAttribute("aria-label", "Suggestions");
  form.append(list, told);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) box.setAttribute(name, value);
  const state = { box, list, told, at: -1, asked: 0 };
  let waiting = 0;
  box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(suggest, WAIT, state); });
  box.addEventListener("focus", () => ask(""), { once: true });
  box.addEventListener("keydown", (event) => { if (pressed(state, event.key)) event.preventDefault(); });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) close(state); });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => { const chosen = event.target.closest("[data-href]"); if (chosen) location.assign(chosen.dataset.href); });
}

async function suggest(state) {
  const text = state.box.value.trim(), turn = ++state.asked;
  const found = text ? await ask(text) : [];
  if (turn !== state.asked || document.activeElement !== state.box) return;
  state.at = -1;
  state.list.replaceChildren(...found.map(option));
  open(state, found.length > 0);
  state.told.textContent = !text ? "" : found.length ? `${found.length} suggestions` : "Nothing is called that.";
}

// Asked with an empty text too, so that the server has the names at hand before somebody types.
async function ask(text) {
  try {
    const response = await fetch(`/search/suggestions?q=${encodeURIComponent(text)}`);
    return response.ok ? await response.json() : [];
  } catch {
    return [];
  }
}

function option({ name, label, detail, href }, place) {
  const made = element("li", { id: `suggestion-${place}`, role: "option", "aria-selected": "false", "data-href": href });
  const shown = element("bdi", { class: "called" }), said = element("span", { class: "said" });
  shown.textContent = name;
  said.textContent = detail ? `${label.toLowerCase()} · ${detail}` : label.toLowerCase();
  made.append(shown, " ", said);
  return made;
}

function pressed(state, key) {
  const many = state.list.children.length, shown = !state.list.hidden;
  if (key === "Escape" && shown) close(state);
  else if (key === "ArrowDown" && !shown) { if (many) open(state, true), mark(state, 0); else suggest(state); }
  else if (!shown) return false;
  else if (key === "ArrowDown") mark(state, (state.at + 1) % many);
  else if (key === "ArrowUp") mark(state, (state.at <= 0 ? many : state.at) - 1);
  else if (key === "Enter" && state.at >= 0) location.assign(state.list.children[state.at].dataset.href);
  else return false;
  return true;
}

function mark(state, place) {
  state.at = place;
  [...state.list.children].forEach((one, i) => one.setAttribute("aria-selected", String(i === place)));
  state.box.setAttribute("aria-activedescendant", `suggestion-${place}`);
  state.list.children[place].scrollIntoView({ block: "nearest" });
}

function open(state, shown) {
  state.list.hidden = !shown;
  state.box.setAttribute("aria-expanded", String(shown));
  if (!shown) state.at = -1;
  state.box.removeAttribute("aria-activedescendant");
}

const close = (state) => { state.asked += 1; open(state, false); };

function element(name, attributes) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
