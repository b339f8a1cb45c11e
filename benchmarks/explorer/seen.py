"""A page as a browser sees it: when something is there to look at, when its picture is drawn, and what came over the wire."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page

WINDOW = {"width": 1400, "height": 900}
_WAIT_MS = 300_000
_WATCH = """(() => {
  const seen = window.seen = { fcp: 0, lcp: 0, still: 0, drawn: 0, whole: 0 };
  const told = (type, say) => new PerformanceObserver((list) => list.getEntries().forEach(say)).observe({ type, buffered: true });
  told("paint", (one) => { if (one.name === "first-contentful-paint") seen.fcp = one.startTime; });
  told("largest-contentful-paint", (one) => { seen.lcp = one.startTime; });
  const every = (what) => [...document.querySelectorAll("[data-picture]")].every((one) => one.querySelector(what));
  const once = (name, now) => { if (!seen[name] && now()) requestAnimationFrame(() => { seen[name] ||= performance.now(); }); };
  (function look() {
    if (document.querySelector("footer")) once("still", () => every(".still svg"));
    if (document.readyState === "complete") {
      once("drawn", () => every("canvas"));
      once("whole", () => !document.querySelector("[data-later]") && every("canvas"));
    }
    requestAnimationFrame(look);
  })();
})()"""
_WHOLE = "() => window.seen.whole > 0 && window.seen.fcp > 0"
_FIGURES = """() => {
  const [page] = performance.getEntriesByType("navigation"), kinds = { page: page.transferSize };
  for (const one of performance.getEntriesByType("resource")) {
    const kind = one.initiatorType === "fetch" ? "parts" : (/\\.(js|css)$/.exec(new URL(one.name).pathname) || ["", "other"])[1];
    kinds[kind] = (kinds[kind] || 0) + one.transferSize;
  }
  return { ...window.seen, server: page.responseStart, received: page.responseEnd, unpacked: page.decodedBodySize, kinds,
    boxes: document.querySelectorAll(".still svg .box").length, elements: document.querySelectorAll("*").length };
}"""


@asynccontextmanager
async def reader(browser: Browser) -> AsyncIterator[BrowserContext]:
    """Somebody who was never here: a profile of its own, with nothing kept."""
    context = await browser.new_context(viewport=WINDOW, color_scheme="light")  # type: ignore[arg-type]
    context.set_default_timeout(_WAIT_MS)
    await context.add_init_script(_WATCH)
    yield context
    await context.close()


async def opened(context: BrowserContext, address: str) -> Page:
    """A page with all of its parts and pictures."""
    page = await context.new_page()
    await page.goto(address, wait_until="load")
    await page.wait_for_function(_WHOLE)
    return page


async def seen(context: BrowserContext, address: str) -> dict[str, Any]:
    """When was what there (milliseconds from the click), and bytes over the wire by kind."""
    page = await opened(context, address)
    await asyncio.sleep(0.1)  # what paints last is told a moment later
    figures: dict[str, Any] = await page.evaluate(_FIGURES)
    await page.close()
    return figures
