// Choosing a node lights what it is tied to, tells it in words, and marks its row in the table.
export function choose(picture, id) {
  picture.lit = id && picture.byId.has(id) ? tied(picture, id) : null;
  picture.chosen = picture.lit ? id : null;
  picture.network.redraw();
  const box = document.querySelector("select[data-chosen]");
  if (box && picture.chosen) box.value = id;
  for (const button of rowButtons()) button.setAttribute("aria-pressed", String(picture.lit !== null && button.dataset.node === id));
  tell(picture);
}

// Opens what is chosen: a group; else what the page opens boxes with; else its page.
export function open(picture) {
  const box = document.querySelector("select[data-chosen]"), opener = document.querySelector("button[data-opens]");
  const link = picture.told.querySelector("a"), usual = !opener || picture.byId.get(picture.chosen)?.expand || box.value !== picture.chosen;
  (usual ? link : opener)?.click();
}

export const rowButtons = () => document.querySelectorAll("button[data-node]");

function tied(picture, id) {
  const found = new Set([id]);
  if (picture.light === "near") {
    for (const { from, to } of picture.edges) if (from === id || to === id) found.add(from).add(to);
    return found;
  }
  const waiting = [id];
  while (waiting.length) {
    const node = waiting.pop();
    for (const edge of picture.edges) if (edge.to === node && !found.has(edge.from)) found.add(edge.from) && waiting.push(edge.from);
  }
  return found;
}

function tell(picture) {
  if (!picture.chosen) return picture.told.replaceChildren(picture.hint);
  const node = picture.byId.get(picture.chosen), text = document.createElement("span");
  text.dir = "auto";
  text.textContent = words(picture, node);
  const links = [];
  if (node.expand) links.push(link(node.expand, `Open these ${node.badge || ""}`.trim(), true));
  if (node.zoom) links.push(link(node.zoom, "Only this and what it is tied to", true));
  if (node.href) links.push(link(node.href, "Its page", false));
  picture.told.replaceChildren(text, ...links.flatMap((one) => [" ", one]));
}

function link(address, words, swapped) {
  const made = document.createElement("a");
  made.href = address;
  made.textContent = words;
  if (swapped) made.dataset.swap = "";
  return made;
}

export function words(picture, node) {
  const said = [`${node.label}: ${[node.kind.toLowerCase(), node.detail, node.criticality !== node.detail && node.criticality, node.word !== node.state && node.word].filter(Boolean).join(", ")}${node.state ? `, state ${node.state}` : ""}.`];
  const names = (key, other) => [...new Set(picture.edges.filter((edge) => edge[key] === node.id).map((edge) => picture.byId.get(edge[other]).label))];
  for (const [what, found] of [[picture.incoming, names("to", "from")], [picture.outgoing, names("from", "to")]]) {
    if (found.length) said.push(`${what} ${found.slice(0, 12).join(", ")}${found.length > 12 ? ` and ${found.length - 12} more` : ""}.`);
  }
  return said.join(" ");
}
