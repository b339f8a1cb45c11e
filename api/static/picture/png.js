// The whole picture as PNG, what is lit included: its SVG, drawn on a canvas at twice its size, as far as canvases go.
import { still } from "./still.js";

const LARGEST = 12000;

export function pngButton(picture) {
  const button = picture.section.querySelector("[data-png]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", async () => save(await png(lit(picture, await still(picture.section))), button.dataset.png));
}

// Boxes and lines of the SVG stand in the order of the data.
function lit(picture, svg) {
  const shown = svg.cloneNode(true), bright = picture.lit;
  if (!bright) return shown;
  shown.querySelectorAll(".box").forEach((box, i) => box.setAttribute("opacity", bright.has(picture.nodes[i].id) ? 1 : .22));
  shown.querySelectorAll(".lines > path").forEach((line, i) => {
    line.setAttribute("opacity", bright.has(picture.edges[i].from) && bright.has(picture.edges[i].to) ? 1 : .12);
  });
  return shown;
}

async function png(svg) {
  const image = new Image(), width = svg.width.baseVal.value, height = svg.height.baseVal.value;
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
  await image.decode();
  const canvas = document.createElement("canvas"), scale = Math.min(2, LARGEST / Math.max(width, height));
  [canvas.width, canvas.height] = [width * scale, height * scale];
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
