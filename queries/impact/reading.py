"""Nodes and dependencies out of a graph, in columns while they arrive: nothing is kept that is not needed.

Relationships come as the engine's own numbers of their ends, a thousand a row; most say nothing besides.
"""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Callable
from functools import cached_property, partial
from math import nan
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.engine import Engine
from graph.engine.statement import Row
from graph.schema import model as schema
from queries.impact.links import Links, Places, Said
from queries.impact.nodes import Nodes, seen

PROPERTIES = "n.id, n.name, n.status, n.criticality, n.state, n.country, n.rto_minutes"
_RARE = "(e.effect IS NOT NULL OR e.weight IS NOT NULL OR e.switchover_minutes IS NOT NULL)"
_PARTS = "UNWIND CASE size(x) WHEN 0 THEN [] ELSE range(0, size(x) - 1, 1000) END AS i RETURN x[i..i + 1000]"
_SPARSE = 8
"""Numbers a node up to which they lie close together."""
_UNSAID = -1e300
"""Stands for nothing in a list of numbers, since what is collected has no nulls."""
_NODES = "MATCH (n:{label}) WITH collect([id(n), {properties}]) AS x {parts}"
_SHORT = (
    "MATCH (a)-[e:{type}]->(b) WHERE NOT {rare} WITH collect(id(a)) AS x, collect(id(b)) AS y, "
    "collect(coalesce(e.group, '')) AS g, collect(CASE WHEN e.group IS NOT NULL THEN coalesce(e.needs, {unsaid}) END) AS n "
    "{parts}, y[i..i + 1000], g[i..i + 1000], n[i..i + 1000]"
)
_FULL = (
    "MATCH (a)-[e:{type}]->(b) WHERE {rare} "
    "WITH collect([id(a), id(b), e.group, e.needs, e.weight, e.effect, e.switchover_minutes]) AS x {parts}"
)


async def read_graph(engine: Engine) -> tuple[Nodes, Links]:
    """Every node that failure can reach or leave, and every relationship along which it travels; raises as `Engine.read`."""
    nodes, short, full = await asyncio.gather(_nodes(engine), _each(engine, _SHORT, _Short), _each(engine, _FULL, _Full))
    columns, numbers = Nodes(), array("q")
    for part in nodes:
        columns.append(part.nodes)
        numbers.extend(part.numbers)
    return columns, _links([*short, *full], Numbers(numbers))


async def _nodes(engine: Engine) -> list[_Nodes]:
    made = []
    for label in schema.travelling_labels():
        text = _NODES.format(label=label, properties=PROPERTIES, parts=_PARTS)
        made.append(await engine.read_into(text, {}, partial(_Nodes, label)))
    return made


async def _each(engine: Engine, text: str, sink: Callable[[], E]) -> list[E]:
    """What a statement gives for each type of relationship."""
    given = {"rare": _RARE, "parts": _PARTS, "unsaid": _UNSAID}
    return [await engine.read_into(text.format(type=type_, **given), {}, sink) for type_ in schema.travelling()]


class _Nodes:
    """Nodes of one label, and the numbers that the engine gives them."""

    def __init__(self, label: str) -> None:
        self.label, self.nodes, self.numbers = label, Nodes(), array("q")

    def add(self, row: Row) -> None:
        numbers, ids, *others = zip(*row[0], strict=True)
        self.numbers.extend(numbers)
        self.nodes.extend(ids, [self.label] * len(ids), *others)


class _Full:
    """Relationships, the numbers of their ends, and all that they say."""

    def __init__(self) -> None:
        self.starts, self.ends, self.said = array("q"), array("q"), Said()

    def add(self, row: Row) -> None:
        starts, ends, *said = zip(*row[0], strict=True)
        self.starts.extend(starts)
        self.ends.extend(ends)
        self.said.extend(*said)


class _Short(_Full):
    """Relationships that say at most which group they are of and what it needs; the needs of those that name one, in order."""

    def add(self, row: Row) -> None:
        starts, ends, groups, needs = row
        self.starts.extend(starts)
        self.ends.extend(ends)
        self.said.extend_groups(groups)
        self.said.extend_needs([nan if some == _UNSAID else some for some in needs])


E = TypeVar("E", bound=_Full)


def _links(read: list[_Full], numbers: Numbers) -> Links:
    said = read[0].said
    for one in read[1:]:
        said.append(one.said)
    starts = np.concatenate([numbers.places(one.starts) for one in read])
    ends = np.concatenate([numbers.places(one.ends) for one in read])
    known = (starts >= 0) & (ends >= 0)
    found = said.links(starts, ends)
    return found if known.all() else found.taken(np.flatnonzero(known))


class Numbers:
    """Places by the numbers that the engine gives nodes: looked up where they lie close together, else searched."""

    def __init__(self, numbers: array[int]) -> None:
        self._given = np.array(numbers, np.int64)
        most = int(self._given.max(initial=0))
        self._table = np.full(most + 1 if most < _SPARSE * len(self._given) else 0, -1, np.int32)
        if len(self._table):
            self._table[self._given] = np.arange(len(self._given), dtype=np.int32)

    def places(self, wanted: array[int]) -> Places:
        """The place of each; -1 where a node is not among them, since it came while the graph was read."""
        some = seen(wanted, np.int64)
        if len(self._table):
            there = some < len(self._table)
            return self._table[some] if there.all() else np.where(there, self._table[some * there], np.int32(-1))
        if not len(self._given):
            return np.full(len(some), -1, np.int32)
        order, numbers = self._sorted
        at = np.minimum(np.searchsorted(numbers, some), len(numbers) - 1)
        found: Places = np.where(numbers[at] == some, order[at], np.int32(-1))
        return found

    @cached_property
    def _sorted(self) -> tuple[Places, NDArray[np.int64]]:
        order = np.argsort(self._given).astype(np.int32)
        return order, self._given[order]
