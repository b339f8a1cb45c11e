"""In which order the nodes of a layer stand, so that few edges cross; the same every time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

_SWEEPS = 12

Order = list[list[str]]
Neighbours = dict[str, list[str]]
Pairs = Iterable[tuple[str, str]]
"""Ends of edges; which way they go does not matter here."""


def ordered(layers: Sequence[Sequence[str]], pairs: Pairs) -> Order:
    """The nodes of each layer from top to bottom: barycentre sweeps to and fro, the order with the fewest crossings kept.

    After Sugiyama, Tagawa and Toda (1981). Edges within a layer, or over more than one, do not count.
    """
    best = order = [list(layer) for layer in layers]
    onwards, back = neighbours(layers, pairs)
    fewest = crossings(order, back)
    for sweep in range(_SWEEPS):
        if not fewest:
            break
        order = _swept(order, back if sweep % 2 == 0 else onwards, backwards=sweep % 2 == 1)
        if (now := crossings(order, back)) < fewest:
            best, fewest = order, now
    return best


def neighbours(layers: Sequence[Sequence[str]], pairs: Pairs) -> tuple[Neighbours, Neighbours]:
    """For each node its neighbours one layer on, and those one layer back."""
    depth = {node: place for place, layer in enumerate(layers) for node in layer}
    onwards: Neighbours = defaultdict(list)
    back: Neighbours = defaultdict(list)
    for one, other in pairs:
        near, far = (one, other) if depth[one] < depth[other] else (other, one)
        if depth[far] - depth[near] == 1:
            onwards[near].append(far)
            back[far].append(near)
    return onwards, back


def _swept(order: Order, neighbours: Neighbours, *, backwards: bool) -> Order:
    """Every layer sorted by the mean place of its neighbours in the layer sorted before it."""
    layers = order[::-1] if backwards else order
    found = [layers[0]]
    for layer in layers[1:]:
        place = {node: position for position, node in enumerate(found[-1])}
        found.append(_by_barycentre(layer, place, neighbours))
    return found[::-1] if backwards else found


def _by_barycentre(layer: list[str], place: dict[str, int], neighbours: Neighbours) -> list[str]:
    """Nodes without a neighbour keep their place among the others."""

    def barycentre(position: int, node: str) -> float:
        near = [place[other] for other in neighbours[node] if other in place]
        return sum(near) / len(near) if near else position * max(len(place), 1) / max(len(layer), 1)

    ranked = [(barycentre(position, node), position, node) for position, node in enumerate(layer)]
    return [node for *_, node in sorted(ranked)]


def crossings(order: Order, back: Neighbours) -> int:
    """How many pairs of edges between neighbouring layers cross."""
    return sum(_crossings(near, far, back) for near, far in pairwise(order))


def _crossings(near: Sequence[str], far: Sequence[str], back: Neighbours) -> int:
    """Inversions, counted with a Fenwick tree over the places of the near layer."""
    place = {node: position for position, node in enumerate(near)}
    tree, seen, found = [0] * (len(near) + 1), 0, 0
    for node in far:
        ends = sorted(place[other] for other in back[node] if other in place)
        found += sum(seen - _up_to(tree, end + 1) for end in ends)
        for end in ends:
            _add(tree, end + 1)
        seen += len(ends)
    return found


def _up_to(tree: list[int], index: int) -> int:
    total = 0
    while index:
        total += tree[index]
        index -= index & -index
    return total


def _add(tree: list[int], index: int) -> None:
    while index < len(tree):
        tree[index] += 1
        index += index & -index
