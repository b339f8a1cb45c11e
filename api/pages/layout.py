"""Where each node of a layered picture goes: layers side by side, few crossings, the same every time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from api.pages.layers import Layers

COLUMN, ROW = 256, 64
"""Distance between layers and between nodes of a layer, in pixels."""
_SWEEPS = 12

Order = list[list[str]]
Neighbours = dict[str, list[str]]


def positions(layers: Layers) -> dict[str, tuple[int, int]]:
    """The middle of every node in pixels: x by layer, y by place; each layer is centred on 0."""
    order = ordered(layers)
    return {
        node: (depth * COLUMN, round((place - (len(layer) - 1) / 2) * ROW))
        for depth, layer in enumerate(order)
        for place, node in enumerate(layer)
    }


def ordered(layers: Layers) -> Order:
    """The nodes of each layer from top to bottom: barycentre sweeps to and fro, the order with the fewest crossings kept.

    After Sugiyama, Tagawa and Toda (1981). Links within a layer do not count.
    """
    best = order = [[node.id for node in layer] for layer in layers.layers]
    onwards, back = _neighbours(layers)
    fewest = crossings(order, back)
    for sweep in range(_SWEEPS):
        order = _swept(order, back if sweep % 2 == 0 else onwards, backwards=sweep % 2 == 1)
        if (now := crossings(order, back)) < fewest:
            best, fewest = order, now
    return best


def _neighbours(layers: Layers) -> tuple[Neighbours, Neighbours]:
    """For each node its neighbours one layer on, and those one layer back."""
    depth = {node.id: place for place, layer in enumerate(layers.layers) for node in layer}
    onwards: Neighbours = defaultdict(list)
    back: Neighbours = defaultdict(list)
    for link in layers.links:
        if depth[link.source] - depth[link.target] == 1:
            onwards[link.target].append(link.source)
            back[link.source].append(link.target)
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
    """How many pairs of links between neighbouring layers cross."""
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
