"""Where the nodes go: layers apart, nothing on top of anything, few crossings, the same every time."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from api.pages.layers import Layers, Link, Node
from api.pages.layout import COLUMN, ROW, _neighbours, crossings, ordered, positions

WIDTH, HEIGHT = 196, 52
"""Of a box, as picture.js draws it."""


@st.composite
def layers(draw: st.DrawFn) -> Layers:
    sizes = draw(st.lists(st.integers(1, 6), min_size=1, max_size=5))
    made = [[Node(f"{depth}-{place}", "Service", f"S{place}") for place in range(size)] for depth, size in enumerate(sizes)]
    ends = [(near, far) for back, on in pairwise(made) for near in back for far in on]
    chosen = draw(st.lists(st.sampled_from(ends), unique=True)) if ends else []
    return Layers(made, [Link(far.id, near.id, "DEPENDS_ON") for near, far in chosen])


def counted_one_by_one(order: list[list[str]], links: list[Link]) -> int:
    place = {node: (depth, position) for depth, layer in enumerate(order) for position, node in enumerate(layer)}
    found = 0
    for one, other in combinations(links, 2):
        (depth, a), (depth2, b) = place[one.target], place[other.target]
        c, d = place[one.source][1], place[other.source][1]
        found += depth == depth2 and (a - b) * (c - d) < 0
    return found


@given(layers())
def test_crossings_are_counted_right(found: Layers) -> None:
    order = [[node.id for node in layer] for layer in found.layers]
    assert crossings(order, _neighbours(found)[1]) == counted_one_by_one(order, found.links)


@given(layers())
def test_ordering_keeps_every_node_and_never_adds_a_crossing(found: Layers) -> None:
    before = [[node.id for node in layer] for layer in found.layers]
    after = ordered(found)
    assert [sorted(layer) for layer in after] == [sorted(layer) for layer in before]
    assert counted_one_by_one(after, found.links) <= counted_one_by_one(before, found.links)


@given(layers())
def test_no_two_boxes_touch(found: Layers) -> None:
    places = list(positions(found).values())
    assert len(places) == len(found.nodes)
    for (x, y), (x2, y2) in combinations(places, 2):
        assert abs(x - x2) > WIDTH or abs(y - y2) > HEIGHT


@given(layers())
def test_the_order_of_the_links_changes_nothing(found: Layers) -> None:
    turned = Layers(found.layers, found.links[::-1])
    assert positions(found) == positions(turned)


def test_a_picture_that_needs_no_crossing_has_none() -> None:
    made = [[Node("x", "Supplier", "X")], [Node(n, "Resource", n) for n in "abc"], [Node(n, "Service", n) for n in "pqr"]]
    links = [Link(n, "x", "SUPPLIED_BY") for n in "abc"] + [Link(s, r, "DEPENDS_ON") for s, r in ("pc", "qb", "ra")]
    assert counted_one_by_one(ordered(Layers(made, links)), links) == 0


def test_layers_stand_apart_and_are_centred() -> None:
    made = [[Node("x", "Supplier", "X")], [Node("a", "Service", "A"), Node("b", "Service", "B")]]
    found = positions(Layers(made, [Link("a", "x", "SUPPLIED_BY")]))
    assert found["x"] == (0, 0)
    assert {found["a"], found["b"]} == {(COLUMN, -ROW // 2), (COLUMN, ROW // 2)}
