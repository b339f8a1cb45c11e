"""Cut sets are exactly the minimal ones, and radii are what failing each event does."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from functools import cache
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from queries.impact.below import needed_by
from queries.impact.blast import radii
from queries.impact.cutsets import CutSets, cut_sets, points_of_failure
from queries.impact.events import Event, Location, common_causes, countries, groups_of_companies, single, sites
from queries.impact.grouping import model
from queries.impact.model import Dependency, Model, Node
from queries.impact.propagation import Propagation
from tests.queries.impact import brute
from tests.queries.impact.graphs import generated

seeds = st.integers(0, 2**32)


@settings(max_examples=500, deadline=None)
@given(seed=seeds, order=st.integers(1, 4))
def test_cut_sets_are_the_minimal_ones(seed: int, order: int) -> None:
    made, fails = failing(*generated(random.Random(seed), most=7))
    nodes = single(made, range(1, len(made.nodes)))
    assert sets(cut_sets(made, 0, order=order)) == expected(nodes, fails, order)


@settings(max_examples=500, deadline=None)
@given(seed=seeds)
def test_cut_sets_with_common_causes_are_the_minimal_ones(seed: int) -> None:
    chance = random.Random(seed)
    made, fails = failing(*generated(chance, most=7))
    others = range(1, len(made.nodes))
    causes = [Event("country", f"C{i}", frozenset(n for n in others if chance.random() < 0.4)) for i in range(3)]
    part = frozenset(needed_by(made, 0))
    named = [cause for cause in causes if len(cause.nodes & part) > 1]
    assert sets(cut_sets(made, 0, causes)) == expected([*single(made, others), *named], fails, 3)


def failing(nodes: list[Node], dependencies: list[Dependency]) -> tuple[Model, Callable[[frozenset[int]], bool]]:
    """The model, and whether the first node is down when others are, by trying."""
    ids = [n.id for n in nodes]

    def fails(failed: frozenset[int]) -> bool:
        return brute.levels(ids, dependencies, {ids[n]: 2 for n in failed})[ids[0]] == brute.DOWN

    return model(nodes, dependencies), cache(fails)


def expected(events: list[Event], fails: Callable[[frozenset[int]], bool], order: int) -> set[frozenset[Event]]:
    """Every combination tried; of those that fail, those without a smaller one, in which no cause can be replaced by a node."""
    found: set[frozenset[Event]] = set()
    if fails(frozenset()):
        return found
    for size in range(1, order + 1):
        for some in map(frozenset, combinations(events, size)):
            if not any(smaller <= some for smaller in found) and fails(taken(some)):
                found.add(some)
    return {some for some in found if not any(fails(other) for other in replaced(some))}


def taken(some: Iterable[Event]) -> frozenset[int]:
    return frozenset().union(*(e.nodes for e in some))


def replaced(some: frozenset[Event]) -> list[frozenset[int]]:
    causes = [e for e in some if e.kind != "node"]
    return [taken(some - {cause}) | {node} for cause in causes for node in cause.nodes]


def sets(found: CutSets) -> set[frozenset[Event]]:
    assert len({frozenset(some) for some in found.found}) == len(found.found)
    assert [len(some) for some in found.found] == sorted(len(some) for some in found.found)
    return {frozenset(some) for some in found.found}


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


def fork(length: int, members: int) -> Model:
    """A node on one of so many chains, each of so many that need the next by itself."""
    nodes, dependencies = [Node("top", "Service", "Top")], []
    for chain in range(members):
        dependencies.append(Dependency("DEPENDS_ON", "top", f"{chain}.0", "r", "g", 1))
        nodes += [Node(f"{chain}.{i}", "Resource", f"{chain}.{i}") for i in range(length)]
        dependencies += [Dependency("DEPENDS_ON", f"{chain}.{i}", f"{chain}.{i + 1}", "r") for i in range(length - 1)]
    return model(nodes, dependencies)


def test_too_many_combinations_are_told() -> None:
    found = cut_sets(fork(1, 59), 0, most=2_000)
    assert (found.order, found.found) == (2, [])
    assert found.told == "Sets of 3 were not looked for: 32509 combinations of 59 events are more than 2000."


def test_too_many_sets_are_told() -> None:
    found = cut_sets(fork(60, 3), 0)
    assert (found.order, found.found) == (2, [])
    assert found.told == "Sets of 3 are not listed: there are 216000, more than 100000."


def test_chains_are_put_together_from_what_does_the_same() -> None:
    found = cut_sets(fork(150, 2), 0)
    assert (found.order, found.told) == (3, "")
    assert {frozenset(e.name for e in some) for some in found.found} == {
        frozenset((f"0.{i}", f"1.{j}")) for i in range(150) for j in range(150)
    }


def test_a_node_that_is_down_by_itself_is_told() -> None:
    made = model([Node("a", "Service", "A"), Node("b", "Service", "B")], [Dependency("DEPENDS_ON", "a", "b", "r", "g", 2)])
    found = cut_sets(made, 0)
    assert (found.order, found.found) == (3, [])
    assert found.told == "A is down with nothing failed: something that it rests on needs more than it has."


def test_progress_comes_to_all_of_each_size() -> None:
    told: list[tuple[int, int]] = []
    cut_sets(fork(1, 20), 0, progress=lambda *some: told.append(some))
    assert told[-1] == (1_140, 1_140)
    assert (190, 190) in told


def housed() -> tuple[Model, list[Location]]:
    """A shop on one of two clusters; the one in a room of a hall, the other in the hall and, as a spare, elsewhere."""
    nodes = [Node(n, "Resource", n.title()) for n in ("shop", "one", "two", "room", "hall", "elsewhere")]
    clusters = [Dependency("DEPENDS_ON", "shop", n, "r", "clusters", 1) for n in ("one", "two")]
    stretched = [Dependency("LOCATED_IN", "two", n, "r", "sites", 1) for n in ("hall", "elsewhere")]
    rooms = [Dependency("LOCATED_IN", "one", "room", "r"), Dependency("LOCATED_IN", "room", "hall", "r")]
    located = [Location(d.start, d.end, not d.group) for d in (*stretched, *rooms)]
    return model(nodes, [*clusters, *stretched, *rooms]), located


def test_what_stands_in_a_site_fails_with_it() -> None:
    made, located = housed()
    found = {e.name: {made.nodes[n].name for n in e.nodes} for e in sites(made, located)}
    assert found == {"Hall": {"Hall", "Room", "One"}, "Room": {"Room", "One"}, "Elsewhere": {"Elsewhere"}}


def test_a_site_says_nothing_that_its_facility_does_not() -> None:
    made, located = housed()
    found = cut_sets(made, 0, common_causes(made, [], located))
    assert points_of_failure(made, 0, sites(made, located)) == []
    assert {frozenset(e.name for e in some) for some in found.found} == {
        frozenset(some) for some in [("Hall", "Elsewhere"), ("One", "Two"), ("Room", "Two"), ("Hall", "Two")]
    }


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
