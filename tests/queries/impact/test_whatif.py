"""What a scenario does to a small company, on every engine: states, words, paths, recovery, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from graph.engine import Engine
from graph.errors import WrongUse
from queries.impact.causes import Explained
from queries.impact.scenario import Asked, scenario
from queries.impact.snapshot import Snapshot, Snapshots, read
from queries.impact.whatif import Affected, Answer, what_if
from queries.impact.why import Reason, why
from tests.api.graphql.world import World


@pytest.fixture
async def company(engine: Engine) -> Snapshot:
    """A portal with two DNS providers of one holding, a payment service on one supplier, and a circle."""
    world = World()
    world.add("Service", "portal", name="Portal", kind="business", criticality="critical", rto_minutes=60)
    world.add("Service", "pay", name="Payments", criticality="high", rto_minutes=30)
    world.add("Service", "wiki", name="Wiki", criticality="low")
    world.add("Service", "old", name="Fax", status="retired")
    for name, country in (("north", "IE"), ("south", "DE"), ("bank", "DE"), ("holding", "IE")):
        world.add("Supplier", name, name=name.title(), country=country, **({"state": "degraded"} if name == "bank" else {}))
    world.add("Role", "owner", name="Portal owner")
    world.add("Requirement", "iso/8.6", name="8.6")
    world.link("SUPPLIED_BY", "portal", "north", group="dns", needs=1.0)
    world.link("SUPPLIED_BY", "portal", "south", group="dns", needs=1.0, switchover_minutes=15)
    world.link("SUPPLIED_BY", "pay", "bank")
    world.link("DEPENDS_ON", "portal", "pay", effect="degraded")
    world.link("DEPENDS_ON", "pay", "portal", effect="degraded")
    world.link("SUBSIDIARY_OF", "north", "holding")
    world.link("SUBSIDIARY_OF", "south", "holding")
    world.link("ACCOUNTABLE_FOR", "owner", "portal")
    world.link("ADDRESSES", "portal", "iso/8.6")
    await world.write(engine)
    return await read(engine)


async def answered(engine: Engine, taken: Snapshot, **asked: Any) -> Answer:
    return await what_if(engine, taken.propagation, await scenario(engine, taken.model, Asked(**asked)))


def states(answer: Answer) -> dict[str, str]:
    return {a.name: a.state for a in answer.affected}


def one(answer: Answer, name: str) -> Affected:
    return next(a for a in answer.affected if a.name == name)


async def test_a_service_with_a_working_alternative_stays_up(engine: Engine, company: Snapshot) -> None:
    answer = await answered(engine, company, nodes={"North": "down"})
    assert states(answer) == {"North": "down", "Portal": "redundancy lost"}
    portal = one(answer, "Portal")
    assert portal.groups == ["1 of 2 dns left, 1 needed"]
    assert (portal.path, portal.distance, portal.alone) == (["Portal", "North"], 1, 0)
    assert (portal.interruption_minutes, portal.accountable, portal.requirements) == (15, ["Portal owner"], ["iso/8.6"])
    assert answer.services["redundancy lost"] == {"critical": 1}
    assert answer.services["up"] == {"high": 1, "low": 1}


async def test_a_group_of_companies_fails_together(engine: Engine, company: Snapshot) -> None:
    answer = await answered(engine, company, nodes={"North": "down"}, group=True)
    assert states(answer) == dict.fromkeys(("Portal", "North", "South", "Holding"), "down") | {"Payments": "degraded"}
    assert one(answer, "Portal").groups == ["0 of 2 dns left, 1 needed", "Payments is degraded, needed by itself"]
    assert one(answer, "Portal").alone == 0


async def test_a_country_and_what_is_reported(engine: Engine, company: Snapshot) -> None:
    assert states(await answered(engine, company, countries=("de",)))["Payments"] == "down"
    reported = await answered(engine, company, reported=True)
    assert states(reported) == {"Bank": "degraded", "Payments": "degraded", "Portal": "degraded"}


async def test_recovery_against_the_objective(engine: Engine, company: Snapshot) -> None:
    answer = await answered(engine, company, nodes={"bank": "down"}, recovers={"bank": 45})
    payments = one(answer, "Payments")
    assert (payments.recovery_minutes, payments.rto_minutes, payments.late) == (45, 30, True)
    assert one(await answered(engine, company, nodes={"bank": "down"}), "Payments").recovery_minutes is None


async def test_services_of_which_nothing_is_known_are_told(engine: Engine, company: Snapshot) -> None:
    assert (await answered(engine, company, nodes={"bank": "down"})).unmapped == ["Wiki"]


async def test_why_goes_round_a_circle_once(engine: Engine, company: Snapshot) -> None:
    meant = await scenario(engine, company.model, Asked(nodes={"bank": "down"}))
    explained = Explained(company.model, company.propagation.run(meant.failed), meant.failed)
    bank = Reason("Bank is down, needed by itself", [Reason("Bank is down: it failed in this scenario")])
    again = Reason("Payments is down, needed by itself", [Reason("Payments is down (see above)")])
    portal = Reason("Portal is degraded, needed by itself", [Reason("Portal is degraded", [again])])
    expected = Reason("Payments is down", [bank, portal])
    assert why(explained, company.model.index["pay"]) == expected


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"nodes": {"Nort": "down"}}, "There is no node Nort. Did you mean North or north?"),
        ({"nodes": {"North": "down", "north": "degraded"}}, "North is both down and degraded in this scenario. Say which."),
        ({"nodes": {"North": "broken"}}, "broken is no state of a failure. Use down or degraded."),
        ({"countries": ("XX",)}, "Nothing is recorded in XX."),
        (
            {"nodes": {"North": "down"}, "recovers": {"South": 5}},
            "South recovers, but does not fail in this scenario. Leave it out, or let it fail.",
        ),
        ({}, "Nothing fails in this scenario. Name a supplier, service or resource, or use --reported."),
    ],
    ids=["unknown", "contradiction", "state", "country", "recovers", "nothing"],
)
async def test_what_cannot_be_meant_is_refused(engine: Engine, company: Snapshot, asked: dict[str, Any], told: str) -> None:
    with pytest.raises(WrongUse) as refused:
        await answered(engine, company, **asked)
    assert str(refused.value) == told


async def test_a_snapshot_is_shared_until_a_load_changes_the_graph(engine: Engine, company: Snapshot) -> None:
    snapshots = Snapshots()
    first = await snapshots.latest(engine)
    assert await snapshots.latest(engine) is first
    world = World()
    world.add("Run", "run/1", finished_at="2026-11-23T07:00:00Z")
    world.add("Service", "new", name="New")
    await world.write(engine)
    assert [n.name for n in (await snapshots.latest(engine)).model.nodes] == ["New"]
