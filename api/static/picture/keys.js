// The picture by keyboard: arrows go to the next box that way, Enter chooses it, and once more opens it; Escape lets go.
import { choose, open, words } from "./choose.js";
import { bringIntoView, fit, zoom } from "./view.js";

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function keyboard(picture) {
  const { box } = picture;
  box.addEventListener("focus", () => { picture.focused = true; go(picture, picture.focus ?? picture.nodes[0]?.id); });
  box.addEventListener("blur", () => { picture.focused = false; picture.network.redraw(); }, { signal: picture.end.signal });
  box.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !pressed(picture, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  });
}

function pressed(picture, key) {
  if (key in WAYS) go(picture, next(picture, ...WAYS[key]));
  else if (key === "Home") go(picture, picture.nodes[0]?.id);
  else if (key === "End") go(picture, picture.nodes.at(-1)?.id);
  else if (key === "Enter" || key === " ") enter(picture);
  else if (key === "Escape") choose(picture, null);
  else if (key === "+" || key === "-") zoom(picture, key === "+");
  else if (key === "0") fit(picture);
  else return false;
  return true;
}

function enter(picture) {
  if (picture.focus !== picture.chosen) return choose(picture, picture.focus);
  open(picture);
}

function go(picture, id) {
  if (!id) return;
  picture.focus = id;
  bringIntoView(picture, id);
  picture.network.redraw();
  if (!picture.chosen) picture.told.textContent = words(picture, picture.byId.get(id));
  else picture.spoken.textContent = words(picture, picture.byId.get(id));
}

// The nearest box in that direction; one that lies aside counts as farther away.
function next(picture, dx, dy) {
  const from = picture.byId.get(picture.focus) ?? picture.nodes[0];
  let best = null, least = Infinity;
  for (const node of picture.nodes) {
    const along = (node.x - from.x) * dx + (node.y - from.y) * dy, aside = Math.abs((node.x - from.x) * dy) + Math.abs((node.y - from.y) * dx);
    if (node !== from && along > 0 && along + 2 * aside < least) [best, least] = [node.id, along + 2 * aside];
  }
  return best;
}
