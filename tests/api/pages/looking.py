"""How a page is looked at: by axe-core, in light and dark, at three sizes, and by what it asks of the network."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from playwright.async_api import Page

from tests.api.visiting import Visit

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""What axe looks for: everything of WCAG 2.2 AA that a program can find, and what is good practice besides."""
SIZES = {"phone": (390, 844), "tablet": (1024, 768), "desk": (1600, 1000)}
SCREENSHOTS = Path(__file__).parents[3] / "build" / "screenshots"
_RUN = """async (tags) => {
  const { violations } = await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
  return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(" ")}: ${n.failureSummary}`));
}"""
_WIDER = """() => [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1
  && !e.closest(".scroll, .still, .unseen, .skip, .picture")).map((e) => `${e.tagName}.${e.className}`).slice(0, 5)"""


@dataclass
class Looked:
    """What was seen on one page."""

    page: Page
    dialogs: list[str] = field(default_factory=list)
    """What a script that was let in said."""


async def look(visit: Visit, address: str) -> Looked:
    """Opens a page and waits until its pictures are drawn."""
    page = await visit.open(address)
    looked = Looked(page)
    page.on("dialog", lambda dialog: looked.dialogs.append(dialog.message))
    await drawn(page)
    return looked


async def drawn(page: Page) -> None:
    """Waits until every picture of a page is drawn, what stands below it is laid out, and what it fetches later is there."""
    for picture in await page.locator("[data-picture]").all():
        await picture.locator("canvas").wait_for()
    await page.wait_for_function("() => !document.querySelector('[data-later], main.fresh')")


async def violations(page: Page, scheme: str) -> list[str]:
    """What axe finds in light or dark, a line each."""
    await page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    if not await page.evaluate("typeof axe === 'object'"):
        await page.evaluate(AXE)
    found: list[str] = await page.evaluate(_RUN, RULES)
    return found


async def wider(page: Page) -> list[str]:
    """What sticks out of the window to the right, where the page as a whole would scroll sideways."""
    if await page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
        return []
    found: list[str] = await page.evaluate(_WIDER)
    return found or ["something"]


async def pictured(page: Page, path: str, size: str) -> None:
    """Keeps a screenshot as build output."""
    name = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-")[:60] or "start"
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    await page.screenshot(path=SCREENSHOTS / f"{name}-{size}.jpeg", full_page=True, quality=80)
