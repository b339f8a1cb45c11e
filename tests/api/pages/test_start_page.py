"""The start page on the demo: what is wrong now is named, and leads on."""

from __future__ import annotations

import httpx
import pytest

from tests.api.pages.every_page import DEMO_PAGES
from tests.api.pages.looking import SIZES, look, pictured, violations
from tests.api.visiting import Visit

PARTS = ["/start/failing", "/start/data", "/start/coverage", "/start/radius", "/start/changes"]


async def rows(address: str, path: str) -> list[dict[str, object]]:
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        found: list[dict[str, object]] = (await client.get(path, params={"format": "json"})).json()
        return found


@pytest.mark.slow
@pytest.mark.parametrize("path", DEMO_PAGES)
async def test_the_demo_keeps_nobody_out_and_fits_every_window(demo_served: str, browser: Visit, path: str) -> None:
    page = (await look(browser, f"{demo_served}{path}")).page
    assert await violations(page, "light") == []
    for size, (width, height) in SIZES.items():
        await page.set_viewport_size({"width": width, "height": height})
        await pictured(page, f"demo{path}", size)
    assert (browser.complaints, browser.elsewhere()) == ([], [])


@pytest.mark.slow
async def test_what_fails_now_is_named_with_the_services_it_takes_down(demo_served: str) -> None:
    failing = await rows(demo_served, "/start/failing")
    assert {row["state"] for row in failing} <= {"down", "degraded"}
    assert any(row["down"] for row in failing)
    assert all(len(str(row["services"])) > 0 for row in failing if row["down"])


@pytest.mark.slow
async def test_every_part_has_rows_that_lead_on(demo_served: str) -> None:
    for path in PARTS:
        assert await rows(demo_served, path), path
    coverage = await rows(demo_served, "/start/coverage")
    assert {str(row["framework"]) for row in coverage}
    assert all(row["verdict"] for row in coverage)


@pytest.mark.slow
async def test_a_journey_from_what_fails_to_what_stands_on_it(demo_served: str, browser: Visit) -> None:
    page = (await look(browser, f"{demo_served}/")).page
    await page.locator("#failing tbody th a").first.click()
    await page.wait_for_url("**/impact?supplier=*")
    assert await page.locator("#affected tbody tr").count() > 0
