// The still SVG of a picture, for print and for the PNG; a page that changed in place fetches it when there is time.
const SOON = 1000;

export function stillLater(picture) {
  const timer = setTimeout(() => still(picture.section), SOON);
  picture.end.signal.addEventListener("abort", () => clearTimeout(timer));
}

export async function still(section) {
  const place = section.querySelector(".still");
  if (place.dataset.still) place.replaceChildren(await fetched(place));
  return place.querySelector("svg");
}

async function fetched(place) {
  const response = await fetch(place.dataset.still);
  const read = new DOMParser().parseFromString(await response.text(), "image/svg+xml");
  place.removeAttribute("data-still");
  return document.adoptNode(read.documentElement);
}
