"""Where the nodes of layers go: layers apart, nothing on top of anything, few crossings, the same every time."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from api.pages.pictures.crossings import crossings, neighbours, ordered
from api.pages.pictures.layered import COLUMN, ROW, TALLEST, layered
from api.pages.pictures.model import HEIGHT, WIDTH


class Drawn(NamedTuple):
    layers: list[list[str]]
    pairs: list[tuple[str, str]]


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    sizes = draw(st.lists(st.integers(1, 6), min_size=1, max_size=5))
    layers = [[f"{depth}-{place}" for place in range(size)] for depth, size in enumerate(sizes)]
    ends = [(near, far) for back, on in pairwise(layers) for near in back for far in on]
    return Drawn(layers, draw(st.lists(st.sampled_from(ends), unique=True)) if ends else [])


def counted_one_by_one(order: list[list[str]], pairs: list[tuple[str, str]]) -> int:
    place = {node: (depth, position) for depth, layer in enumerate(order) for position, node in enumerate(layer)}
    found = 0
    for one, other in combinations(pairs, 2):
        (depth, a), (depth2, b) = place[one[0]], place[other[0]]
        c, d = place[one[1]][1], place[other[1]][1]
        found += depth == depth2 and (a - b) * (c - d) < 0
    return found


@given(drawn())
def test_crossings_are_counted_right(given: Drawn) -> None:
    assert crossings(given.layers, neighbours(*given)[1]) == counted_one_by_one(given.layers, given.pairs)


@given(drawn())
def test_ordering_keeps_every_node_and_never_adds_a_crossing(given: Drawn) -> None:
    after = ordered(*given)
    assert [sorted(layer) for layer in after] == [sorted(layer) for layer in given.layers]
    assert counted_one_by_one(after, given.pairs) <= counted_one_by_one(given.layers, given.pairs)


@given(drawn())
def test_no_two_boxes_touch(given: Drawn) -> None:
    places = list(layered(*given).values())
    assert len(places) == sum(map(len, given.layers))
    for (x, y), (x2, y2) in combinations(places, 2):
        assert abs(x - x2) > WIDTH or abs(y - y2) > HEIGHT


@given(drawn())
def test_order_and_direction_of_the_edges_change_nothing(given: Drawn) -> None:
    turned = [(far, near) for near, far in reversed(given.pairs)]
    assert layered(given.layers, given.pairs) == layered(given.layers, turned)


def test_a_picture_that_needs_no_crossing_has_none() -> None:
    layers = [["x"], ["a", "b", "c"], ["p", "q", "r"]]
    pairs = [("x", "a"), ("x", "b"), ("x", "c"), ("c", "p"), ("b", "q"), ("a", "r")]
    assert counted_one_by_one(ordered(layers, pairs), pairs) == 0


def test_layers_stand_apart_and_are_centred() -> None:
    found = layered([["x"], ["a", "b"]], [("x", "a")])
    assert found["x"] == (0, 0)
    assert {found["a"][1], found["b"][1]} == {-ROW // 2, ROW // 2}
    assert found["a"][0] == found["b"][0] > COLUMN


def test_a_layer_that_is_too_tall_stands_in_several_columns_and_the_next_begins_after_them() -> None:
    tall = [f"{place:03}" for place in range(3 * TALLEST)]
    found = layered([tall, ["last"]], [])
    columns = sorted({x for node, (x, _) in found.items() if node != "last"})
    assert len(columns) == 3
    assert found["last"][0] > columns[-1] + WIDTH
    assert max(y for _, y in found.values()) <= TALLEST * ROW / 2
