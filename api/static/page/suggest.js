// Fields that name a node: what the search finds among the nodes they may name is offered while somebody types.
const WAIT = 150;

export function suggested(root) {
  for (const field of root.querySelectorAll("input[data-suggest]")) {
    let waiting = 0;
    field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(offer, WAIT, field); });
  }
}

async function offer(field) {
  const text = field.value.trim(), list = field.list;
  const found = text ? await asked(text, field.dataset.suggest) : [];
  if (field.value.trim() !== text) return;
  const often = (name) => found.filter((one) => one.name === name).length > 1;
  list.replaceChildren(...found.map((one) => option(often(one.name) ? one.id : one.name, `${one.label.toLowerCase()} · ${one.detail}`)));
}

async function asked(text, labels) {
  const wanted = labels.split("|").map((label) => `&label=${encodeURIComponent(label)}`).join("");
  try {
    const response = await fetch(`/search/suggestions?q=${encodeURIComponent(text)}${wanted}`);
    return response.ok ? await response.json() : [];
  } catch {
    return [];
  }
}

function option(value, said) {
  const made = document.createElement("option");
  made.value = value;
  made.textContent = said;
  return made;
}
