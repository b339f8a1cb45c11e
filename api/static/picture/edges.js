// Edges: their line says how firmly they tie; one between boxes of a column bends out to the right of them.
import { colours } from "./colours.js";

const DASHES = { certain: [], "backed up": [7, 5], degrades: [2, 4] }, IMPLIED = [1, 4];
const BEND = 40;
const dashes = (edge) => edge.implied ? IMPLIED : DASHES[edge.strength ?? "certain"];

function looks(picture, edge) {
  const inside = !picture.lit || (picture.lit.has(edge.from) && picture.lit.has(edge.to));
  return {
    color: !edge.strength && !edge.implied ? colours.ink : colours.soft,
    opacity: inside ? (picture.lit ? 1 : 0.55) : 0.08,
    width: (picture.lit && inside ? 2 : 1.2) + Math.min(3, Math.log10(edge.count ?? 1)),
  };
}

export function drawnEdge(picture, edge, index) {
  const { color, opacity, width } = looks(picture, edge), dashed = dashes(edge);
  const { from, to, curve } = edge, smooth = picture.curves[curve] ?? false;
  return { id: index, from, to, smooth, width, dashes: dashed.length ? dashed : false, color: { color, opacity }, hidden: curve === "level" };
}

export function drawLevelEdges(picture, ctx) {
  for (const edge of picture.edges) if (edge.curve === "level") drawLevel(picture, ctx, edge);
}

function drawLevel(picture, ctx, edge) {
  const from = picture.byId.get(edge.from), to = picture.byId.get(edge.to), x = from.x + picture.size.width / 2, end = x + 7;
  const { color, opacity, width } = looks(picture, edge);
  ctx.save();
  Object.assign(ctx, { strokeStyle: color, fillStyle: color, globalAlpha: opacity, lineWidth: width });
  ctx.setLineDash(dashes(edge));
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
