"""Impact over GraphQL: what-ifs with their trees, weak points, radii, concentration, promises and proposed changes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from threading import Event
from typing import Any

import pytest

from api.graphql.impact_work import some, worked_out
from graph.engine import Engine
from graph.errors import WrongUse
from tests.api.graphql.conftest import Ask
from tests.api.graphql.world import World


@pytest.fixture(autouse=True)
async def company(engine: Engine) -> World:
    """A shop on two lines of which one is enough, and a mail service on one; both lines rest on one fibre."""
    world = World()
    world.add("Service", "service/x/shop", name="Shop", criticality="critical", kind="business")
    world.add("Service", "service/x/mail", name="Mail", criticality="low", rto_minutes=30)
    world.add("Service", "service/x/wiki", name="Wiki")
    for name, country in (("Aster", "IE"), ("Basalt", "DE"), ("Fibre", "NO")):
        world.add("Supplier", f"supplier/x/{name.lower()}", name=name, country=country, rto_minutes=None)
    world.add("Role", "role/x/owner", name="Shop owner")
    world.add("Document", "document/x/1", name="Terms", kind="contract", status="approved", rto_minutes=240)
    for line in ("aster", "basalt"):
        world.link("SUPPLIED_BY", "service/x/shop", f"supplier/x/{line}", group="lines", needs=1.0)
        world.link("SUBCONTRACTS_TO", f"supplier/x/{line}", "supplier/x/fibre")
    world.link("SUPPLIED_BY", "service/x/mail", "supplier/x/aster")
    world.link("ACCOUNTABLE_FOR", "role/x/owner", "service/x/shop")
    world.link("GOVERNS", "document/x/1", "supplier/x/aster")
    world.add("Run", "run/1", status="finished")
    await world.write(engine)
    return world


async def data(ask: Ask, query: str, **variables: Any) -> dict[str, Any]:
    answer = await ask(query, **variables)
    assert "errors" not in answer
    found: dict[str, Any] = answer["data"]
    return found


async def test_a_service_with_a_working_spare_is_not_down(ask: Ask) -> None:
    query = """{ whatIf(fails: ["Aster"], recovers: [{id: "Aster", minutes: 45}]) {
      total affected { name state groups path late recoveryMinutes accountable }
      services { state criticality count } unmappedCount unmapped
      why(id: "Shop") { depth text } } }"""
    found = (await data(ask, query))["whatIf"]
    assert found["total"] == 3
    assert [(a["name"], a["state"], a["late"]) for a in found["affected"]] == [
        ("Mail", "down", True),
        ("Aster", "down", False),
        ("Shop", "redundancy lost", False),
    ]
    assert found["affected"][2]["groups"] == ["1 of 2 lines left, 1 needed"]
    assert found["affected"][2]["accountable"] == ["Shop owner"]
    assert {"state": "redundancy lost", "criticality": "critical", "count": 1} in found["services"]
    assert (found["unmappedCount"], found["unmapped"]) == (1, ["Wiki"])
    assert [(line["depth"], line["text"]) for line in found["why"]] == [
        (0, "Shop is up, redundancy lost"),
        (1, "1 of 2 lines left, 1 needed"),
        (2, "Aster is down: it failed in this scenario"),
    ]


async def test_rows_are_as_many_as_are_asked_for(ask: Ask) -> None:
    found = (await data(ask, '{ whatIf(fails: ["Fibre"], first: 1) { total affected { name } } }'))["whatIf"]
    assert (found["total"], [a["name"] for a in found["affected"]]) == (5, ["Shop"])


async def test_weak_points_with_and_without_common_causes(ask: Ask) -> None:
    query = """{ all: weakPoints(id: "Shop") { order sets { events kinds } }
      pairs: weakPoints(id: "Shop", order: 1) { sets { events } } }"""
    found = await data(ask, query)
    assert found["all"]["order"] == 3
    assert found["all"]["sets"] == [
        {"events": ["Fibre"], "kinds": ["node"]},
        {"events": ["Aster", "Basalt"], "kinds": ["node", "node"]},
    ]
    assert found["pairs"]["sets"] == [{"events": ["Fibre"]}]


async def test_radii_concentration_and_promises(ask: Ask) -> None:
    query = """{ blastRadius(by: supplier, first: 1) { name down criticalDown shareDown redundancyLost }
      concentration { shares { kind name } alone { service supplier } hidden { owner group cause members } }
      brokenPromises { kind name target promised chain bound } }"""
    found = await data(ask, query)
    assert found["blastRadius"] == [
        {"name": "Fibre", "down": 2, "criticalDown": 1, "shareDown": pytest.approx(2 / 3), "redundancyLost": 0}
    ]
    assert found["concentration"]["alone"] == [{"service": "Shop", "supplier": "Fibre"}]
    (hidden,) = [h for h in found["concentration"]["hidden"] if h["cause"] == "Fibre"]
    assert hidden == {"owner": "Shop", "group": "lines", "cause": "Fibre", "members": ["Aster", "Basalt"]}
    (broken,) = found["brokenPromises"]
    assert (broken["kind"], broken["name"], broken["target"], broken["promised"]) == ("RTO", "Mail", 30, 240)


async def test_what_a_change_buys(ask: Ask) -> None:
    query = """query ($change: [ProposedLinkInput!]!) { compareChange(fails: ["Fibre"], change: $change) {
      told changed { name before after } points { service gone new } } }"""
    link = {"action": "add", "type": "SUPPLIED_BY", "start": "Shop", "end": "new:Supplier:Radio", "group": "lines", "needs": 1}
    found = (await data(ask, query, change=[link]))["compareChange"]
    assert {"name": "Shop", "before": "down", "after": "redundancy lost"} in found["changed"]
    assert found["points"] == [{"service": "Shop", "gone": ["Fibre"], "new": []}]
    assert found["told"].startswith("Services down: 2 before, 1 after")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ('{ whatIf(fails: ["Astr"]) { total } }', "There is no node Astr. Did you mean Aster?"),
        ("{ whatIf { total } }", "Nothing fails in this scenario."),
        ('{ weakPoints(id: "Nil") { order } }', "There is no node Nil."),
        (
            """{ compareChange(fails: ["Aster"], change: [
                {action: "add", type: "SUPPLIED_BY", start: "Shop", end: "Bazalt"}]) { told } }""",
            "change[0]",
        ),
    ],
    ids=["unknown", "nothing", "weak points", "change"],
)
async def test_what_cannot_be_meant_is_an_error(ask: Ask, query: str, told: str) -> None:
    (error,) = (await ask(query))["errors"]
    assert told in error["message"]


async def test_lists_are_as_long_as_is_asked_for(ask: Ask) -> None:
    query = """{ weakPoints(id: "Shop", first: 1) { total sets { events } }
      concentration(first: 1) { shares { name } } brokenPromises(first: 0) { name } blastRadius(first: 0) { name } }"""
    found = await data(ask, query)
    assert found["weakPoints"] == {"total": 2, "sets": [{"events": ["Fibre"]}]}
    assert len(found["concentration"]["shares"]) == 1
    assert found["brokenPromises"] == found["blastRadius"] == []


async def test_a_change_is_told_with_its_services_and_oddities(ask: Ask) -> None:
    query = """{ compareChange(fails: ["Aster"], change: [
      {action: "add", type: "SUPPLIED_BY", start: "Mail", end: "Basalt", group: "out", needs: 3}]) {
        services { state before after criticalBefore criticalAfter } oddities { node group reason } } }"""
    found = (await data(ask, query))["compareChange"]
    assert found["services"][0] == {"state": "down", "before": 1, "after": 1, "criticalBefore": 0, "criticalAfter": 0}
    reason = "It needs 3 and has 1 with every member up; it counts as down."
    assert found["oddities"] == [{"node": "service/x/mail", "group": "out", "reason": reason}]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("{ blastRadius(first: 1001) { name } }", "first: 1001 is no size of a list. Give 0 to 1000."),
        ('{ whatIf(fails: ["Aster"], first: -1) { total } }', "first: -1 is no size of a list. Give 0 to 1000."),
        ('{ weakPoints(id: "Shop", order: 4) { told } }', "order: 4 is no size of sets that are looked for. Give 1, 2 or 3."),
        ("{ whatIf { total } }", "Nothing fails in this scenario. Give fails or countries, or reported: true."),
        (
            '{ whatIf(fails: ["Aster"], recovers: [{id: "Aster", minutes: 1}, {id: "Aster", minutes: 2}]) { total } }',
            "recovers: Aster recovers twice. Say once after how many minutes.",
        ),
    ],
    ids=["too many", "below nothing", "order", "nothing", "recovers twice"],
)
async def test_values_that_cannot_be_meant_are_told_with_the_remedy(ask: Ask, query: str, told: str) -> None:
    (error,) = (await ask(query))["errors"]
    assert error["message"] == told


def test_a_list_that_is_too_long_is_refused_where_nobody_gave_a_size() -> None:
    assert some(range(2_000), 3) == range(3)
    assert some(range(1_000), None) == range(1_000)
    with pytest.raises(WrongUse, match=r"There are 1001 rows, and 1000 is the limit\. Give it `first`\."):
        some(range(1_001), None)


async def test_work_ends_with_the_request_that_waits_for_it() -> None:
    ended = Event()

    def work(*, progress: Callable[[int], None]) -> None:
        try:
            while True:
                progress(1)
                time.sleep(0.001)
        finally:
            ended.set()

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(worked_out(work), 0.05)
    assert await asyncio.to_thread(ended.wait, 10)
