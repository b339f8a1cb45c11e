"""/responsibility: gaps and doubles are those of the checks, filters find, and each row leads to its node."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from graph.engine import Engine, Statement
from queries.catalogue import catalogue
from queries.run import run_checks
from tests.api.pages.looking import look
from tests.api.visiting import LOADED, TODAY, Visit

pytestmark = pytest.mark.one_engine

GRAPH = """
MATCH (gw:Service {id: 'service/cat/1'}), (portal:Service {id: 'service/cat/2'}), (inc:Process {id: 'process/book/1'})
CREATE (a:Role {id: 'role/a', name: 'Payments owner'}), (b:Role {id: 'role/b', name: 'Portal owner'}),
  (c:Role {id: 'role/c', name: 'Vacant manager'}), (x:Resource {id: 'resource/x', name: 'Ann', kind: 'human'}),
  (t:Resource {id: 'resource/t', name: 'Team west', kind: 'human', subtype: 'team'}), (a)-[:ACCOUNTABLE_FOR]->(gw),
  (a)-[:RESPONSIBLE_FOR]->(gw), (a)-[:ACCOUNTABLE_FOR]->(portal), (b)-[:ACCOUNTABLE_FOR]->(portal), (c)-[:RESPONSIBLE_FOR]->(inc),
  (x)-[:HOLDS {since: '2026-01-01'}]->(a), (x)-[:HOLDS {deputy: true}]->(b), (x)-[:MEMBER_OF]->(t), (c)-[:REPORTS_TO]->(a)
"""
CHECKS = ("process-has-accountable-role", "service-has-accountable-role")


@pytest.fixture
async def answered(estate: Engine, served: str) -> str:
    """Address of a server on the estate with roles."""
    await estate.write([Statement(GRAPH), LOADED])
    return served


async def rows(address: str, table: str, query: str = "", page: str = "/responsibility") -> list[dict[str, Any]]:
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        answer = await client.get(f"{page}?format=json&table={table}{query}")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()
    return found


async def test_gaps_and_doubles_are_those_of_the_checks(answered: str, estate: Engine) -> None:
    findings = await run_checks(estate, [catalogue().find_check(name) for name in CHECKS], TODAY)
    wrong = {finding.resource for finding in findings if finding.status == "alarm"}
    pairs = await rows(answered, "pairs")
    assert {row["id"] for row in pairs if row["stands"]} == wrong
    assert {row["id"] for row in await rows(answered, "pairs", "&show=double")} == {"service/cat/2"}
    assert {row["id"] for row in await rows(answered, "pairs", "&show=gap")} == wrong - {"service/cat/2"}


async def test_roles_say_who_holds_them_and_what_they_answer_for(answered: str) -> None:
    roles = {row["name"]: row for row in await rows(answered, "roles")}
    assert {name: row["held"] for name, row in roles.items()} == {
        "Payments owner": "held",
        "Portal owner": "deputy only",
        "Vacant manager": "nobody",
    }
    assert (roles["Payments owner"]["Service"], roles["Vacant manager"]["tops"]) == (2, ["Payments owner"])
    assert {row["name"] for row in await rows(answered, "roles", "&show=vacant")} == {"Portal owner", "Vacant manager"}
    (holding,) = [row for row in await rows(answered, "holders") if row["role"] == "Payments owner"]
    assert (holding["name"], holding["since"], holding["now"]) == ("Ann", "2026-01-01", "holds it")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("&role=portal", {"Customer portal"}),
        ("&team=Team%20west", {"Payment gateway", "Customer portal"}),
        ("&label=Process", {"Incident management"}),
        ("&name=gate", {"Payment gateway"}),
        ("&team=nobody", set()),
    ],
)
async def test_filters_find_processes_and_services(answered: str, query: str, names: set[str]) -> None:
    assert {row["name"] for row in await rows(answered, "pairs", query)} == names


async def test_what_checks_of_independence_find_is_told(answered: str) -> None:
    found = await rows(answered, "conflicts", page="/responsibility/checks")
    assert {"resource": "process/book/1", "status": "alarm"}.items() <= found[0].items()
    assert "no role of ours is accountable" in found[0]["reason"]


async def test_a_journey_from_a_gap_to_its_node(hostile: str, browser: Visit) -> None:
    page = (await look(browser, f"{hostile}/responsibility")).page
    assert await page.locator("#conflicts tbody tr").count() > 0
    await page.click(".counts a:has-text('nobody accountable')")
    await page.wait_for_url("**show=gap*")
    assert await page.locator(".counts [aria-current]").inner_text() != ""
    flags = await page.locator("#duties tbody th[scope=row] .state").all_inner_texts()
    assert set(flags) == {"nobody accountable"}
    await page.click("#duties tbody th[scope=row] a:has-text('gnp.exe')")
    await page.wait_for_url("**/explore/process/hostile/turned")
    assert (browser.complaints, browser.elsewhere()) == ([], [])
