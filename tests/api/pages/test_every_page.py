"""Every page in a real browser, on hostile names: nobody is kept out, nothing leaves the host, nothing runs."""

from __future__ import annotations

import pytest

from tests.api.pages.every_page import ESTATE_PAGES
from tests.api.pages.looking import SIZES, look, pictured, violations, wider
from tests.api.visiting import Visit


@pytest.mark.parametrize("path", ESTATE_PAGES)
async def test_a_page_keeps_nobody_out_and_lets_nothing_in(hostile: str, browser: Visit, path: str) -> None:
    """No request leaves, nothing complains, no name runs; axe finds nothing in light and dark; it fits every window."""
    looked = await look(browser, f"{hostile}{path}")
    page = looked.page
    for scheme in ("light", "dark"):
        assert await violations(page, scheme) == [], scheme
    await page.emulate_media(color_scheme="light")
    for size, (width, height) in SIZES.items():
        await page.set_viewport_size({"width": width, "height": height})
        await pictured(page, path, size)
        assert await wider(page) == [], size
    complaints = [said for said in browser.complaints if "status of 404" not in said]
    assert (complaints, browser.elsewhere(), looked.dialogs) == ([], [], [])
