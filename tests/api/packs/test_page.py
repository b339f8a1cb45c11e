"""The page in a real browser: it asks for nothing, runs nothing, and shows hostile names as names."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.api.packs.world import HOSTILE, LONG
from tests.api.visiting import Visit

_FETCHING = {"src", "srcset", "href", "action", "data", "poster", "background", "formaction", "xlink:href", "ping"}


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses |= {value or "" for name, value in attrs if name in _FETCHING}


def test_nothing_in_it_is_fetched_or_run(folder: Path) -> None:
    text = (folder / "report.html").read_text(encoding="utf-8")
    reader = Reader()
    reader.feed(text)
    assert not reader.tags & {"script", "iframe", "img", "object", "embed", "form", "video", "audio", "base"}
    assert {address for address in reader.addresses if not address.startswith("#")} == {"data:,"}
    styles = "".join(re.findall(r"<style>(.*?)</style>", text, re.DOTALL))
    assert "url(" not in styles
    assert "@import" not in styles
    assert "\u202e" not in text
    assert "\u0007" not in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_browser_asks_for_nothing_and_shows_names_as_names(browser: Visit, folder: Path, scheme: str) -> None:
    page = await browser.open((folder / "report.html").as_uri())
    await page.emulate_media(color_scheme=scheme)
    assert [url for url in browser.requests if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in browser.requests if url.startswith("file:")]) == 1
    assert browser.complaints == []
    shown = {" ".join(text.split()) for text in await page.locator("bdi").all_inner_texts()}
    for name in ("script", "formula", "arabic", "hebrew", "emoji", "chinese", "typst", "markdown", "long"):
        assert HOSTILE[name] in shown, name
    assert "bell\\u0007 escape\\u001b[31m line override\\u202e" in shown
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
        f"{len(LONG)} characters do not push it wide"
    )


async def test_every_cell_of_the_picture_leads_to_its_clause(browser: Visit, folder: Path) -> None:
    page = await browser.open((folder / "report.html").as_uri())
    cells = await page.locator(".heat a").evaluate_all(
        "all => all.map(a => !!document.getElementById(decodeURIComponent(a.hash.slice(1))))"
    )
    assert len(cells) > 50
    assert all(cells)
