// Says while a load goes on; asks again only while the page is looked at.
const EVERY = 15_000;

export function notice(place) {
  const said = "A load is in progress: what you see may change when it ends.", over = "The load has ended: reload the page to see what it changed.";
  let loading = place.textContent.trim() !== "";
  setInterval(async () => {
    if (document.hidden) return;
    const now = await asked();
    if (now === null || now === loading) return;
    loading = now;
    place.textContent = loading ? said : over;
  }, EVERY);
}

async function asked() {
  try {
    const response = await fetch("/loading");
    return response.ok ? (await response.json()).loading : null;
  } catch {
    return null;
  }
}
