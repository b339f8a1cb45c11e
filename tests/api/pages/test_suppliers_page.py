"""/suppliers: it says what the ranking says, each cell leads to its path, and filters change it in place."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.api.pages.looking import look
from tests.api.visiting import Visit

pytestmark = pytest.mark.one_engine

CIRRUS = "supplier/vendors/cirrus north"


async def rows(address: str, table: str, query: str = "") -> list[dict[str, Any]]:
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        answer = await client.get(f"/suppliers?format=json&table={table}{query}")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()
    return found


async def test_suppliers_stand_in_the_order_of_the_ranking(served: str) -> None:
    asked = "{ blastRadius(by: supplier, first: 50) { name down degraded redundancyLost criticalDown } }"
    async with httpx.AsyncClient(base_url=served, timeout=60) as client:
        ranked = (await client.post("/graphql", json={"query": asked})).json()["data"]["blastRadius"]
    mine = {
        row["name"]: [row[key] for key in ("down", "degraded", "redundancy_lost", "critical_down")]
        for row in await rows(served, "register")
    }
    told = {row["name"]: [row[key] for key in ("down", "degraded", "redundancyLost", "criticalDown")] for row in ranked}
    assert {name: numbers for name, numbers in mine.items() if name in told} == {n: told[n] for n in told if n in mine}
    hurting = [name for name in told if any(told[name]) and name in mine]
    assert [name for name in mine if name in hurting] == hurting


async def test_each_pair_says_how_a_service_rests_on_a_supplier(served: str) -> None:
    pairs = {row["service"]: (row["way"], row["effect"]) for row in await rows(served, "pairs") if row["supplier_id"] == CIRRUS}
    assert pairs == {
        "Payment gateway": ("indirect", "stops"),
        "Customer portal": ("indirect", "stops"),
        "Customer identity": ("indirect", "redundant"),
        "Document archive": ("indirect", "stops"),
        '<img src=x onerror=alert(1)> & "intelligence"': ("indirect", "degrades"),
    }


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("&country=DE", {"Basalt Cloud"}),
        ("&supplier=cirrus", {"Cirrus North"}),
        ("&criticality=critical", {"Cirrus North"}),
        ("&status=planned", set()),
        ("&show=alone&country=IE", {"Cirrus North", "Keystone Directory"}),
    ],
)
async def test_filters_find_suppliers(served: str, query: str, names: set[str]) -> None:
    assert {row["name"] for row in await rows(served, "register", query)} == names


async def test_what_cannot_be_meant_is_told(served: str) -> None:
    async with httpx.AsyncClient(base_url=served, headers={"accept": "text/html"}) as client:
        for query in ("page=0", "by=colour", "show=x"):
            answer = await client.get(f"/suppliers?{query}")
            assert answer.status_code == 400, query
            assert "Correct it in the address." in answer.text


async def test_a_page_beyond_the_last_is_the_last(served: str) -> None:
    assert await rows(served, "pairs", "&page=9&services=9") == await rows(served, "pairs")


async def test_a_journey_from_the_matrix_to_the_path(hostile: str, browser: Visit) -> None:
    page = (await look(browser, f"{hostile}/suppliers")).page
    assert await page.locator("#reliance tbody tr").count() > 5
    await page.fill("#service", "gateway")
    await page.press("#service", "Enter")
    await page.wait_for_url("**service=gateway*")
    heads = await page.locator("#reliance thead th[scope=col] bdi").all_inner_texts()
    assert heads == ["Payment gateway"]
    row = page.locator("#reliance tbody tr", has_text="Cirrus North")
    assert "indirect" in await row.locator("td").inner_text()
    await row.locator("td a").click()
    await page.wait_for_url("**/impact?supplier=*why=*")
    assert "Payment gateway" in await page.locator("#why").inner_text()
    await page.set_viewport_size({"width": 390, "height": 844})
    await page.goto(f"{hostile}/suppliers")
    assert not await page.locator("#reliance").is_visible()
    await page.evaluate("document.querySelector('#main').dataset.same = 'yes'")
    await page.click(".matrixed .narrow a")
    await page.locator("#pairs tbody tr").first.wait_for(state="visible")
    await page.wait_for_load_state("networkidle")
    assert await page.locator("#pairs tbody tr").first.is_visible()
    assert await page.get_attribute("#main", "data-same") == "yes", "the page was fetched again"
    assert (browser.complaints, browser.elsewhere()) == ([], [])


@pytest.mark.slow
async def test_the_register_of_the_demo_has_agreements_and_reviews(demo_served: str) -> None:
    found = await rows(demo_served, "register")
    assert {row["standing"] for row in found} >= {"in_force", "ending"}
    assert all(row["next_review"] > row["last_review"] for row in found if row["last_review"])
    assert any(row["group"] == "Aster Holding" for row in found)
    assert any(row["kind"] == "group of companies" for row in await rows(demo_served, "together"))
