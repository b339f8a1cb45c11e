"""The journey through a node's page: look, expand, leave out, find a way, hide, and send the address."""

from __future__ import annotations

from playwright.async_api import Page, expect

from api.pages.addresses import node_address
from tests.api.pages.looking import drawn
from tests.api.visiting import Visit

GATEWAY = node_address("service/cat/1")


async def shown(page: Page) -> set[str]:
    """Names of the boxes, as the table beside the picture has them."""
    await drawn(page)
    return set(await page.locator("#boxes tbody th button").all_inner_texts())


async def test_a_journey_around_a_node(hostile: str, browser: Visit) -> None:
    page = await browser.open(f"{hostile}{GATEWAY}?way=out")
    assert "Cirrus North" not in await shown(page)
    await expect(page.locator("#checks tbody tr").first).to_be_visible()
    await expect(page.locator("#depends-on tbody")).to_contain_text("Kubernetes cluster north")

    await page.locator("#boxes").get_by_role("button", name="Kubernetes cluster north").click()
    assert await page.locator("#box").input_value() == "resource/cmdb/1"
    await page.get_by_role("button", name="Expand").click()
    await page.wait_for_url("**open=resource**")
    assert "Cirrus North" in await shown(page)
    await expect(page.locator("#checks tbody tr").first).to_be_visible()

    await page.get_by_text("Leave out").first.click()
    await page.get_by_label("resource", exact=True).check()
    await page.wait_for_url("**without=Resource**")
    left = await shown(page)
    assert "Kubernetes cluster north" not in left
    assert "Cirrus North" in left
    await expect(page.locator(".legend")).to_contain_text("a way through what is not shown")

    await page.locator("#node-to").fill("Site north")
    await page.locator("#node-to").press("Enter")
    await expect(page.get_by_text("The shortest way to")).to_contain_text("Site north")
    await page.locator("#box").select_option(label="Cirrus North")
    await page.get_by_role("button", name="Hide").click()
    await page.wait_for_url("**hide=supplier**")
    seen = await shown(page)
    assert "Cirrus North" not in seen

    sent = await browser.open(page.url)
    assert await shown(sent) == seen
    assert (browser.complaints, browser.elsewhere()) == ([], [])


async def test_by_keyboard_a_box_is_chosen_and_expanded(hostile: str, browser: Visit) -> None:
    page = await browser.open(f"{hostile}{GATEWAY}?way=out")
    await drawn(page)
    await page.locator(".picture").focus()
    await page.keyboard.press("End")
    await page.keyboard.press("Enter")
    chosen = await page.locator("#box").input_value()
    await page.keyboard.press("Enter")
    await page.wait_for_url("**open=**")
    await drawn(page)
    assert chosen in page.url.replace("%2F", "/").replace("%20", " ")
    assert browser.complaints == []


async def test_without_a_script_links_and_forms_do_the_same(hostile: str, browser: Visit) -> None:
    assert browser.context.browser
    context = await browser.context.browser.new_context(java_script_enabled=False)
    page = await Visit(context).open(f"{hostile}{GATEWAY}?way=out")
    await page.locator("#node-depth").select_option("2")
    await page.get_by_role("button", name="Show").click()
    await page.locator("#box").select_option(label="Kubernetes cluster north")
    await page.get_by_role("button", name="Hide").click()
    assert "depth=2" in page.url
    assert "hide=resource" in page.url
    await page.get_by_role("link", name="Checks it fails and passes").click()
    assert await page.locator("#checks tbody tr").count() > 0
    await context.close()
