"""/impact in a real browser: the picture is drawn, the table is its text, and nothing is asked of the network."""

from __future__ import annotations

import httpx
import pytest
from playwright.async_api import Page

from tests.api.visiting import Visit

pytestmark = pytest.mark.one_engine

CIRRUS = "/impact?supplier=supplier%2Fvendors%2Fcirrus%20north"
SHADES = """() => {
  const canvas = document.querySelector('.picture canvas'), seen = new Set();
  const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  for (let i = 0; i < data.length; i += 4) if (data[i + 3]) seen.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
  return seen.size;
}"""


async def drawn(page: Page) -> tuple[int, int]:
    """How many nodes and links the picture says it drew."""
    await page.wait_for_selector(".picture[data-nodes] canvas")
    box = page.locator(".picture")
    return int(await box.get_attribute("data-nodes") or 0), int(await box.get_attribute("data-links") or 0)


async def test_a_supplier_is_chosen_drawn_and_tabled(served: str, browser: Visit) -> None:
    page = await browser.open(f"{served}/impact")
    await page.select_option("#supplier", label="Cirrus North")
    await page.wait_for_url("**/impact?supplier=*")
    async with httpx.AsyncClient(base_url=served, timeout=30) as client:
        said = (await client.get("/impact/data", params={"supplier": "Cirrus North"})).json()

    assert await drawn(page) == (len(said["nodes"]), len(said["edges"]))
    assert await page.evaluate(SHADES) > 20, "the canvas is empty"
    cells = await page.locator("#affected tbody tr").evaluate_all(
        "rows => rows.map(r => [...r.cells].slice(0, 4).map(c => c.innerText.replace('↗', '').trim()))"
    )
    assert cells == [[a["name"], a["state"], a["criticality"] or "", a["label"].lower()] for a in said["affected"]]
    assert (browser.complaints, browser.elsewhere()) == ([], [])


async def test_no_page_asks_anything_of_the_network_or_breaks_its_own_rules(served: str, browser: Visit) -> None:
    for path in (
        "/",
        "/impact",
        CIRRUS,
        "/impact?supplier=Deskwell",
        "/impact?supplier=Watchpost",
        "/impact?supplier=Keystone+Directory",
    ):
        await browser.open(f"{served}{path}")
    assert (browser.complaints, browser.elsewhere()) == ([], [])
    assert len(browser.requests) > 10


async def test_hostile_names_stay_names(served: str, browser: Visit) -> None:
    asked: list[str] = []
    page = await browser.open(f"{served}{CIRRUS}")
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    await drawn(page)
    await page.click("button.row:has-text('<img src=x onerror=alert(1)>')")
    assert "<img src=x onerror=alert(1)>" in await page.inner_text(".told")
    assert await page.locator("main img, main script:not([type='application/json'])").count() == 0
    assert asked == []


async def test_a_row_lights_its_ways_and_a_second_press_puts_them_out(served: str, browser: Visit) -> None:
    page = await browser.open(f"{served}{CIRRUS}")
    await drawn(page)
    button = page.get_by_role("button", name="Payment gateway")
    before, told = await page.evaluate(SHADES), await page.inner_text(".told")

    await button.focus()
    await page.keyboard.press("Enter")
    assert await button.get_attribute("aria-pressed") == "true"
    assert "Needs Kubernetes cluster north" in await page.inner_text(".told")
    await page.wait_for_function(f"({SHADES})() !== {before}")

    await page.keyboard.press("Escape")
    assert await button.get_attribute("aria-pressed") == "false"
    assert await page.inner_text(".told") == told


async def test_a_box_in_the_picture_tells_what_it_is(served: str, browser: Visit) -> None:
    page = await browser.open(f"{served}{CIRRUS}")
    await drawn(page)
    canvas = await page.locator(".picture").bounding_box()
    assert canvas
    for x in range(40, int(canvas["width"]), 40):
        await page.mouse.click(canvas["x"] + x, canvas["y"] + canvas["height"] / 2)
        if (await page.inner_text(".told")).startswith("Cirrus North: supplier"):
            return
    pytest.fail("no click told of the supplier")


@pytest.mark.parametrize("width", [390, 800, 1400, 1920])
async def test_nothing_is_wider_than_the_window(served: str, browser: Visit, width: int) -> None:
    for path in ("/", "/impact", CIRRUS):
        page = await browser.open(f"{served}{path}")
        await page.set_viewport_size({"width": width, "height": 900})
        assert await page.evaluate("document.documentElement.scrollWidth") <= width, path


async def test_the_table_is_there_without_scripts(served: str, chromium: object, browser: Visit) -> None:
    context = await browser.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    page = await context.new_page()
    await page.goto(f"{served}{CIRRUS}")
    assert await page.locator("#affected tbody tr").count() == 12
    await context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_text_can_be_read_in_light_and_dark(served: str, browser: Visit, scheme: str) -> None:
    """Contrast of 4.5 to 1 at least (WCAG 2.2, 1.4.3)."""
    page = await browser.open(f"{served}{CIRRUS}")
    await page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    assert await page.evaluate(FAINT) == []


FAINT = """() => {
  const light = (c) => { const [r, g, b] = c.map((v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b; };
  const parse = (c) => c.match(/[\\d.]+/g).map(Number);
  const ground = (e) => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c.slice(0, 3); } return [255, 255, 255]; };
  const faint = [];
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !e.checkVisibility() || e.closest('script, noscript, .skip')) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color).slice(0, 3)), light(ground(e))].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 4.5) faint.push(`${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 30)}`);
  }
  return faint;
}"""
