"""/map: services and what they stand on; from all to one, filtered, and the same in the table."""

from __future__ import annotations

import html
import json
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.async_api import expect

from tests.api.pages.looking import drawn
from tests.api.visiting import Visit

pytestmark = pytest.mark.one_engine

CLUSTER = "resource/cmdb/1"


async def get(address: str, **params: str) -> httpx.Response:
    async with httpx.AsyncClient(base_url=address, timeout=30, headers={"accept": "text/html"}) as client:
        return await client.get("/map", params=params)


async def rows(address: str, **params: str) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in (await get(address, format="json", **params)).json()}


async def test_the_map_begins_at_live_business_services_and_goes_down_to_suppliers(served: str) -> None:
    found = await rows(served)
    begins = [name for name, row in found.items() if row["steps"] == 0]
    assert begins[:2] == ["Customer portal", "Payment gateway"], "the most critical first"
    assert len(begins) == 5
    assert {found[name]["steps"] for name in ("Customer identity", "Kubernetes cluster north")} == {1}
    assert {found[name]["steps"] for name in ("Cirrus North", "Keystone Directory", "Basalt Cloud")} == {2}
    assert not {"Fax", "Lab machine that nothing needs", "Incident management"} & set(found)
    assert (found["Payment gateway"]["needs"], found["Kubernetes cluster north"]["needed_by"]) == (3, 3)


@pytest.mark.parametrize(
    ("chosen", "begins"),
    [
        ({"kind": "technical"}, {"Customer identity"}),
        ({"kind": "any", "status": "retired"}, {"Fax"}),
        ({"kind": "unsaid", "status": "any"}, {"Fax"}),
        ({"criticality": "critical"}, {"Payment gateway", "Customer portal"}),
        ({"criticality": "low", "kind": "technical"}, set()),
    ],
)
async def test_filters_choose_where_the_map_begins(served: str, chosen: dict[str, str], begins: set[str]) -> None:
    assert {name for name, row in (await rows(served, **chosen)).items() if row["steps"] == 0} == begins
    if not begins:
        assert "No service is like that." in (await get(served, **chosen)).text


async def test_the_map_of_one_is_what_it_stands_on_and_what_stands_on_it(served: str) -> None:
    found = await rows(served, of="customer IDENTITY")
    assert {name: row["steps"] for name, row in found.items()} == {
        "Customer identity": 0,
        "Kubernetes cluster north": 1,
        "Basalt Cloud": 1,
        "Keystone Directory": 1,
        "Cirrus North": 2,
        "Customer portal": -1,
        "Payment gateway": -2,
        '<img src=x onerror=alert(1)> & "intelligence"': -3,
    }


async def test_what_is_not_there_and_what_cannot_be_meant_is_told(served: str) -> None:
    nobody = await get(served, of="Custmer portal")
    assert (nobody.status_code, "Did you mean" in nobody.text) == (404, True)
    wrong = await get(served, kind="busines")
    assert (wrong.status_code, "Did you mean business?" in wrong.text) == (400, True)


@pytest.mark.parametrize("of", ["Customer identity", "Cirrus North", "Kubernetes cluster north"])
async def test_graphql_tells_the_same_of_one(served: str, of: str) -> None:
    node = (await asked(served, of=of))["node"]
    below, above = ({one["node"]["name"]: one["distance"] for one in node[f"allDepend{way}"]} for way in ("encies", "ents"))
    found = {name: row["steps"] for name, row in (await rows(served, of=of)).items()}
    assert found == {of: 0} | {name: -distance for name, distance in above.items()} | below


async def asked(address: str, **params: str) -> Any:
    """What the query at the foot of the page gives."""
    (link,) = re.findall(r'href="(/graphql\?query=[^"]+)"', (await get(address, **params)).text)
    given = {name: value for name, (value,) in parse_qs(urlsplit(html.unescape(link)).query).items()}
    async with httpx.AsyncClient() as client:
        body = {"query": given["query"], "variables": json.loads(given["variables"])}
        return (await client.post(f"{address}/graphql", json=body)).json()["data"]


@pytest.mark.parametrize("chosen", [{}, {"kind": "unsaid"}, {"criticality": "critical", "status": "any"}, {"status": "planned"}])
async def test_graphql_begins_at_the_same_services(served: str, chosen: dict[str, str]) -> None:
    begins = {name for name, row in (await rows(served, **chosen)).items() if row["steps"] == 0}
    assert {edge["node"]["name"] for edge in (await asked(served, **chosen))["services"]["edges"]} == begins


async def test_a_journey_from_all_services_to_one_and_back(hostile: str, browser: Visit) -> None:
    page = await browser.open(f"{hostile}/map")
    await drawn(page)
    await page.get_by_role("button", name="Payment gateway").click()
    await expect(page.locator(".told")).to_contain_text(re.compile("Needs Customer portal, .*Kubernetes cluster north"))
    await page.get_by_role("link", name="Only this and what it is tied to").click()
    await page.wait_for_url("**/map?of=*")
    await drawn(page)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Payment gateway")
    across = await page.evaluate(
        "() => Object.fromEntries(JSON.parse(document.querySelector('script[data-nodes]').textContent).map(n => [n.label, n.x]))"
    )
    assert across["Payment gateway"] < across["Kubernetes cluster north"] < across["Cirrus North"]
    await page.get_by_role("link", name="All services").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Service map")
    await page.get_by_label("Criticality").select_option("high")
    await page.wait_for_url("**criticality=high*")
    await expect(page.locator("#standing")).to_contain_text("Document archive")
    await expect(page.locator("#standing")).not_to_contain_text("Payment gateway")
    assert (browser.complaints, browser.elsewhere()) == ([], [])
