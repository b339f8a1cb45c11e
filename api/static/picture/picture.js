// Draws a picture that the page carries as data, in the place of its still SVG, and makes it answer to pointer and keyboard.
/* global vis */
import { choose, open, rowButtons } from "./choose.js";
import { readColours, whenColoursChange } from "./colours.js";
import { drawEdges } from "./edges.js";
import { keyboard } from "./keys.js";
import { nodeDrawer } from "./node.js";
import { pngButton } from "./png.js";
import { stillLater } from "./still.js";
import { buttons, fit } from "./view.js";

const read = (section, what) => JSON.parse(section.querySelector(`script[data-${what}]`).textContent);

export function show(section) {
  readColours();
  const picture = made(section);
  draw(picture);
  buttons(picture);
  pngButton(picture);
  stillLater(picture);
  keyboard(picture);
  picture.network.on("click", ({ nodes: [id] }) => { picture.focus = id ?? picture.focus; choose(picture, id === picture.chosen ? null : id); });
  picture.network.on("doubleClick", ({ nodes: [id] }) => { if (id) choose(picture, id), open(picture); });
  rows(picture);
  const { signal } = picture.end;
  whenColoursChange(() => picture.network.redraw(), signal);
  document.addEventListener("keydown", (event) => event.key === "Escape" && picture.chosen && choose(picture, null), { signal });
  document.addEventListener("swap", () => { picture.end.abort(); picture.network.destroy(); }, { signal, once: true });
  return picture;
}

function made(section) {
  const box = section.querySelector(".picture"), nodes = read(section, "nodes");
  const told = section.querySelector(".told");
  return {
    section, box, nodes, edges: read(section, "edges"), byId: new Map(nodes.map((node) => [node.id, node])), told, hint: told.textContent,
    spoken: section.querySelector(".spoken"), lit: null, chosen: null, focus: null, focused: false, end: new AbortController(), ...JSON.parse(section.dataset.picture),
  };
}

function draw(picture) {
  const { box, nodes, edges, section } = picture, ctxRenderer = nodeDrawer(picture);
  const placed = nodes.map(({ id, x, y }) => ({ id, x, y, shape: "custom", ctxRenderer }));
  section.classList.add("drawn");
  box.hidden = false;
  picture.network = new vis.Network(box, { nodes: new vis.DataSet(placed), edges: [] }, JSON.parse(box.dataset.options));
  picture.network.on("beforeDrawing", (ctx) => drawEdges(picture, ctx));
  box.dataset.nodes = picture.network.body.nodeIndices.filter((id) => picture.byId.has(id)).length;
  box.dataset.links = edges.length;
  fit(picture);
  let width = box.clientWidth;
  const observer = new ResizeObserver(() => { if (box.clientWidth && box.clientWidth !== width) { width = box.clientWidth; fit(picture); } });
  observer.observe(box);
  picture.end.signal.addEventListener("abort", () => observer.disconnect());
}

function rows(picture) {
  for (const button of rowButtons()) {
    if (!picture.byId.has(button.dataset.node)) continue;
    button.addEventListener("click", () => choose(picture, button.dataset.node === picture.chosen ? null : button.dataset.node));
  }
}
