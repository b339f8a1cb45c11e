"""What every page has around it: search with suggestions, the notice of a load, and the same answer elsewhere."""

from __future__ import annotations

import re
import shlex
import time

import httpx
from playwright.async_api import Browser, Page, expect

from graph.engine import Engine, Statement
from tests.api.pages.conftest import LONG
from tests.api.pages.looking import drawn, violations
from tests.api.visiting import Visit

CIRRUS = "/impact?supplier=Cirrus%20North"


async def suggestions(address: str, q: str) -> list[str]:
    async with httpx.AsyncClient(base_url=address, timeout=30) as client:
        return [found["name"] for found in (await client.get("/search/suggestions", params={"q": q})).json()]


async def test_search_finds_names_ids_references_and_numbers_of_clauses_best_first(hostile: str) -> None:
    assert (await suggestions(hostile, "customer portal"))[0] == "Customer portal"
    assert (await suggestions(hostile, "CUSTOMER"))[:2] == ["Customer identity", "Customer portal"]
    assert await suggestions(hostile, "service/cat/1") == ["Payment gateway"]
    assert (await suggestions(hostile, "1"))[0] == "1 <i>Clause</i>"
    assert await suggestions(hostile, "javascript:alert(15)") == [LONG]
    assert await suggestions(hostile, "portal customer") == ["Customer portal"]
    assert await suggestions(hostile, "خدمة") == ["خدمة الدفع الإلكتروني للعملاء"]
    assert await suggestions(hostile, "") == []
    assert len(await suggestions(hostile, "e")) == 10


async def combobox(page: Page, text: str) -> None:
    await page.locator("#search").fill(text)
    await expect(page.locator("#suggestions")).to_be_visible()


async def test_the_search_box_is_a_combobox_that_keys_alone_can_use(hostile: str, browser: Visit) -> None:
    page = await browser.open(f"{hostile}/")
    box = page.get_by_role("combobox", name="Search names, ids, references and clause numbers")
    await combobox(page, "customer")
    assert await violations(page, "light") == []
    options = page.get_by_role("option")
    assert await options.count() == 2
    await box.press("ArrowDown")
    await box.press("ArrowDown")
    await expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    assert await box.get_attribute("aria-activedescendant") == await options.nth(1).get_attribute("id")
    await box.press("Escape")
    await expect(page.locator("#suggestions")).to_be_hidden()
    assert await box.input_value() == "customer"
    await box.press("ArrowDown")
    await expect(options.first).to_have_attribute("aria-selected", "true")
    await box.press("Enter")
    await page.wait_for_url("**/explore/service/cat/3")


async def test_without_scripts_search_is_a_form_and_every_picture_a_drawing(hostile: str, chromium: Browser) -> None:
    context = await chromium.new_context(java_script_enabled=False)
    page = await context.new_page()
    await page.goto(f"{hostile}{CIRRUS}")
    assert await page.locator(".still svg").is_visible()
    assert await page.get_by_text("Payment gateway", exact=True).first.is_visible()
    await page.fill("#search", "customer portal")
    await page.click("form.search button")
    await page.wait_for_url("**/search?q=customer**")
    assert await page.locator("#found tbody tr").count() == 1
    await context.close()


async def test_a_load_changes_nothing_but_a_notice(hostile: str, arcadedb_engine: Engine) -> None:
    async def main(client: httpx.AsyncClient) -> tuple[str, str]:
        before, _, after = (await client.get(CIRRUS)).text.partition('<main id="main"')
        return before, after

    async with httpx.AsyncClient(base_url=hostile, timeout=30, headers={"accept": "text/html"}) as client:
        quiet = await main(client)
        held = {"until": time.time() + 60}
        lock = Statement("MERGE (l:Lock {id: 'load'}) SET l.until = $until, l.token = 'elsewhere/1/1.0/x', l.holder = 'x'", held)
        await arcadedb_engine.write([lock])
        try:
            loading = await main(client)
            assert (await client.get("/loading")).json() == {"loading": True}
        finally:
            await arcadedb_engine.write([Statement("MATCH (l:Lock) DETACH DELETE l")])
        assert (await client.get("/loading")).json() == {"loading": False}
    assert "A load is in progress" in loading[0]
    assert "A load is in progress" not in quiet[0]
    assert loading[1] == quiet[1]


async def test_the_same_answer_is_a_command_and_a_query_filled_in(hostile: str, browser: Visit) -> None:
    page = await browser.open(f"{hostile}/")
    assert shlex.split(await page.inner_text("#command")) == ["clausegraph", "status"]
    await page.goto(f"{hostile}/search?q=customer+portal")
    await page.get_by_role("link", name="Open the query in GraphiQL").click()
    await page.wait_for_selector(".graphiql-query-editor :text('search')")
    await page.locator(".graphiql-execute-button").click()
    await page.wait_for_selector(".result-window :text('Customer portal')")
    assert (browser.complaints, browser.elsewhere()) == ([], [])


async def test_the_picture_is_walked_through_by_keys_and_told(hostile: str, browser: Visit) -> None:
    page = await browser.open(f"{hostile}{CIRRUS}")
    await drawn(page)
    picture, told = page.get_by_role("application"), page.locator(".told")
    hint = await told.inner_text()
    await picture.focus()
    heard = [await told.inner_text()]
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        await picture.press(key)
        heard.append(await told.inner_text())
    assert len(set(heard)) > 2
    assert all(": " in said and said != hint for said in heard)
    await picture.press("Enter")
    await expect(told.get_by_role("link", name="Its page")).to_have_attribute("href", re.compile("^/explore/"))
    await picture.press("Escape")
    await expect(told).to_have_text(hint)
    assert browser.complaints == []


async def test_a_table_sorts_and_filters_in_place_and_the_address_keeps_how(hostile: str, browser: Visit) -> None:
    page = await browser.open(f"{hostile}/search?q=service")
    table, names = page.locator("#found"), "rows => rows.filter(r => !r.hidden).map(r => r.cells[0].innerText.trim())"
    before = await table.locator("tbody tr").evaluate_all(names)
    await page.get_by_role("button", name="Name").press("Enter")
    await page.get_by_role("button", name="Name").press("Enter")
    await expect(table.locator("th").first).to_have_attribute("aria-sort", "descending")
    after = await table.locator("tbody tr").evaluate_all(names)
    assert after != before
    assert sorted(after) == sorted(before)
    await page.get_by_label("Filter", exact=True).fill("customer")
    assert await table.locator("tbody tr").evaluate_all(names) == ["Customer portal", "Customer identity"]
    again = await browser.open(page.url)
    assert await again.locator("#found tbody tr").evaluate_all(names) == ["Customer portal", "Customer identity"]
    assert browser.complaints == []


async def test_a_page_changes_in_place_and_back_again(hostile: str, browser: Visit) -> None:
    page = await browser.open(f"{hostile}{CIRRUS}")
    await drawn(page)
    await page.evaluate(
        "() => { document.body.kept = true; document.getElementById('main').insertAdjacentHTML('afterbegin',"
        " '<a id=swapped data-swap href=\"/impact?supplier=Keystone%20Directory\">Swap</a>') }"
    )
    await page.locator("#swapped").focus()
    await page.locator("#swapped").press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Keystone Directory")
    await drawn(page)
    await page.wait_for_function("() => document.body.kept && document.activeElement.id === 'main'")
    assert "Keystone" in await page.title()
    await page.go_back()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Cirrus North")
    await drawn(page)
    assert browser.complaints == []
