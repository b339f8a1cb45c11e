"""Availability agrees with trying every combination of failures, and a bound is never below it."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.impact.grouping import model
from queries.impact.model import Dependency, Node
from queries.impact.promises import diagrams, threshold
from tests.queries.impact.graphs import generated
from tests.queries.impact.promises.worlds import World, computed, downward, world

seeds = st.integers(0, 2**32)
CLOSE = 1e-9


def nodes_of(*names: str) -> list[Node]:
    return [Node(n, "Service", n.upper()) for n in names]


def needs(
    start: str, *ends: str, group: str | None = None, needs: float | None = None, weight: float | None = None
) -> list[Dependency]:
    return [Dependency("DEPENDS_ON", start, end, "r", group, needs, weight) for end in ends]


@settings(max_examples=600, deadline=None)
@given(seed=seeds)
def test_without_circles_it_is_exact(seed: int) -> None:
    chance = random.Random(seed)
    nodes, dependencies = generated(chance, most=6)
    made = world(chance, nodes, downward(dependencies))
    delivered = made.available()
    found = computed(made.model, {n: delivered[n] for n in made.alone})
    for place, node in enumerate(nodes):
        assert found.exact(place)
        assert found.delivered(place) == pytest.approx(delivered[node.id], abs=CLOSE)
        assert found.value(place) == pytest.approx(made.available(perfect=node.id)[node.id], abs=CLOSE)


@settings(max_examples=600, deadline=None)
@given(seed=seeds)
def test_with_circles_it_is_exact_or_a_bound(seed: int) -> None:
    chance = random.Random(seed)
    nodes, dependencies = generated(chance, most=6)
    made = world(chance, nodes, dependencies)
    delivered = made.available()
    found = computed(made.model, {n: delivered[n] for n in made.alone})
    for place, node in enumerate(nodes):
        assert found.value(place) >= delivered[node.id] - CLOSE
        if found.exact(place):
            assert found.delivered(place) == pytest.approx(delivered[node.id], abs=CLOSE)
            assert found.value(place) == pytest.approx(made.available(perfect=node.id)[node.id], abs=CLOSE)


@settings(max_examples=300, deadline=None)
@given(seed=seeds, largest=st.integers(0, 12))
def test_what_is_too_large_is_a_bound_and_never_too_low(seed: int, largest: int) -> None:
    chance = random.Random(seed)
    nodes, dependencies = generated(chance, most=6)
    made = world(chance, nodes, dependencies)
    delivered = made.available()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(threshold, "LARGEST", largest)
        patched.setattr(diagrams, "LARGEST", largest)
        found = computed(made.model, {n: delivered[n] for n in made.alone})
    for place, node in enumerate(nodes):
        assert found.value(place) >= delivered[node.id] - CLOSE
        if found.exact(place):
            assert found.delivered(place) == pytest.approx(delivered[node.id], abs=CLOSE)


@settings(max_examples=200, deadline=None)
@given(seed=seeds)
def test_a_promise_of_more_than_lies_beneath_adds_nothing(seed: int) -> None:
    chance = random.Random(seed)
    nodes, dependencies = generated(chance, most=6)
    made = world(chance, nodes, downward(dependencies))
    made = World(made.nodes, made.dependencies, {n: 1.0 if n == "n1" else its for n, its in made.alone.items()})
    delivered = made.available()
    promised = {n: delivered[n] for n in made.alone}
    boastful = {n: 1.0 if n == "n1" else its for n, its in promised.items()}
    one, other = computed(made.model, promised), computed(made.model, boastful)
    assert [one.value(i) for i in range(len(nodes))] == pytest.approx([other.value(i) for i in range(len(nodes))], abs=CLOSE)


def test_the_generated_circles_are_both_exact_and_bounds() -> None:
    counted: Counter[bool] = Counter()
    for seed in range(400):
        chance = random.Random(seed)
        made = world(chance, *generated(chance, most=6))
        found = computed(made.model, made.alone)
        counted.update(found.exact(i) for i in range(len(made.nodes)))
    assert min(counted[True], counted[False]) > 50


def test_series_multiplies_and_spares_add_up() -> None:
    made = model(nodes_of("s", "a", "b", "t"), [*needs("s", "a", "b"), *needs("t", "a", "b", group="g", needs=1)])
    found = computed(made, {"a": 0.99, "b": 0.98})
    assert found.value(0) == pytest.approx(0.99 * 0.98)
    assert found.value(3) == pytest.approx(1 - 0.01 * 0.02)


def test_a_large_group_is_binomial() -> None:
    members = [f"m{i}" for i in range(60)]
    made = model(nodes_of("s", *members), needs("s", *members, group="g", needs=50))
    found = computed(made, dict.fromkeys(members, 0.9))
    expected = sum(comb(60, k) * 0.9**k * 0.1 ** (60 - k) for k in range(50, 61))
    assert found.exact(0)
    assert found.value(0) == pytest.approx(expected, abs=CLOSE)


def test_what_spares_share_fails_once() -> None:
    given_ = [*needs("s", "a", "b", group="g", needs=1), *needs("a", "x"), *needs("b", "x")]
    found = computed(model(nodes_of("s", "a", "b", "x"), given_), {"a": 0.98, "b": 0.98, "x": 0.99})
    by_itself = 1 - 0.98 / 0.99
    assert found.value(0) == pytest.approx(0.99 * (1 - by_itself**2))


def test_a_long_series_is_exact_and_quick() -> None:
    names = [f"m{i}" for i in range(20_000)]
    chain = [d for one, other in itertools.pairwise(names) for d in needs(one, other)]
    found = computed(model(nodes_of(*names), chain), {"m19999": 0.9, "m10000": 0.8})
    assert (found.value(0), found.exact(0)) == (pytest.approx(0.8), True)


def test_odd_weights_beyond_the_limit_are_a_bound_by_what_is_needed_by_itself() -> None:
    chance = random.Random(1)
    members = [f"m{i}" for i in range(40)]
    given_ = [d for m in members for d in needs("s", m, group="g", needs=12, weight=round(chance.random(), 6))]
    made = model(nodes_of("s", *members, "x"), [*given_, *needs("s", "x")])
    found = computed(made, {**dict.fromkeys(members, 0.5), "x": 0.9})
    assert not found.exact(0)
    assert found.value(0) == pytest.approx(0.9)


def test_a_group_that_can_never_be_met_is_never_available() -> None:
    found = computed(model(nodes_of("s", "a"), needs("s", "a", group="g", needs=2)), {"a": 0.9})
    assert (found.value(0), found.delivered(0)) == (0.0, 0.0)


def test_a_circle_is_held_to_the_least_promise_in_it() -> None:
    given_ = [*needs("s", "a"), *needs("a", "b"), *needs("b", "a")]
    found = computed(model(nodes_of("s", "a", "b"), given_), {"a": 0.99, "b": 0.9})
    assert not found.exact(0)
    assert (found.value(0), found.value(1)) == (0.9, 0.9)


def test_what_rests_on_a_bound_is_not_taken_to_fail_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagrams, "LARGEST", 0)
    given_ = [*needs("s", "m", "n"), *needs("m", "x"), *needs("n", "x"), *needs("x", "a", "b", group="g", needs=1)]
    found = computed(model(nodes_of("s", "m", "n", "x", "a", "b"), given_), {"a": 0.5, "b": 0.5, "m": 0.75, "n": 0.75})
    assert not found.exact(0)
    assert found.value(0) == 0.75


@pytest.mark.parametrize("off", [0, 4e-10, 6e-10, 9e-10, 2e-9, -6e-10, -2e-9])
def test_weights_that_are_off_by_next_to_nothing(off: float) -> None:
    given_ = [*needs("s", "a", group="g", needs=1 + off, weight=0.3), *needs("s", "b", group="g", needs=1 + off, weight=0.7)]
    found = computed(model(nodes_of("s", "a", "b"), given_), {"a": 0.9, "b": 0.5})
    assert found.value(0) == pytest.approx(0.45 if off < 1e-9 else 0, abs=CLOSE)
