// Draws the layers that the page carries as data, and ties the picture to the table beside it.
const WIDTH = 196, HEIGHT = 52, RADIUS = 9, BEND = 40, READABLE = 0.62, LARGEST = 1.1;
const box = document.getElementById("picture");
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const nodes = read("picture-nodes"), links = read("picture-edges");
const byId = new Map(nodes.map((node) => [node.id, node]));
const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const COLOURS = ["surface", "ground", "ink", "soft", "line", "accent", "supplier", "service", "process", "resource", "bad", "warn"];
let colours = {}, font = "sans-serif", lit = null;

function readColours() {
  colours = Object.fromEntries(COLOURS.map((name) => [name, style(name)]));
  font = style("font") || font;
}

function shape(ctx, kind, x, y, r) {
  const corner = (points) => points.forEach(([dx, dy], i) => ctx[i ? "lineTo" : "moveTo"](x + dx * r, y + dy * r));
  ctx.beginPath();
  if (kind === "Supplier") corner([[0, -1], [.87, -.5], [.87, .5], [0, 1], [-.87, .5], [-.87, -.5]]);
  else if (kind === "Process") corner([[-1, -.75], [.25, -.75], [1, 0], [.25, .75], [-1, .75], [-.4, 0]]);
  else if (kind === "Resource") ctx.rect(x - r * .82, y - r * .82, r * 1.64, r * 1.64);
  else ctx.arc(x, y, r * .92, 0, 2 * Math.PI);
  ctx.closePath();
}

function fitted(ctx, text, width) {
  if (ctx.measureText(text).width <= width) return text;
  let kept = [...text];
  while (kept.length && ctx.measureText(kept.join("") + "…").width > width) kept.pop();
  return kept.join("").trimEnd() + "…";
}

function lines(ctx, text, width) {
  let first = "";
  const words = text.split(/\s+/);
  while (words.length && ctx.measureText(`${first} ${words[0]}`.trim()).width <= width) first = `${first} ${words.shift()}`.trim();
  if (!words.length) return [first];
  return first ? [first, fitted(ctx, words.join(" "), width)] : [fitted(ctx, text, width)];
}

function caption(node) {
  const service = node.kind === "Service", said = [];
  if (!service || !node.criticality) said.push(node.kind.toLowerCase());
  if (service) said.push(node.criticality);
  else if (node.kind === "Resource") said.push(node.detail.replaceAll("_", " "));
  if (node.state === "down" || node.state === "degraded") said.push(node.state);
  else if (service) said.push(node.verdict === "alone" ? "stops" : "may hold");
  return said.filter(Boolean).join(" · ");
}

function card({ ctx, id, x, y }) {
  const node = byId.get(id), left = x - WIDTH / 2, top = y - HEIGHT / 2;
  const colour = colours[node.kind.toLowerCase()] ?? colours.soft;
  const edge = node.verdict === "start" ? colours.supplier : node.verdict === "alone" ? colours.bad : colours.warn;
  const drawNode = () => {
    ctx.save();
    ctx.globalAlpha = lit && !lit.has(id) ? .22 : 1;
    ctx.beginPath();
    ctx.roundRect(left, top, WIDTH, HEIGHT, RADIUS);
    ctx.fillStyle = colours.surface;
    ctx.fill();
    ctx.strokeStyle = edge;
    ctx.lineWidth = node.verdict === "start" ? 2.5 : 1.6;
    ctx.setLineDash(node.verdict === "spare" ? [6, 4] : []);
    ctx.stroke();
    ctx.setLineDash([]);
    shape(ctx, node.kind, left + 20, y, 9.5);
    ctx.fillStyle = colour;
    ctx.fill();
    write(ctx, node, left + 38, y);
    ctx.restore();
  };
  return { drawNode, nodeDimensions: { width: WIDTH, height: HEIGHT } };
}

function write(ctx, node, left, y) {
  const room = WIDTH - 38 - 10;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.font = `600 12.5px ${font}`;
  const name = lines(ctx, node.label, room), step = 13.5, start = y - (name.length * step) / 2;
  ctx.fillStyle = colours.ink;
  name.forEach((line, i) => ctx.fillText(line, left, start + i * step));
  const failing = node.state === "down" ? colours.bad : node.state === "degraded" ? colours.warn : colours.soft;
  ctx.font = `${node.state === "down" || node.state === "degraded" ? 600 : 400} 11px ${font}`;
  ctx.fillStyle = failing;
  ctx.fillText(fitted(ctx, caption(node), room), left, start + name.length * step + .5);
}

const DASHES = { certain: [], "backed up": [7, 5], degrades: [2, 4] };
const level = (link) => byId.get(link.from).x === byId.get(link.to).x;
function looks(link) {
  const inside = !lit || (lit.has(link.from) && lit.has(link.to));
  return {
    color: link.strength === "certain" ? colours.ink : colours.soft,
    opacity: inside ? (lit ? 1 : 0.55) : 0.08,
    width: lit && inside ? 2 : 1.2,
  };
}

