"""Which promises cannot be kept, through what, in which words; read from every engine."""

from __future__ import annotations

import random
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.engine import Engine
from queries.impact.grouping import model
from queries.impact.model import Dependency, Model, Node
from queries.impact.promises.broken import Broken
from queries.impact.promises.promises import promises
from queries.impact.promises.targets import Figure, Kind, Stated, Targets, read
from queries.impact.snapshot import read as snapshot
from tests.api.graphql.world import World
from tests.queries.impact.graphs import generated
from tests.queries.impact.promises.worlds import targets

A, RTO, RPO = Kind.AVAILABILITY, Kind.RTO, Kind.RPO


def small(*more: Dependency) -> Model:
    """A portal on a network of two lines and on a database; search only degrades it."""
    nodes = [
        Node("portal", "Service", "Portal", criticality="critical"),
        Node("net", "Resource", "Network"),
        Node("db", "Resource", "Database"),
        Node("search", "Service", "Search", criticality="low"),
        Node("north", "Supplier", "North"),
        Node("south", "Supplier", "South"),
        Node("fax", "Service", "Fax", "retired"),
    ]
    return model(nodes, [*_LINKS, *more])


_LINKS = [
    Dependency("DEPENDS_ON", "portal", "net", "r"),
    Dependency("DEPENDS_ON", "portal", "db", "r"),
    Dependency("DEPENDS_ON", "portal", "search", "r", effect="degraded"),
    Dependency("SUPPLIED_BY", "net", "north", "r", "line", 1),
    Dependency("SUPPLIED_BY", "net", "south", "r", "line", 1, switchover_minutes=45),
    Dependency("DEPENDS_ON", "fax", "db", "r"),
]


def told(found: list[Broken]) -> list[str]:
    return [one.sentence for one in found]


def test_availability_with_the_chain_and_what_was_left_out() -> None:
    given_ = targets(A, {"portal": 99.9, "net": 99.95, "db": 99.5, "north": 99, "south": 99, "search": 50})
    (one,) = promises(small(), given_)
    assert (one.chain, one.target, one.bound) == (("Portal", "Database"), 99.9, False)
    assert one.promised == pytest.approx(99.5 * 0.9995)
    assert told([one]) == [
        "Portal: availability of 99.9 % cannot be promised; 99.45025 % can be through Database. "
        "Left out, because losing it only degrades: Search."
    ]


def test_silence_makes_it_a_bound() -> None:
    given_ = targets(A, {"portal": 99.9, "db": 99.5})
    (one,) = promises(small(), given_)
    assert (one.bound, one.inexact, one.silent.count, one.silent.first) == (True, False, 3, ("Network", "North", "South"))
    assert "99.5 % at most" not in one.sentence
    assert "at most 99.5 % can be through Database (a bound: 3 beneath not promised: Network, North, South)." in one.sentence


def test_people_and_money_are_not_silent() -> None:
    given_ = Targets(targets(A, {"portal": 99.9, "db": 99.5}).figures, frozenset({"net", "north", "south"}))
    (one,) = promises(small(), given_)
    assert not one.bound


def test_recovery_and_switchover() -> None:
    figures = {"portal": 60, "net": 40, "db": 240, "north": 30, "south": 500}
    slow, *rest = promises(small(), targets(RTO, figures))
    assert (slow.chain, slow.promised, slow.times, rest) == (("Portal", "Database"), 240, 4, [])
    unpromised = targets(RTO, {"portal": 60, "net": 40, "db": 50})
    (late,) = promises(small(), unpromised)
    assert (late.name, late.chain, late.promised, late.switchover_minutes) == ("Network", ("Network", "South"), 45, 45)
    assert late.sentence == (
        "Network: RTO of 40 min cannot be promised; at least 45 min can be through South "
        "(a bound: 2 beneath not promised: North, South). Switching over takes 45 min."
    )


def test_switching_over_loses_no_data() -> None:
    assert promises(small(), targets(RPO, {"net": 10, "north": 30, "south": 5})) == []
    (one,) = promises(small(), targets(RPO, {"net": 10, "north": 30, "south": 15}))
    assert (one.chain, one.promised, one.switchover_minutes) == (("Network", "South"), 15, None)


def test_what_can_never_be_met() -> None:
    made = small(Dependency("DEPENDS_ON", "db", "north", "r", "disks", 2))
    found = promises(made, Targets(targets(A, {"portal": 99.9}).figures + targets(RTO, {"portal": 60}).figures))
    assert [(one.kind, one.promised, one.chain) for one in found] == [
        (RTO, None, ("Portal", "Database")),
        (A, 0, ("Portal", "Database")),
    ]
    assert "a group beneath needs more than it has, and never recovers through Database" in found[0].sentence


@pytest.mark.parametrize(
    ("figure", "sentence"),
    [
        (Figure("db", A, -1.0), "Database: its availability is below 0 (-1); it counts as not stated."),
        (Figure("db", A, 140), "Database: its availability is over 100 % (140); it counts as not stated."),
        (Figure("db", RTO, -5, "Lease"), "Database (Lease): its RTO is below 0 (-5); it counts as not stated."),
        (Figure("db", RPO, "soon"), "Database: its RPO is no number; it counts as not stated."),
        (Figure("db", RPO, float("nan")), "Database: its RPO is no number (nan); it counts as not stated."),
        (Figure("db", RPO, True), "Database: its RPO is no number; it counts as not stated."),
    ],
    ids=["negative", "over 100", "negative minutes", "text", "no number", "truth"],
)
def test_a_figure_that_cannot_be_meant_is_told(figure: Figure, sentence: str) -> None:
    assert told(promises(small(), Targets((figure,)))) == [sentence]


