// The colours of the style sheet, as a canvas needs them; read again when light turns to dark.
const NAMES = ["surface", "ground", "raised", "ink", "soft", "line", "accent", "bad", "warn", "good", "group",
  "service", "role", "supplier", "process", "document", "resource", "framework", "requirement"];
const said = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
export const colours = {};
export const font = { family: "sans-serif" };

export function readColours() {
  for (const name of NAMES) colours[name] = said(name);
  font.family = said("font") || font.family;
}

export function whenColoursChange(redraw, signal) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); redraw(); }, { signal });
}
