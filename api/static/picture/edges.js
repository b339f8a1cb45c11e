// Edges: the lines of the still picture, with an arrow at their end; how a line is drawn says how firmly it ties.
import { colours } from "./colours.js";

const DASHES = { certain: [], "backed up": [7, 5], degrades: [2, 4] }, IMPLIED = [1, 4];

export function drawEdges(picture, ctx) {
  for (const edge of picture.edges) drawEdge(ctx, edge, looks(picture, edge));
}

function looks(picture, edge) {
  const inside = !picture.lit || (picture.lit.has(edge.from) && picture.lit.has(edge.to));
  return {
    colour: !edge.strength && !edge.implied ? colours.ink : colours.soft,
    opacity: inside ? (picture.lit ? 1 : 0.55) : 0.08,
    width: (picture.lit && inside ? 2 : 1.2) + Math.min(3, Math.log10(edge.count ?? 1)),
  };
}

function drawEdge(ctx, edge, { colour, opacity, width }) {
  const line = (edge.line ??= new Path2D(edge.path));
  ctx.save();
  Object.assign(ctx, { strokeStyle: colour, fillStyle: colour, globalAlpha: opacity, lineWidth: width });
  ctx.setLineDash(edge.implied ? IMPLIED : DASHES[edge.strength ?? "certain"]);
  ctx.stroke(line);
  arrow(ctx, edge.path);
  ctx.restore();
}

// A path ends with the point that its curve is drawn to, and its end.
function arrow(ctx, path) {
  const [fromX, fromY, x, y] = path.match(/-?[\d.]+/g).slice(-4).map(Number);
  ctx.translate(x, y);
  ctx.rotate(Math.atan2(y - fromY, x - fromX));
  ctx.beginPath();
  ctx.moveTo(-1, -3.2);
  ctx.lineTo(6, 0);
  ctx.lineTo(-1, 3.2);
  ctx.fill();
}
