"""Layers out of edges: by distance from a node for neighbourhoods, by what stands on what for maps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import networkx  # type: ignore[import-untyped]

from api.pages.pictures.crossings import Pairs

Layers = list[list[str]]


def around(centre: str, ids: Sequence[str], pairs: Pairs) -> Layers:
    """Layers by hops: what leads to the centre on its left, what it leads to on its right; nodes that nothing joins come last.

    A node that is reached both ways stands on the side where it is nearer, on the right when it is the same.
    """
    onwards, back = _both_ways(pairs)
    right = _hops(centre, onwards)
    left = _hops(centre, back)
    side = {node: hops for node, hops in right.items() if hops <= left.get(node, hops)}
    side |= {node: -hops for node, hops in left.items() if node not in side}
    _place_the_rest(side, _joined(onwards, back))
    last = max(side.values()) + 1
    return _as_layers({node: side.get(node, last) for node in ids})


def ranked(ids: Sequence[str], pairs: Pairs) -> Layers:
    """Layers such that edges lead to the right, each node just after the last that leads to it; circles share a layer."""
    graph = networkx.DiGraph()
    graph.add_nodes_from(ids)
    graph.add_edges_from(sorted(set(pairs)))
    circles = networkx.condensation(graph)
    depth: dict[int, int] = {}
    for circle in networkx.topological_sort(circles):
        depth[circle] = max((depth[before] + 1 for before in circles.predecessors(circle)), default=0)
    member = circles.graph["mapping"]
    return _as_layers({node: depth[member[node]] for node in ids})


def _both_ways(pairs: Pairs) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    onwards: dict[str, list[str]] = defaultdict(list)
    back: dict[str, list[str]] = defaultdict(list)
    for start, end in pairs:
        onwards[start].append(end)
        back[end].append(start)
    return onwards, back


def _joined(*ways: dict[str, list[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for way in ways:
        for node, others in way.items():
            found[node] += others
    return found


def _hops(start: str, neighbours: dict[str, list[str]]) -> dict[str, int]:
    """Edges from the start to each node, breadth first."""
    found, edge = {start: 0}, [start]
    while edge:
        edge = _one_on(edge, neighbours, found)
    return found


def _one_on(edge: Iterable[str], neighbours: dict[str, list[str]], found: dict[str, int]) -> list[str]:
    reached = []
    for node in edge:
        for other in neighbours.get(node, ()):
            if other not in found:
                found[other] = found[node] + 1
                reached.append(other)
    return reached


def _place_the_rest(side: dict[str, int], joined: dict[str, list[str]]) -> None:
    """What is reached only by going to and fro stands one layer outside of what it hangs on."""
    edge = sorted(side, key=lambda node: (abs(side[node]), node))
    while edge:
        reached = []
        for node in edge:
            for other in joined.get(node, ()):
                if other not in side:
                    side[other] = side[node] + (1 if side[node] >= 0 else -1)
                    reached.append(other)
        edge = reached


def _as_layers(depth: dict[str, int]) -> Layers:
    found: dict[int, list[str]] = defaultdict(list)
    for node, place in depth.items():
        found[place].append(node)
    return [found[place] for place in sorted(found)]
