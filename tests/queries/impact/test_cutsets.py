"""Cut sets are exactly the minimal ones, and radii are what failing each event does."""

from __future__ import annotations

import random
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from queries.impact.blast import radii
from queries.impact.cutsets import cut_sets
from queries.impact.events import Event, countries, groups_of_companies, single
from queries.impact.grouping import model
from queries.impact.model import Dependency, Node
from queries.impact.propagation import Propagation
from tests.queries.impact import brute
from tests.queries.impact.graphs import generated

seeds = st.integers(0, 2**32)


@settings(max_examples=300, deadline=None)
@given(seed=seeds)
def test_cut_sets_are_the_minimal_ones(seed: int) -> None:
    nodes, dependencies = generated(random.Random(seed), most=6)
    made = model(nodes, dependencies)
    found = {frozenset(e.name for e in some) for some in cut_sets(made, 0, order=3).found}
    others = [n.id for n in nodes[1:]]
    expected: set[frozenset[str]] = set()
    for size in range(1, 4):
        for some in combinations(others, size):
            failed = frozenset(n.upper() for n in some)
            if not any(smaller <= failed for smaller in expected):
                levels = brute.levels([n.id for n in nodes], dependencies, dict.fromkeys(some, 2))
                if levels["n0"] == 2 and brute.levels([n.id for n in nodes], dependencies, {})["n0"] < 2:
                    expected.add(failed)
    if brute.levels([n.id for n in nodes], dependencies, {})["n0"] < 2:
        assert found == expected


def company() -> tuple[list[Node], list[Dependency]]:
    """A portal on two of three providers, two of which belong to one holding, and a payment service on one of them."""
    nodes = [
        Node("portal", "Service", "Portal", criticality="critical"),
        Node("pay", "Service", "Payments", criticality="low"),
        Node("fax", "Service", "Fax", "retired"),
        *(Node(n, "Supplier", n.title(), country=c) for n, c in (("a", "IE"), ("b", "DE"), ("c", "IE"), ("holding", "US"))),
    ]
    net = [Dependency("SUPPLIED_BY", "portal", n, "r", "net", 2) for n in "abc"]
    return nodes, [*net, Dependency("SUPPLIED_BY", "pay", "a", "r"), Dependency("SUPPLIED_BY", "fax", "a", "r")]


PAIRS = [("a", "holding"), ("b", "holding")]


def test_a_common_cause_is_a_single_point_of_failure() -> None:
    made = model(*company())
    causes = [*groups_of_companies(made, PAIRS), *countries(made)]
    found = cut_sets(made, made.index["portal"], causes)
    assert [[e.name for e in some] for some in found.found if len(some) == 1] == [["IE"], ["Holding"]]
    assert [{e.name for e in some} for some in cut_sets(made, made.index["portal"]).found] == [{"A", "B"}, {"A", "C"}, {"B", "C"}]


def test_too_many_combinations_are_told() -> None:
    nodes = [Node(f"n{i}", "Resource", f"N{i}") for i in range(60)]
    made = model(nodes, [Dependency("DEPENDS_ON", "n0", n.id, "r", "g", 1) for n in nodes[1:]])
    found = cut_sets(made, 0, most=2_000)
    assert (found.order, found.found) == (2, [])
    assert found.told == "Sets of 3 were not looked for: 32509 combinations of 59 events are more than 2000."


def test_the_heaviest_radius_comes_first() -> None:
    made = model(*company())
    events = [*single(made, range(3, 7)), *groups_of_companies(made, PAIRS)]
    found = radii(Propagation(made), events)
    assert [(r.name, r.down, r.redundancy_lost, r.critical_down, r.weight) for r in found] == [
        ("Holding", 2, 0, 1, 9),
        ("A", 1, 1, 0, 1),
        ("B", 0, 1, 0, 0),
        ("C", 0, 1, 0, 0),
        ("Holding", 0, 0, 0, 0),
    ]
    assert (found[0].share_down, found[0].share_critical_down) == (1.0, 1.0)
    assert found[0].kind == "group of companies"


def test_an_event_of_nothing_does_nothing() -> None:
    made = model(*company())
    (radius,) = radii(Propagation(made), [Event("country", "XX", frozenset())])
    assert (radius.down, radius.weight, radius.share_down) == (0, 0, 0.0)
