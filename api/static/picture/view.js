// How much of a picture is seen: all of it where it stays readable, else its left end; larger, smaller, and moved about.
const READABLE = 0.62, LARGEST = 1.1, LEAST_HEIGHT = 220, STEP = 1.25;

// A picture that is taller than the window keeps to it, and is moved about.
export function fit(picture) {
  const { box, network, area } = picture, [left, top, right, bottom] = area;
  const width = right - left, height = bottom - top;
  const scale = Math.min(LARGEST, Math.max(READABLE, box.clientWidth / width));
  const tall = Math.max(LEAST_HEIGHT, Math.min(height * scale, Math.max(480, innerHeight * 1.2)));
  box.style.height = `${tall}px`;
  network.setSize("100%", "100%");
  const x = width * scale > box.clientWidth + 1 ? left + box.clientWidth / scale / 2 : (left + right) / 2;
  network.moveTo({ position: { x, y: (top + bottom) / 2 }, scale });
}

export function zoom(picture, larger) {
  picture.network.moveTo({ scale: picture.network.getScale() * (larger ? STEP : 1 / STEP) });
}

// Moves the view only where the node is not in it.
export function bringIntoView(picture, id) {
  const { network, box, size } = picture, { x, y } = network.canvasToDOM(picture.byId.get(id)), scale = network.getScale();
  const across = size.width * scale / 2, down = size.height * scale / 2;
  const seen = x - across >= 0 && x + across <= box.clientWidth && y - down >= 0 && y + down <= box.clientHeight;
  if (!seen) network.moveTo({ position: { x: picture.byId.get(id).x, y: picture.byId.get(id).y } });
}

export function buttons(picture) {
  for (const button of picture.section.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => button.dataset.zoom === "fit" ? fit(picture) : zoom(picture, button.dataset.zoom === "in"));
  }
}
