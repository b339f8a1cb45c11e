"""The journey through /impact: choose, look, ask why, change the scenario, send its address."""

from __future__ import annotations

from playwright.async_api import expect

from tests.api.pages.looking import drawn
from tests.api.visiting import Visit


async def test_a_journey_from_a_supplier_over_why_to_another_scenario(hostile: str, browser: Visit) -> None:
    page = await browser.open(f"{hostile}/impact")
    await page.locator("#supplier").select_option(label="Cirrus North")
    await expect(page.get_by_role("heading", level=1)).to_have_text("If Cirrus North fails")
    await drawn(page)

    row = page.locator("#affected tr", has=page.get_by_role("button", name="Customer identity"))
    await expect(row).to_contain_text("redundancy lost")
    await row.get_by_role("link", name="Kubernetes cluster north < Cirrus North").click()
    await expect(page.locator("#why")).to_be_focused()
    await expect(page.locator("#why .tree")).to_contain_text("1 of 2 region left, 1 needed")

    await page.get_by_label("Cirrus North is back after so many minutes").fill("90")
    await page.get_by_label("Cirrus North is back after so many minutes").press("Tab")
    await expect(page.locator("#affected")).to_contain_text("Back after (min)")
    await page.locator("#fails").fill("Basalt Cloud")
    await page.locator("#fails").press("Enter")
    await expect(row).to_contain_text("down")
    await drawn(page)
    await page.get_by_role("link", name="Leave out Cirrus North").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("If Basalt Cloud fails")

    sent = await browser.open(page.url)
    await expect(sent.get_by_role("heading", level=1)).to_have_text("If Basalt Cloud fails")
    assert "Basalt Cloud" in await sent.inner_text(".failed")
    assert (browser.complaints, browser.elsewhere()) == ([], [])