def test_what_is_promised_of_nodes_that_are_gone_is_of_no_matter() -> None:
    assert promises(small(), targets(A, {"elsewhere": 99, "gone": 140, "fax": 99.9, "db": 99})) == []


def test_the_best_of_several_figures_counts() -> None:
    figures = (Figure("db", A, 99.0, "Old lease"), Figure("db", A, 99.9, "Lease"), Figure("db", A, 99.5))
    assert Targets(figures).stated(small(), A) == {2: Stated(99.9, "Lease")}
    minutes = (Figure("db", RTO, 60, "Lease"), Figure("db", RTO, 30))
    assert Targets(minutes).stated(small(), RTO) == {2: Stated(30, "")}


def test_the_worst_comes_first_whatever_the_order() -> None:
    figures = (
        *targets(A, {"portal": 99.9, "net": 99.9, "db": 99.5, "north": 90, "south": 90}).figures,
        *targets(RTO, {"portal": 60, "db": 600}).figures,
        Figure("portal", RPO, -1),
    )
    found = promises(small(), Targets(figures))
    assert [(one.name, one.kind, bool(one.fault)) for one in found] == [
        ("Portal", A, False),
        ("Portal", RTO, False),
        ("Network", A, False),
        ("Portal", RPO, True),
    ]
    assert promises(small(), Targets(figures[::-1])) == found


@settings(max_examples=400, deadline=None)
@given(seed=st.integers(0, 2**32))
@example(seed=351)
def test_chains_follow_dependencies_to_something_that_was_promised(seed: int) -> None:
    chance = random.Random(seed)
    nodes, dependencies = generated(chance)
    made = model(nodes, dependencies)
    some = [n.id for n in chance.sample(nodes, chance.randint(0, len(nodes)))]
    for kind, values in ((A, [90, 99, 99.9, 100]), (RTO, [0, 10, 60, 240]), (RPO, [0, 10, 60, 240])):
        given_ = targets(kind, {n: chance.choice(values) for n in some})
        found = promises(made, given_)
        mixed = promises(model(nodes, chance.sample(dependencies, len(dependencies))), given_)
        assert told(found) == told(mixed)
        for one in found:
            links = {(d.start.upper(), d.end.upper()) for d in dependencies}
            assert one.chain[0] == one.name
            assert set(pairwise(one.chain)) <= links
            assert one.times > 1
            assert len(one.chain) > 1 or one.promised in (0, None)


@pytest.fixture
async def company(engine: Engine) -> Model:
    """A portal on a supplier with several agreements, of which some are in force."""
    world = World()
    world.add("Service", "portal", name="Portal", criticality="critical", availability_target=99.9, rto_minutes=60)
    world.add("Resource", "db", name="Database", rto_minutes=240, rpo_minutes=15)
    world.add("Resource", "ann", name="Ann", kind="human")
    world.add("Supplier", "host", name="Host")
    in_force = {"status": "approved", "valid_from": "2026-01-01", "valid_to": "2026-12-31"}
    world.add("Document", "lease", name="Lease", kind="contract", availability_target=99.5, rto_minutes=30, **in_force)
    world.add("Document", "care", name="Care", kind="ola", status="approved", availability_target=99.0)
    world.add("Document", "late", name="Late", kind="sla", availability_target=99.99, **{**in_force, "valid_to": "2026-05-31"})
    world.add("Document", "draft", name="Draft", kind="sla", availability_target=99.99, **{**in_force, "status": "draft"})
    world.add("Document", "plan", name="Plan", kind="plan", availability_target=99.99, **in_force)
    world.add("Document", "promise", name="Portal SLA", kind="sla", rpo_minutes=5, **in_force)
    for document in ("lease", "care", "late", "draft", "plan"):
        world.link("GOVERNS", document, "host")
    world.link("GOVERNS", "promise", "portal")
    world.link("SUPPLIED_BY", "portal", "host")
    world.link("DEPENDS_ON", "portal", "db")
    world.link("DEPENDS_ON", "portal", "ann")
    await world.write(engine)
    return (await snapshot(engine)).model


async def test_what_is_promised_is_read_from_nodes_and_agreements_in_force(engine: Engine, company: Model) -> None:
    found = await read(engine, date(2026, 6, 1))
    assert found.mute == {"ann"}
    assert set(found.figures) == {
        Figure("portal", A, 99.9),
        Figure("portal", RTO, 60),
        Figure("portal", RPO, 5, "Portal SLA"),
        Figure("db", RTO, 240),
        Figure("db", RPO, 15),
        Figure("host", A, 99.5, "Lease"),
        Figure("host", RTO, 30, "Lease"),
        Figure("host", A, 99.0, "Care"),
    }
    assert {f.agreement for f in (await read(engine, date(2027, 1, 1))).figures} == {"", "Care"}


async def test_promises_of_a_company(engine: Engine, company: Model) -> None:
    assert told(promises(company, await read(engine, date(2026, 6, 1)))) == [
        "Portal: availability of 99.9 % cannot be promised; "
        "at most 99.5 % can be through Host (a bound: 1 beneath not promised: Database).",
        "Portal: RTO of 60 min cannot be promised; 240 min can be through Database.",
        "Portal (Portal SLA): RPO of 5 min cannot be promised; "
        "at least 15 min can be through Database (a bound: 1 beneath not promised: Host).",
    ]


def test_it_says_how_far_it_has_come() -> None:
    told: list[tuple[int, int]] = []
    nodes = [Node(str(n), "Service", str(n)) for n in range(100)]
    promises(model(nodes, []), targets(A, {str(n): 99 for n in range(100)}), lambda *far: told.append(far))
    assert told == [(0, 100), (64, 100)]
