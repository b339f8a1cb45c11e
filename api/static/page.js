// What every page does with a script; each part finds what it works on, and a page works without any of them.
import { copyButtons } from "./page/copy.js";
import { later } from "./page/later.js";
import { notice } from "./page/notice.js";
import { search } from "./page/search.js";
import { suggested } from "./page/suggest.js";
import { swaps } from "./page/swap.js";
import { tables } from "./page/tables.js";

async function enhance(root) {
  const drawn = pictures(root.querySelectorAll("[data-picture]"));
  await Promise.race([drawn.catch(() => {}), new Promise(requestAnimationFrame)]);
  tables(root);
  copyButtons(root);
  suggested(root);
  later(root, enhance);
  await drawn;
}

async function pictures(sections) {
  if (!sections.length) return;
  if (!show) await drawing();
  sections.forEach(show);
}

// Once it is there, a picture is drawn in the frame in which the page changes: nothing is laid out without it.
let show;
async function drawing() {
  await visLoaded();
  ({ show } = await import("./picture/picture.js"));
}

// A page that changed in place had no picture before, perhaps, and has not loaded what draws one.
async function visLoaded() {
  if (window.vis) return;
  const src = new URL("vis/vis-network.min.js", import.meta.url).href;
  const made = () => document.head.appendChild(Object.assign(document.createElement("script"), { src }));
  const script = [...document.scripts].find((one) => one.src === src) ?? made();
  await new Promise((loaded) => script.addEventListener("load", loaded));
}

search(document.querySelector("form.search"));
notice(document.querySelector("[data-loading]"));
swaps(enhance);
enhance(document);
