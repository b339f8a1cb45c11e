"""The failure model of a graph: read once, brought up to date by what loads changed, and shared by everybody who asks."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field, replace

from graph.engine import Engine
from queries.impact.grouping import grouped
from queries.impact.model import Model
from queries.impact.propagation import Propagation
from queries.impact.reading import read_graph
from queries.impact.refresh import refreshed

_COUNT = "MATCH (r:Run) WHERE r.status <> 'running' RETURN count(r)"
_ENDED = "MATCH (r:Run) WHERE r.status <> 'running' RETURN r.id ORDER BY r.id"
_TOUCHED = "UNWIND $ids AS id MATCH (r:Run {id: id}) RETURN r.touched"
_FEW = 0.05
"""Share of the nodes up to which it pays to read what changed alone."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A model with what runs on it, and the loads that it has seen the end of."""

    model: Model
    propagation: Propagation
    runs: frozenset[str]


async def read(engine: Engine) -> Snapshot:
    """Reads the graph; raises as `Engine.read`.

    A load that goes on meanwhile is not among the runs that ended: what it changes is read again once it is.
    """
    runs = await _ended(engine)
    return _snapshot(grouped(*await read_graph(engine)), runs)


def _snapshot(model: Model, runs: frozenset[str]) -> Snapshot:
    return Snapshot(model, Propagation(model), runs)


async def ended_runs(engine: Engine) -> int:
    """How many runs have ended: while it stays, the graph does; raises as `Engine.read`."""
    return int((await engine.read(_COUNT))[0][0])


async def _ended(engine: Engine) -> frozenset[str]:
    return frozenset(run for (run,) in await engine.read(_ENDED))


async def _again(engine: Engine, old: Snapshot) -> Snapshot:
    """The snapshot of the graph as it is; the same where no load has ended since."""
    if await ended_runs(engine) == len(old.runs):
        return old
    runs = await _ended(engine)
    told = [touched for (touched,) in await engine.read(_TOUCHED, {"ids": sorted(runs - old.runs)})]
    nodes = {node for touched in told for node in touched or ()}
    if None in told or not old.runs <= runs or len(nodes) > max(_FEW * len(old.model.nodes), 1):
        return await read(engine)
    if not nodes:
        return replace(old, runs=runs)
    return _snapshot(await refreshed(engine, old.model, sorted(nodes)), runs)


@dataclass
class Snapshots:
    """The latest snapshot of one graph."""

    _latest: Snapshot | None = None
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def latest(self, engine: Engine) -> Snapshot:
        """The snapshot of the graph as it is; those who ask at the same time wait for one reading."""
        async with self._turn:
            self._latest = await (read(engine) if self._latest is None else _again(engine, self._latest))
            return self._latest


class ByGraph:
    """The latest snapshots of every graph that somebody asks of, shared by all who ask."""

    def __init__(self) -> None:
        self._snapshots = defaultdict[tuple[str, str], Snapshots](Snapshots)

    def of(self, engine: Engine) -> Snapshots:
        """Those of the graph that an engine holds."""
        return self._snapshots[engine.server.uri, engine.server.database]
