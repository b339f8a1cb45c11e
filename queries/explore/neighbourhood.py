"""What a node is tied to, hop by hop. Of a node with very many neighbours some are read, and it is said how many are not."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from graph.engine import Engine
from graph.records import known
from graph.schema import model
from graph.schema.relationships import Relationship
from queries.explore.found import Found

OF_ONE, OF_A_HOP = 400, 3_000
"""So many relationships of one node, and of all nodes of a hop that have one label, are read each way."""
MOST = 3_000
"""No hop is begun with so many nodes."""
DEEPEST = 4
"""Hops at the most."""
_END = "m.id, head(labels(m)), m.name, coalesce(m.subtype, m.kind), m.state, m.criticality"
_HOP = (
    "UNWIND $ids AS id MATCH (n:{label} {{id: id}}) "
    "CALL (n) {{ MATCH (n){left}[e:{types}]{right}(m) RETURN e, m LIMIT {most} }} WITH n, e, m LIMIT {all}"
)
_TIE = f"[n.id, type(e), e.group IS NOT NULL, e.effect = 'degraded', {_END}]"
_DEGREE = "UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN n.id, COUNT {{ (n){left}[:{types}]{right}() }}"


class Way(StrEnum):
    """Which way relationships are followed."""

    BOTH = "both"
    OUT = "out"
    """Along the arrows."""
    IN = "in"
    """Against them."""

    @property
    def outwards(self) -> tuple[bool, ...]:
        """True for along the arrows, False for against them."""
        return {Way.BOTH: (True, False), Way.OUT: (True,), Way.IN: (False,)}[self]

    @property
    def directed(self) -> tuple[Way, ...]:
        """The same as ways that each go in one direction only."""
        return (Way.OUT, Way.IN) if self is Way.BOTH else (self,)


class Met(NamedTuple):
    """A node on the way."""

    id: str
    label: str
    name: str
    kind: str
    state: str
    criticality: str

    @classmethod
    def of(cls, node: Found) -> Met:
        """The same of a node of which everything is known."""
        state, criticality = (str(node.said.get(name) or "") for name in ("state", "criticality"))
        return cls(node.id, node.label, node.name, node.kind, state, criticality)


class Tie(NamedTuple):
    """A relationship, along its arrow."""

    start: str
    end: str
    type: str
    backed_up: bool = False
    """Whether others of its requirement group can stand in."""
    degrades: bool = False
    """Whether its owner only degrades without it."""


_Rows = list[tuple[Tie, Met]]


@dataclass
class Around:
    """What was met."""

    nodes: dict[str, Met]
    ties: dict[Tie, None] = field(default_factory=dict)
    cut: dict[str, int] = field(default_factory=dict)
    """Id of a node to how many of its relationships were not read."""
    outwards: set[str] = field(default_factory=set)
    """Nodes whose relationships were read along the arrows."""
    hops: int = 0
    """Hops that were made."""

    def add(self, tie: Tie, node: Met) -> None:
        """Enters a relationship and the node at its far end."""
        self.ties[tie] = None
        self.nodes.setdefault(node.id, node)


async def around(engine: Engine, starts: Iterable[Met], depth: int, way: Way, types: Collection[str]) -> Around:
    """Everything within so many hops of these nodes, by relationships of these types. Raises as `Engine.read`."""
    found = Around({node.id: node for node in starts})
    edge = list(found.nodes.values())
    while found.hops < depth and len(found.nodes) < MOST:
        before = set(found.nodes)
        asked = [_Asked(label, some, outward) for label, some in _by_label(edge).items() for outward in way.outwards]
        for one, rows in zip(asked, await _all_from(engine, asked, types), strict=True):
            await _enter(engine, found, one, rows, types)
        edge = [node for id_, node in found.nodes.items() if id_ not in before]
        found.hops += 1
    return found


async def tie_among(engine: Engine, found: Around, types: Collection[str]) -> None:
    """Adds the relationships among the nodes that were met, by whichever way they were. Raises as `Engine.read`."""
    ends = [node for node in found.nodes.values() if node.id not in found.outwards]
    asked = [_Asked(label, some, True) for label, some in _by_label(ends).items()]
    for rows in await _all_from(engine, asked, types):
        for tie, node in rows:
            if node.id in found.nodes:
                found.add(tie, node)


class _Asked(NamedTuple):
    """Nodes of one label, and the way on from them."""

    label: str
    ids: list[str]
    outward: bool


def _by_label(nodes: Iterable[Met]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        found[node.label].append(node.id)
    return found


async def _all_from(engine: Engine, asked: Iterable[_Asked], types: Collection[str]) -> list[_Rows]:
    return await asyncio.gather(*(_from(engine, one, types) for one in asked))


async def _from(engine: Engine, asked: _Asked, types: Collection[str]) -> _Rows:
    """In an order that no engine and no history of the graph changes."""
    pattern = _pattern(asked, types)
    if not pattern["types"]:
        return []
    statement = _HOP.format(most=OF_ONE, all=OF_A_HOP, **pattern)
    rows = await known.rows(engine, statement, _TIE, ids=asked.ids)
    return sorted(_read(row, outward=asked.outward) for row in rows)


async def _enter(engine: Engine, found: Around, asked: _Asked, rows: _Rows, types: Collection[str]) -> None:
    read: dict[str, int] = defaultdict(int)
    for tie, node in rows:
        read[tie.start if asked.outward else tie.end] += 1
        found.add(tie, node)
    if asked.outward:
        found.outwards.update(asked.ids)
    if cut := [id_ for id_ in asked.ids if len(rows) >= OF_A_HOP or read[id_] >= OF_ONE]:
        for id_, degree in await engine.read(_DEGREE.format(**_pattern(asked, types)), {"ids": cut}):
            if degree > read[id_]:
                found.cut[id_] = found.cut.get(id_, 0) + degree - read[id_]


def _pattern(asked: _Asked, types: Collection[str]) -> dict[str, str]:
    declared: Iterable[Relationship] = model.leaving(asked.label) if asked.outward else model.arriving(asked.label)
    left, right = ("-", "->") if asked.outward else ("<-", "-")
    joined = "|".join(one.type for one in declared if one.type in types)
    return {"label": asked.label, "types": joined, "left": left, "right": right}


def _read(row: list[object], *, outward: bool) -> tuple[Tie, Met]:
    near, type_, backed_up, degrades, far, *said = row
    start, end = (near, far) if outward else (far, near)
    tie = Tie(str(start), str(end), str(type_), bool(backed_up), bool(degrades))
    return tie, Met(str(far), *(str(value or "") for value in said))
