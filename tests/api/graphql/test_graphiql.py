"""GraphiQL in a real browser, as somebody finds it who was never here: ready questions, explorer, no network, no broken rule."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page

from api.graphql.ready import ready_questions
from tests.api.visiting import Visit

pytestmark = pytest.mark.one_engine

TITLES = [re.findall(r"^query (\w+)", text, flags=re.MULTILINE)[0] for text in ready_questions().values()]
KEPT = "n => JSON.parse(localStorage['graphiql:tabState'] ?? '{\"tabs\": []}').tabs.length === n"


@pytest.fixture
async def page(served: str, browser: Visit) -> Page:
    """The page at /graphql, its tabs there."""
    opened = await browser.open(f"{served}/graphql")
    await opened.wait_for_selector(".graphiql-tab")
    return opened


async def test_it_has_a_tab_for_every_ready_question(page: Page) -> None:
    tabs = await page.locator(".graphiql-tab-button").all_inner_texts()
    assert [tab.strip() for tab in tabs] == TITLES


@pytest.mark.parametrize(
    ("title", "found"), [("AnalystWhatIsDown", "Keystone Directory"), ("AuditorNobodyAndNothing", "Customer identity")]
)
async def test_a_ready_question_is_run_and_answered(page: Page, browser: Visit, title: str, found: str) -> None:
    await page.locator(".graphiql-tab-button", has_text=title).click()
    await page.locator(".graphiql-execute-button").click()
    await page.wait_for_selector(f".result-window :text('{found}')")
    assert (browser.complaints, browser.elsewhere()) == ([], [])


async def test_the_explorer_builds_a_question_by_clicking(page: Page, browser: Visit) -> None:
    await page.get_by_role("button", name="Show GraphiQL Explorer").click()
    await page.locator(".graphiql-explorer-root [data-field-name='legalName']").first.click()
    await page.wait_for_selector(".graphiql-query-editor :text('legalName')")
    assert (browser.complaints, browser.elsewhere()) == ([], [])


async def test_every_field_is_described_beside_it(page: Page, browser: Visit) -> None:
    await page.get_by_role("button", name="Show Documentation Explorer").click()
    await page.get_by_role("link", name="Query").click()
    await page.wait_for_selector(".graphiql-doc-explorer :text('What can be asked of the graph.')")
    assert (browser.complaints, browser.elsewhere()) == ([], [])


async def test_what_was_open_last_is_kept(page: Page, browser: Visit) -> None:
    await page.get_by_role("button", name="Close Tab").first.click()
    await page.wait_for_function(KEPT, arg=len(TITLES) - 1)
    again = await browser.open(page.url)
    await again.wait_for_selector(".graphiql-tab")
    assert len(await again.locator(".graphiql-tab-button").all()) == len(TITLES) - 1
