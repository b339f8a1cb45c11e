// A node: a box with the shape of its label, its name, a line that says what it is, and a border that says how it stands.
import { colours, font } from "./colours.js";
import { fitted, inLines } from "./text.js";

const RADIUS = 9, TONES = { start: "ink", bad: "bad", warn: "warn", good: "good" };
const DASHED = new Set(["warn"]);

export function nodeDrawer(picture) {
  return ({ ctx, id, x, y }) => {
    const node = picture.byId.get(id), { width, height } = picture.size;
    return { drawNode: () => drawNode(ctx, picture, node, x, y, width, height), nodeDimensions: { width, height } };
  };
}

function drawNode(ctx, picture, node, x, y, width, height) {
  const left = x - width / 2, top = y - height / 2;
  ctx.save();
  ctx.globalAlpha = picture.lit && !picture.lit.has(node.id) ? .22 : 1;
  if (node.expand) outline(ctx, left + 4, top - 4, width, height, colours.soft, 1, false);
  outline(ctx, left, top, width, height, colours[TONES[node.tone]] ?? colours.soft, node.tone === "start" ? 2.5 : 1.6, DASHED.has(node.tone));
  shape(ctx, picture.shapes[node.kind] ?? [], left + 20, y, 9.5);
  ctx.fillStyle = colours[node.kind.toLowerCase()] ?? colours.soft;
  ctx.fill();
  write(ctx, node, left + 38, y, width - 48);
  if (node.badge) badge(ctx, node.badge, left + width - 8, top);
  if (picture.focus === node.id && picture.focused) ring(ctx, left, top, width, height);
  ctx.restore();
}

function outline(ctx, left, top, width, height, colour, line, dashed) {
  ctx.beginPath();
  ctx.roundRect(left, top, width, height, RADIUS);
  ctx.fillStyle = colours.surface;
  ctx.fill();
  ctx.strokeStyle = colour;
  ctx.lineWidth = line;
  ctx.setLineDash(dashed ? [6, 4] : []);
  ctx.stroke();
  ctx.setLineDash([]);
}

function ring(ctx, left, top, width, height) {
  ctx.beginPath();
  ctx.roundRect(left - 4, top - 4, width + 8, height + 8, RADIUS + 3);
  ctx.strokeStyle = colours.accent;
  ctx.lineWidth = 3;
  ctx.stroke();
}

function shape(ctx, corners, x, y, r) {
  ctx.beginPath();
  if (corners.length) corners.forEach(([dx, dy], i) => ctx[i ? "lineTo" : "moveTo"](x + dx * r, y + dy * r));
  else ctx.arc(x, y, r * .92, 0, 2 * Math.PI);
  ctx.closePath();
}

function write(ctx, node, left, y, room) {
  const step = 13.5, failing = node.state === "down" || node.state === "degraded";
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.font = `600 12.5px ${font.family}`;
  const name = inLines(ctx, node.label, room), start = y - (name.length * step) / 2;
  ctx.fillStyle = colours.ink;
  name.forEach((line, i) => ctx.fillText(line, left, start + i * step));
  ctx.font = `${failing ? 600 : 400} 11px ${font.family}`;
  ctx.fillStyle = node.state === "down" ? colours.bad : failing ? colours.warn : colours.soft;
  ctx.fillText(fitted(ctx, node.caption, room), left, start + name.length * step + .5);
}

function badge(ctx, text, right, middle) {
  ctx.font = `600 11px ${font.family}`;
  const width = ctx.measureText(text).width + 12;
  ctx.beginPath();
  ctx.roundRect(right - width, middle - 9, width, 18, 9);
  ctx.fillStyle = colours.ink;
  ctx.fill();
  ctx.fillStyle = colours.surface;
  ctx.textAlign = "center";
  ctx.fillText(text, right - width / 2, middle + .5);
}
