"""Where a map begins, and how many links everything in it is away: as a plain search over the links finds."""

from __future__ import annotations

import random
from collections import defaultdict

import numpy as np

from queries.explore.service_map import FAR, UNSAID, Filter, around, needed_by, needs, services, whole
from queries.explore.standing import Standing
from queries.impact.grouping import model
from queries.impact.model import Dependency, Model, Node
from tests.queries.impact.graphs import generated


def hops(start: str, onward: dict[str, set[str]]) -> dict[str, int]:
    found, edge = {start: 0}, [start]
    for node in edge:
        for other in sorted(onward[node]):
            if other not in found:
                found[other] = found[node] + 1
                edge.append(other)
    return found


def both_ways(dependencies: list[Dependency]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    down, up = defaultdict(set), defaultdict(set)
    for one in dependencies:
        down[one.start].add(one.end)
        up[one.end].add(one.start)
    return down, up


def test_the_map_of_one_is_what_a_search_in_both_directions_finds() -> None:
    for seed in range(300):
        nodes, dependencies = generated(random.Random(seed))
        of, (down, up) = model(nodes, dependencies), both_ways(dependencies)
        shown = around(Standing(of), 0)
        below, above = hops(nodes[0].id, down), hops(nodes[0].id, up)
        expected = {id_: -step for id_, step in above.items()} | below
        assert {of.nodes.ids[place]: int(shown.steps[place]) for place in shown.places.tolist()} == expected
        assert len(shown.places) == int((shown.steps != FAR).sum())


def test_the_whole_map_counts_links_from_the_nearest_service() -> None:
    for seed in range(300):
        nodes, dependencies = generated(random.Random(seed))
        of, (down, _) = model(nodes, dependencies), both_ways(dependencies)
        starts = [place for place, node in enumerate(nodes) if node.label == "Service"]
        found = whole(Standing(of), np.array(starts, np.int32))
        nearest: dict[str, int] = {}
        for place in starts:
            for id_, step in hops(nodes[place].id, down).items():
                nearest[id_] = min(step, nearest.get(id_, step))
        assert {of.nodes.ids[place]: int(found.steps[place]) for place in found.places.tolist()} == nearest


def small() -> Model:
    nodes = [
        Node("a", "Service", "A", criticality="high"),
        Node("b", "Service", "B", status="planned"),
        Node("c", "Service", "C", status="live"),
        Node("d", "Resource", "D", criticality="high"),
    ]
    links = [("a", "b"), ("a", "d"), ("b", "d"), ("d", "d")]
    return model(nodes, [Dependency("DEPENDS_ON", start, end, "cmdb/1") for start, end in links])


def test_filters_take_what_is_absent_for_what_it_means() -> None:
    of, kinds = small(), {"a": "business", "b": "technical"}
    assert services(of, Filter(), kinds).tolist() == [0]
    assert services(of, Filter(kind=""), kinds).tolist() == [0, 2]
    assert services(of, Filter(kind="", status=""), kinds).tolist() == [0, 1, 2]
    assert services(of, Filter(kind=UNSAID, status=""), kinds).tolist() == [2]
    assert services(of, Filter(kind="", status="", criticality=UNSAID), kinds).tolist() == [1, 2]
    assert services(of, Filter(status="retired"), kinds).tolist() == []


def test_what_needs_itself_is_not_counted() -> None:
    assert needs(small()).tolist() == [2, 1, 0, 0]
    assert needed_by(small()).tolist() == [0, 1, 0, 2]
