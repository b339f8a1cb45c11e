"""What a scenario does to a small company, on every engine: states, words, paths, recovery, and what is refused."""

from __future__ import annotations

from itertools import islice
from typing import Any

import pytest

from graph.engine import Engine
from graph.errors import WrongUse
from queries.impact.affected import Affected
from queries.impact.causes import Explained
from queries.impact.grouping import model
from queries.impact.model import Dependency, Level, Node
from queries.impact.propagation import Propagation
from queries.impact.scenario import Asked, scenario
from queries.impact.snapshot import Snapshot, read
from queries.impact.whatif import Answer, what_if
from queries.impact.why import Reason, lines, why
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


async def test_what_a_caller_does_not_see_changes_no_state(engine: Engine, company: Snapshot) -> None:
    meant = await scenario(engine, company.model, Asked(nodes={"North": "down"}, group=True))
    everything = await what_if(engine, company.propagation, meant)
    for first in range(everything.total + 1):
        some = await what_if(engine, company.propagation, meant, first=first)
        assert some.affected == everything.affected[:first]
        assert (some.total, some.services, some.unmapped) == (everything.total, everything.services, everything.unmapped)


async def test_the_longest_switchover_counts_however_many_groups_are_hurt(engine: Engine) -> None:
    world = World()
    world.add("Service", "portal", name="Portal")
    for number in range(15):
        world.add("Resource", f"host{number}", name=f"Host {number}", country="IE")
        world.link("DEPENDS_ON", "portal", f"host{number}")
    for name, country in (("north", "IE"), ("south", "DE")):
        world.add("Supplier", name, name=name.title(), country=country)
        world.link("SUPPLIED_BY", "portal", name, group="dns", needs=1.0, switchover_minutes=15)
    await world.write(engine)
    portal = one(await answered(engine, await read(engine), countries=("IE",)), "Portal")
    assert (portal.groups[-1], portal.interruption_minutes) == ("and 4 more", 15)


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


def test_why_ends_and_may_be_left_however_many_ways_lead_down() -> None:
    # Each storey has two nodes, and both rest on both below.
    nodes = [Node(f"{storey}{side}", "Service", f"{storey}{side}") for storey in range(400) for side in "ab"]
    links = [
        Dependency("DEPENDS_ON", f"{storey}{side}", f"{storey + 1}{other}", "r")
        for storey in range(399)
        for side in "ab"
        for other in "ab"
    ]
    built = model(nodes, links)
    failed = {built.index["399a"]: Level.DOWN}
    explained = Explained(built, Propagation(built).run(failed), failed)
    tree = list(lines(explained, built.index["0a"]))
    assert len(tree) < 4 * len(nodes)
    assert max(line.depth for line in tree) == 2 * 399
    first = [line.text for line in islice(lines(explained, built.index["0a"]), 2)]
    assert first == ["0a is down", "1a is down, needed by itself"]
    assert why(explained, built.index["0a"]).text == "0a is down"
