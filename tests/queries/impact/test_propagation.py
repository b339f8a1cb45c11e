"""States agree with those found by trying everything, for any graph; and what has to hold of any analysis holds."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.impact.grouping import model
from queries.impact.model import Dependency, Level, Node
from queries.impact.propagation import Propagation
from tests.queries.impact import brute
from tests.queries.impact.graphs import failures, generated

seeds = st.integers(0, 2**32)


def outcome(nodes: list[Node], dependencies: list[Dependency], failed: dict[str, int]) -> tuple[dict[str, int], set[str]]:
    made = model(nodes, dependencies)
    found = Propagation(made).run({made.index[n]: Level(level) for n, level in failed.items()})
    levels = {n.id: int(found.levels.get(i, 0)) for i, n in enumerate(nodes)}
    return levels, {nodes[i].id for i in found.lost}


@settings(max_examples=1_000, deadline=None)
@given(seed=seeds)
def test_states_are_those_of_the_brute_force_oracle(seed: int) -> None:
    chance = random.Random(seed)
    nodes, dependencies = generated(chance)
    failed = failures(chance, nodes)
    expected = brute.levels([n.id for n in nodes], dependencies, failed)
    levels, lost = outcome(nodes, dependencies, failed)
    assert levels == expected
    if not brute_broken(dependencies):
        assert lost == brute.lost([n.id for n in nodes], dependencies, expected)


def brute_broken(dependencies: list[Dependency]) -> bool:
    """Whether some group is down with every member up; then nodes are affected by nothing that failed."""
    return any(sum(g["members"].values()) < g["needs"] - 1e-9 for g in brute.groups_of(dependencies).values())


@settings(max_examples=200, deadline=None)
@given(seed=seeds)
def test_every_combination_of_failed_nodes(seed: int) -> None:
    chance = random.Random(seed)
    nodes, dependencies = generated(chance, most=5)
    made = model(nodes, dependencies)
    runs = Propagation(made)
    for size in range(len(nodes) + 1):
        for some in combinations(range(len(nodes)), size):
            found = runs.run(dict.fromkeys(some, Level.DOWN))
            expected = brute.levels([n.id for n in nodes], dependencies, {nodes[i].id: 2 for i in some})
            assert {n.id: int(found.levels.get(i, 0)) for i, n in enumerate(nodes)} == expected


@settings(max_examples=300, deadline=None)
@given(seed=seeds)
def test_failing_more_never_improves_anything(seed: int) -> None:
    chance = random.Random(seed)
    nodes, dependencies = generated(chance)
    failed = failures(chance, nodes)
    more = {**failed, chance.choice(nodes).id: 2}
    some, others = outcome(nodes, dependencies, failed)[0], outcome(nodes, dependencies, more)[0]
    assert all(others[n] >= some[n] for n in some)


@settings(max_examples=300, deadline=None)
@given(seed=seeds)
def test_another_member_of_a_group_that_needs_one_never_worsens(seed: int) -> None:
    chance = random.Random(seed)
    nodes, dependencies = generated(chance)
    start, end = chance.choice(nodes).id, chance.choice(nodes).id
    group = [d for d in dependencies if d.start == start and d.group == "a"]
    if any(d.needs not in (None, 1) for d in group) or not group:
        return
    failed = failures(chance, nodes)
    more = [*dependencies, Dependency("DEPENDS_ON", start, end, "hr/1", "a", 1, effect="degraded")]
    before, after = outcome(nodes, dependencies, failed)[0], outcome(nodes, more, failed)[0]
    assert all(after[n] <= before[n] for n in before)


@settings(max_examples=200, deadline=None)
@given(seed=seeds)
def test_the_order_of_loading_makes_no_difference(seed: int) -> None:
    chance = random.Random(seed)
    nodes, dependencies = generated(chance)
    failed = failures(chance, nodes)
    mixed = chance.sample(dependencies, len(dependencies))
    assert outcome(nodes, dependencies, failed) == outcome(nodes, mixed, failed)
    assert model(nodes, dependencies).oddities == model(nodes, mixed).oddities


def test_a_run_leaves_nothing_behind() -> None:
    nodes = [Node(n, "Service", n) for n in "abc"]
    runs = Propagation(model(nodes, [Dependency("DEPENDS_ON", "a", "b", "r"), Dependency("DEPENDS_ON", "b", "c", "r")]))
    first = runs.run({2: Level.DOWN})
    assert first.levels == {0: Level.DOWN, 1: Level.DOWN, 2: Level.DOWN}
    assert runs.run({}).levels == {}
    assert runs.run({2: Level.DOWN}).levels == first.levels


@pytest.mark.parametrize(
    ("dependency", "reason"),
    [
        (Dependency("DEPENDS_ON", "a", "b", "r", "g", 2), "It needs 2 and has 1 with every member up; it counts as down."),
        (
            Dependency("DEPENDS_ON", "a", "b", "r", "g", 0),
            "It needs 0, which nothing can fail to meet; all of it counts as needed.",
        ),
        (Dependency("DEPENDS_ON", "a", "b", "r", "g", 1, -2), "b has weight -2; it counts as nothing."),
        (Dependency("DEPENDS_ON", "a", "b", "r", None, None, None, None, -5), "Switching to b takes -5 minutes; it counts as 0."),
    ],
    ids=["needs too much", "needs nothing", "negative weight", "negative minutes"],
)
def test_what_cannot_be_is_told(dependency: Dependency, reason: str) -> None:
    found = model([Node("a", "Service", "A"), Node("b", "Service", "B")], [dependency]).oddities
    assert reason in [oddity.reason for oddity in found]


def test_records_that_disagree_take_the_larger_need() -> None:
    nodes = [Node(n, "Service", n) for n in "abc"]
    made = model(nodes, [Dependency("DEPENDS_ON", "a", "b", "r", "g", 1), Dependency("DEPENDS_ON", "a", "c", "s", "g", 2)])
    assert [g.needs for g in made.groups] == [2]
    assert [o.reason for o in made.oddities] == ["Its records disagree on what it needs (1, 2); the larger counts."]
