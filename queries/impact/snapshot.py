"""The failure model of a graph: read once for each version of the graph, and shared by everybody who asks."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.engine import Engine
from graph.records.known import rows
from graph.schema import model as schema
from queries.impact.grouping import model
from queries.impact.model import Dependency, Model, Node
from queries.impact.propagation import Propagation

_NODE = "[n.id, n.name, n.status, n.criticality, n.state, n.country, n.rto_minutes]"
_DEPENDENCY = "[a.id, b.id, e.record, e.group, e.needs, e.weight, e.effect, e.switchover_minutes]"
_VERSION = "MATCH (r:Run) RETURN count(r), max(r.finished_at), max(r.id)"


@dataclass(frozen=True)
class Snapshot:
    """A model with what runs on it, and the version of the graph that it is of."""

    model: Model
    propagation: Propagation
    version: tuple[object, ...]


async def read(engine: Engine) -> Snapshot:
    """Reads the graph; raises as `Engine.read`."""
    version = await _version(engine)
    nodes = [
        Node(id_, label, *rest)
        for label in schema.travelling_labels()
        for id_, *rest in await rows(engine, f"MATCH (n:{label})", _NODE)
    ]
    made = model(nodes, [one for type_ in schema.travelling() for one in await _dependencies(engine, type_)])
    return Snapshot(made, Propagation(made), version)


async def _dependencies(engine: Engine, type_: str) -> Iterator[Dependency]:
    found = await rows(engine, f"MATCH (a)-[e:{type_}]->(b)", _DEPENDENCY)
    return (Dependency(type_, start, end, record or "", *rest) for start, end, record, *rest in found)


async def _version(engine: Engine) -> tuple[object, ...]:
    return tuple((await engine.read(_VERSION))[0])


@dataclass
class Snapshots:
    """The latest snapshot of one graph; read again once a load has changed the graph."""

    _latest: Snapshot | None = None
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def latest(self, engine: Engine) -> Snapshot:
        """The snapshot of the graph as it is; those who ask at the same time wait for one reading."""
        async with self._turn:
            if self._latest is None or self._latest.version != await _version(engine):
                self._latest = await read(engine)
            return self._latest
