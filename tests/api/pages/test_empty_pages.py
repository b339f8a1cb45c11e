"""Every page of a graph with nothing in it: it says so, and what to do."""

from __future__ import annotations

import pytest

from tests.api.pages.every_page import EMPTY_PAGES
from tests.api.pages.looking import look, violations
from tests.api.visiting import Visit


@pytest.mark.parametrize("path", EMPTY_PAGES)
async def test_a_page_of_an_empty_graph_says_what_to_do(empty: str, browser: Visit, path: str) -> None:
    page = (await look(browser, f"{empty}{path}")).page
    assert await page.locator("main .empty").count() > 0
    assert await violations(page, "light") == []
    assert (browser.complaints, browser.elsewhere()) == ([], [])