function drawn(link, index) {
  const { color, opacity, width } = looks(link), dashes = DASHES[link.strength];
  const { from, to, smooth } = link;
  return { id: index, from, to, smooth, width, dashes: dashes.length ? dashes : false, color: { color, opacity }, hidden: level(link) };
}

// A link inside a layer would run behind the boxes between its ends, so it bends out to their right.
function drawLevel(ctx, link) {
  const from = byId.get(link.from), to = byId.get(link.to), x = from.x + WIDTH / 2, end = x + 7, { color, opacity, width } = looks(link);
  ctx.save();
  Object.assign(ctx, { strokeStyle: color, fillStyle: color, globalAlpha: opacity, lineWidth: width });
  ctx.setLineDash(DASHES[link.strength]);
  ctx.beginPath();
  ctx.moveTo(x, from.y);
  ctx.bezierCurveTo(x + BEND, from.y, x + BEND, to.y, end, to.y);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.moveTo(x, to.y);
  ctx.lineTo(end, to.y - 3.2);
  ctx.lineTo(end, to.y + 3.2);
  ctx.fill();
  ctx.restore();
}

readColours();
const across = nodes.map((node) => node.x), down = nodes.map((node) => node.y);
const area = { left: Math.min(...across) - WIDTH / 2, right: Math.max(...across) + WIDTH / 2 + BEND / 2, top: Math.min(...down) - HEIGHT / 2, bottom: Math.max(...down) + HEIGHT / 2 };
const size = { width: area.right - area.left + 24, height: area.bottom - area.top + 24 };
const fitting = () => Math.min(LARGEST, Math.max(READABLE, box.clientWidth / size.width));
box.style.height = box.dataset.height;
const placed = nodes.map(({ id, x, y }) => ({ id, x, y, shape: "custom", ctxRenderer: card }));
const drawnLinks = new vis.DataSet(links.map(drawn));
const network = new vis.Network(box, { nodes: new vis.DataSet(placed), edges: drawnLinks }, JSON.parse(box.dataset.options));
network.on("beforeDrawing", (ctx) => links.filter(level).forEach((link) => drawLevel(ctx, link)));
box.dataset.nodes = network.body.nodeIndices.filter((id) => byId.has(id)).length;
box.dataset.links = links.length;

// The whole picture where it stays readable; else its left end, where the supplier stands.
function fit() {
  const scale = fitting(), half = box.clientWidth / scale / 2;
  box.style.height = `${Math.max(220, size.height * scale)}px`;
  network.setSize("100%", "100%");
  const x = size.width * scale > box.clientWidth ? area.left - 12 + half : (area.left + area.right) / 2;
  network.moveTo({ position: { x, y: (area.top + area.bottom) / 2 }, scale });
}
fit();
new ResizeObserver(fit).observe(box.parentElement);

// Everything between the supplier and a node: what the node needs, as far as the picture goes.
function waysTo(id) {
  const found = new Set([id]), waiting = [id];
  while (waiting.length) {
    const node = waiting.pop();
    for (const link of links) if (link.to === node && !found.has(link.from)) found.add(link.from) && waiting.push(link.from);
  }
  return found;
}

const told = document.getElementById("told"), before = told.textContent;
const rows = [...document.querySelectorAll("#services tr[data-node]")];
function show(id) {
  lit = id && byId.has(id) ? waysTo(id) : null;
  drawnLinks.update(links.map(drawn));
  network.redraw();
  for (const row of rows) row.querySelector("button").setAttribute("aria-pressed", String(lit !== null && row.dataset.node === id));
  told.textContent = lit ? words(byId.get(id)) : before;
}

function words(node) {
  const names = (key, other) => links.filter((link) => link[key] === node.id).map((link) => byId.get(link[other]).label).join(", ");
  const said = [`${node.label}: ${[node.kind.toLowerCase(), node.detail.replaceAll("_", " "), node.criticality].filter(Boolean).join(", ")}, state ${node.state}.`];
  if (names("to", "from")) said.push(`Needs ${names("to", "from")}.`);
  if (names("from", "to")) said.push(`Needed by ${names("from", "to")}.`);
  return said.join(" ");
}

network.on("click", ({ nodes: [id] }) => show(id));
for (const row of rows) {
  row.querySelector("button").addEventListener("click", (event) => {
    show(event.currentTarget.getAttribute("aria-pressed") === "true" ? null : row.dataset.node);
  });
}
document.addEventListener("keydown", (event) => event.key === "Escape" && show(null));
for (const button of document.querySelectorAll("[data-zoom]")) {
  button.addEventListener("click", () => {
    if (button.dataset.zoom === "fit") return fit();
    network.moveTo({ scale: network.getScale() * (button.dataset.zoom === "in" ? 1.25 : 0.8) });
  });
}
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); drawnLinks.update(links.map(drawn)); network.redraw(); });
