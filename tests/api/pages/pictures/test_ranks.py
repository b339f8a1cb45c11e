"""Layers out of edges: by hops around a node, and by what stands on what."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from api.pages.pictures.ranks import around, ranked

IDS = [f"n{number}" for number in range(8)]
PAIRS = st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=20)


def test_what_leads_to_the_centre_stands_left_of_it_and_what_it_leads_to_right() -> None:
    pairs = [("a", "c"), ("c", "x"), ("x", "y"), ("y", "z")]
    assert around("x", ["a", "c", "x", "y", "z", "alone"], pairs) == [["a"], ["c"], ["x"], ["y"], ["z"], ["alone"]]


def test_what_is_reached_only_to_and_fro_stands_outside_of_what_it_hangs_on() -> None:
    assert around("x", ["a", "side", "x"], [("a", "x"), ("a", "side")]) == [["side"], ["a"], ["x"]]


@given(PAIRS)
def test_every_node_stands_in_one_layer(pairs: list[tuple[str, str]]) -> None:
    assert sorted(n for layer in around("n0", IDS, pairs) for n in layer) == IDS
    assert sorted(n for layer in ranked(IDS, pairs) for n in layer) == IDS


@given(PAIRS)
def test_edges_of_a_map_lead_right_unless_they_are_part_of_a_circle(pairs: list[tuple[str, str]]) -> None:
    depth = {node: place for place, layer in enumerate(ranked(IDS, pairs)) for node in layer}
    for start, end in pairs:
        assert depth[start] <= depth[end]


def test_circles_share_a_layer() -> None:
    assert ranked(["a", "b", "c"], [("a", "b"), ("b", "a"), ("b", "c")]) == [["a", "b"], ["c"]]
