"""From a filled graph: the snapshot read, brought up to date, what-ifs over it, and Cypher that follows every path.

    python -m benchmarks.impact.from_graph URI DATABASE USER     (password in CLAUSEGRAPH_PASSWORD)

Prints a JSON line for each figure.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time

import numpy as np
from pydantic import SecretStr

from benchmarks.telling import megabytes, tell
from graph.engine import Engine, Statement, connect
from graph.errors import TookTooLong
from graph.settings import Settings
from queries.impact.model import Level
from queries.impact.scenario import Scenario
from queries.impact.snapshot import Snapshot, Snapshots
from queries.impact.whatif import what_if

_ASKED, _REACHED = 200, 30
_SECONDS = 20.0
_TYPES = "DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO|LOCATED_IN"
_REACH = f"MATCH (x:Supplier {{id: $id}})<-[:{_TYPES}*1..8]-(s:Service) RETURN count(DISTINCT s)"
_TOUCH = (
    "UNWIND $ids AS id MATCH (n:Service {id: id}) SET n.state = 'down' WITH collect(n.id) AS touched "
    "CREATE (:Run {id: $run, name: $run, status: 'finished', touched: touched})"
)
_TOUCHED = 100


async def main(uri: str, database: str, user: str) -> None:
    """All figures of one graph."""
    password = SecretStr(os.environ["CLAUSEGRAPH_PASSWORD"])
    async with connect(Settings(uri=uri, database=database, user=user, password=password)) as engine:
        snapshots = Snapshots()
        taken = await _read(engine, snapshots)
        await _refresh(engine, snapshots)
        await _asked(engine, snapshots)
        await _reached(engine, taken)


async def _read(engine: Engine, snapshots: Snapshots) -> Snapshot:
    """The first time the server is cold: that tells the memory, and the second the time."""
    first = await Snapshots().latest(engine)
    _ = first.model.memberships, first.model.first
    peak = megabytes()
    del first, _
    began = time.perf_counter()
    taken = await snapshots.latest(engine)
    seconds = time.perf_counter() - began
    edges = len(taken.model.groups.members)
    tell("snapshot", seconds=seconds, edges=edges, edges_a_second=edges / seconds, peak_mb=peak)
    return taken


async def _refresh(engine: Engine, snapshots: Snapshots) -> None:
    taken = await snapshots.latest(engine)
    services = np.flatnonzero(taken.model.nodes.live_services)[:_TOUCHED]
    ids = [taken.model.nodes.ids[place] for place in services.tolist()]
    await engine.write([Statement(_TOUCH, {"ids": ids, "run": "bench/1"})])
    began = time.perf_counter()
    again = await snapshots.latest(engine)
    tell("refresh", seconds=time.perf_counter() - began, touched=len(ids), read_anew=again.model.nodes is taken.model.nodes)


async def _asked(engine: Engine, snapshots: Snapshots) -> None:
    """A request as GraphQL makes it: the latest snapshot, one what-if, the first 50 rows with who answers for them."""
    taken, took = await snapshots.latest(engine), []
    places = np.flatnonzero(taken.model.nodes.labels.among("Supplier"))
    for place in np.random.default_rng(1).choice(places, _ASKED, replace=False).tolist():
        began = time.perf_counter()
        latest = await snapshots.latest(engine)
        await what_if(engine, latest.propagation, Scenario({place: Level.DOWN}, {}), first=50)
        took.append((time.perf_counter() - began) * 1_000)
    p50, p95 = np.percentile(took, [50, 95])
    tell("what-if with rows", p50=p50, p95=p95, most=max(took))


async def _reached(engine: Engine, taken: Snapshot) -> None:
    """Plain reachability as a statement, for some of the same suppliers."""
    places = np.flatnonzero(taken.model.nodes.labels.among("Supplier"))
    took, late = [], 0
    for place in np.random.default_rng(1).choice(places, _REACHED, replace=False).tolist():
        began = time.perf_counter()
        try:
            await engine.read(_REACH, {"id": taken.model.nodes.ids[place]}, timeout=_SECONDS)
        except TookTooLong:
            late += 1
        took.append((time.perf_counter() - began) * 1_000)
    p50, p95 = np.percentile(took, [50, 95])
    tell("Cypher, every path", p50=p50, p95=p95, most=max(took), given_up=late, after_seconds=_SECONDS)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
