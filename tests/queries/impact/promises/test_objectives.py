"""Recovery times and losses of data agree with letting everything fail and taking it back moment by moment."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from queries.impact.grouping import model
from queries.impact.model import Dependency, Node
from queries.impact.promises.objectives import Objectives
from queries.impact.promises.order import beneath
from tests.queries.impact import brute
from tests.queries.impact.graphs import generated

seeds = st.integers(0, 2**32)
MINUTES = [0, 5, 10, 15, 30, 60, 240, 1440]


def computed(nodes: list[Node], given_: list[Dependency], minutes: Mapping[str, float], *, switching: bool) -> dict[str, float]:
    made = model(nodes, given_)
    found = Objectives(beneath(made), {made.index[n]: its for n, its in minutes.items()}, switching=switching)
    return {n.id: found.value(i) for i, n in enumerate(nodes)}


def promised(chance: random.Random, nodes: list[Node]) -> dict[str, float]:
    return {n.id: float(chance.choice(MINUTES)) for n in chance.sample(nodes, chance.randint(0, len(nodes)))}


def moment_by_moment(names: list[str], dependencies: list[Dependency], minutes: Mapping[str, float], node: str) -> float:
    """The first moment at which a node, which has not failed by itself, is no longer forced down by what has."""
    for moment in sorted({0.0, *minutes.values()}):
        failed = {n: brute.DOWN for n, its in minutes.items() if its > moment and n != node}
        if brute.levels(names, dependencies, failed)[node] < brute.DOWN:
            return moment
    return math.inf


def without_itself(dependencies: list[Dependency]) -> list[Dependency]:
    """Those that lead to a later node, so that no node waits for itself."""
    return [d for d in dependencies if int(d.start[1:]) < int(d.end[1:])]


@settings(max_examples=800, deadline=None)
@given(seed=seeds)
def test_recovery_is_that_of_taking_everything_back(seed: int) -> None:
    chance = random.Random(seed)
    nodes, dependencies = generated(chance)
    minutes = promised(chance, nodes)
    names = [n.id for n in nodes]
    found = computed(nodes, dependencies, minutes, switching=False)
    for name in names:
        expected = moment_by_moment(names, dependencies, minutes, name)
        own = minutes.get(name, 0.0)
        assert max(found[name], own) == max(expected, own)
        assert (found[name] > own) == (expected > own)


@settings(max_examples=300, deadline=None)
@given(seed=seeds)
def test_without_circles_it_does_not_depend_on_what_a_node_says_of_itself(seed: int) -> None:
    chance = random.Random(seed)
    nodes, dependencies = generated(chance)
    dependencies, minutes = without_itself(dependencies), promised(chance, nodes)
    names = [n.id for n in nodes]
    expected = {n: moment_by_moment(names, dependencies, minutes, n) for n in names}
    assert computed(nodes, dependencies, minutes, switching=False) == expected


def plain(dependencies: list[Dependency], names: list[str], minutes: Mapping[str, float]) -> dict[str, float]:
    """Recovery with switching over, again and again over everything until nothing changes."""
    groups = brute.groups_of(dependencies)
    switch: dict[tuple[str, str], dict[str, int]] = {}
    for d in dependencies:
        key = (d.start, f"group {d.group}" if d.group else f"lone {d.end}")
        switch.setdefault(key, {})[d.end] = max(switch.get(key, {}).get(d.end, 0), d.switchover_minutes or 0)
    found = dict.fromkeys(names, 0.0)
    while True:
        whole = {n: max(found[n], minutes.get(n, 0.0)) for n in names}
        again = dict.fromkeys(names, 0.0)
        for (owner, name), group in groups.items():
            if group["effect"] == brute.DOWN:
                again[owner] = max(again[owner], _group(group, switch[owner, name], whole, minutes))
        if again == found:
            return found
        found = again


def _group(group: dict, switch: dict[str, int], whole: Mapping[str, float], minutes: Mapping[str, float]) -> float:
    def first(ready: Mapping[str, float]) -> float:
        for moment in sorted(ready.values()):
            if sum(group["members"][m] for m in ready if ready[m] <= moment) >= group["needs"] - 1e-9:
                return moment
        return math.inf

    worst = first({m: whole[m] for m in group["members"]})
    for lost, weight in group["members"].items():
        others = first({m: float(switch[m]) for m in group["members"] if m != lost})
        if weight > 0 and others < math.inf:
            worst = max(worst, min(others, whole[lost] if lost in minutes else math.inf))
    return worst


@settings(max_examples=600, deadline=None)
@given(seed=seeds)
def test_switching_over_takes_as_long_as_losing_each_member_in_turn(seed: int) -> None:
    chance = random.Random(seed)
    nodes, dependencies = generated(chance)
    minutes = promised(chance, nodes)
    assert computed(nodes, dependencies, minutes, switching=True) == plain(dependencies, [n.id for n in nodes], minutes)
