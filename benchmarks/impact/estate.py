"""An estate with the shape of a large company: few things on which very many rest, and many that stand alone.

Fan-out (needs of a node that has any): p50 4, p90 23, p99 257. Fan-in: p50 1, p90 19, p99 206, at most 14,000.
30 % of the edges are in groups, 2 % close circles, 5 edges a node.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from queries.impact.links import Links
from queries.impact.nodes import Node, Nodes

LAYERS = {"business": 0.01, "technical": 0.04, "application": 0.15, "server": 0.75, "supplier": 0.05}
_EDGES_A_NODE = 5
_GROUPED, _CIRCLES = 0.30, 0.02
_HOME = 0.3
"""Share of edges that stay in one department."""
_DEPARTMENT = 10_000
_TOO_MANY = 1.7
"""Links drawn for one that is kept: some are drawn twice."""
_FAN_OUT = ((0.0, 1), (0.5, 5), (0.9, 30), (0.99, 450), (1.0, 1_500))
_FAN_IN = ((0.0, 1), (0.5, 1), (0.9, 20), (0.99, 260), (0.999, 1_500), (0.9999, 8_000), (1.0, 60_000))

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Estate:
    """Nodes in layers, the services first and the suppliers last, and what they need."""

    nodes: Nodes
    links: Links

    @property
    def suppliers(self) -> Ints:
        """Places of the suppliers."""
        return np.flatnonzero(self.nodes.labels.among("Supplier"))


def estate(size: int, seed: int = 20000) -> Estate:
    """So many nodes with five times as many links; the same for the same seed."""
    chance = np.random.default_rng(seed)
    ends = (np.cumsum(list(LAYERS.values())) * size).round().astype(np.int64)
    layer = np.searchsorted(ends, np.arange(size), side="right")
    home = chance.integers(0, max(size // _DEPARTMENT, 1), size)
    start = _starts(chance, size, int(ends[-2]))
    start, end = _once(chance, start, _ends(chance, start, home, size), size)
    _close_circles(chance, start, end, home, layer)
    return Estate(_nodes(chance, layer), _links(chance, start, end))


def _drawn(chance: np.random.Generator, shape: tuple[tuple[float, float], ...], count: int) -> Ints:
    """So many draws from the distribution with these percentiles, straight between them on a logarithmic scale."""
    at, values = zip(*shape, strict=True)
    return np.exp(np.interp(chance.random(count), at, np.log(values))).round().astype(np.int64)


def _starts(chance: np.random.Generator, size: int, most: int) -> Ints:
    """The start of every link: nodes above the suppliers, as many as it takes."""
    needs = _drawn(chance, _FAN_OUT, most)
    upper = int(size * 0.2)
    order = np.concatenate((chance.permutation(upper), upper + chance.permutation(most - upper)))
    starts = np.repeat(order, needs)[: int(size * _EDGES_A_NODE * _TOO_MANY)]
    return np.sort(starts)


def _once(chance: np.random.Generator, start: Ints, end: Ints, size: int) -> tuple[Ints, Ints]:
    """No link twice, and five a node."""
    different = np.unique(start * size + end)
    most = min(size * _EDGES_A_NODE, len(different)) // 2 * 2
    kept = np.sort(chance.choice(different, most, replace=False))
    return kept // size, kept % size


def _ends(chance: np.random.Generator, start: Ints, home: Ints, size: int) -> Ints:
    """The end of every link: a node further down, mostly of the same department, by how much rests on it."""
    slots = np.repeat(np.arange(size), _drawn(chance, _FAN_IN, size) * (chance.random(size) < 0.8))
    own = slots[np.lexsort((slots, home[slots]))]
    keys = home[own] * size + own
    low, high = np.searchsorted(keys, home[start] * size + start, "right"), np.searchsorted(keys, (home[start] + 1) * size)
    anywhere = np.searchsorted(slots, start, "right")
    near = (chance.random(len(start)) < _HOME) & (high > low)
    picks = chance.random(len(start))
    there = own[np.minimum(low + (picks * (high - low)).astype(np.int64), len(own) - 1)]
    far = slots[anywhere + (picks * (len(slots) - anywhere)).astype(np.int64)]
    return np.where(near, there, far)


def _close_circles(chance: np.random.Generator, start: Ints, end: Ints, home: Ints, layer: Ints) -> None:
    """Turns some links into pairs that go to and fro between two nodes of a layer and a department."""
    order = np.lexsort((home, layer))
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    some = chance.choice(len(start), int(len(start) * _CIRCLES / 2), replace=False)
    other = order[np.minimum(place[start[some]] + 1, len(order) - 1)]
    alike = (layer[other] == layer[start[some]]) & (home[other] == home[start[some]])
    there, others = some[alike], other[alike]
    back = np.searchsorted(start, others)
    fits = (back < len(start)) & (start[np.minimum(back, len(start) - 1)] == others)
    end[there[fits]], end[back[fits]] = others[fits], start[there[fits]]


def _links(chance: np.random.Generator, start: Ints, end: Ints) -> Links:
    """Some links of a node back each other up in pairs: one of two is enough."""
    pair = np.arange(len(start)) // 2
    both = (start[0::2] == start[1::2]) & (end[0::2] != end[1::2])
    grouped = np.repeat(both & (chance.random(len(both)) < _GROUPED / both.mean()), 2)[: len(start)]
    codes = np.where(grouped, pair % 500 + 1, 0).astype(np.int32)
    nothing = np.full(len(start), np.nan)
    return Links(
        start.astype(np.int32),
        end.astype(np.int32),
        codes,
        ["", *(f"g{n:03}" for n in range(500))],
        np.where(grouped, 1.0, np.nan),
        nothing,
        np.zeros(len(start), np.bool_),
        nothing,
    )


def _nodes(chance: np.random.Generator, layer: Ints) -> Nodes:
    labels = ("Service", "Service", "Resource", "Resource", "Supplier")
    rated = chance.choice(["critical", "high", "medium", "low"], len(layer), p=[0.05, 0.2, 0.5, 0.25]).tolist()
    rows = []
    for n, at in enumerate(layer.tolist()):
        label = labels[at]
        rows.append(Node(f"{label.lower()}/estate/{n:08}", label, f"{label} {n}", criticality=rated[n] if at < 2 else None))
    return Nodes.of(rows)
