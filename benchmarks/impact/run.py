"""What-ifs in memory beside plain reachability, on the same estates in one run; then the same from a graph, on both engines."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import Any

import numpy as np

from benchmarks.impact.estate import Estate, estate
from benchmarks.impact.fill import fill
from benchmarks.impact.reach import Way, install, ways
from benchmarks.servers import Address, arcadedb_server, neo4j_server
from graph.engine import connect
from graph.settings import Settings
from queries.impact.blast import radii
from queries.impact.events import suppliers
from queries.impact.grouping import grouped
from queries.impact.propagation import Propagation

Rows = list[dict[str, Any]]
SIZES = (20_000, 200_000, 1_000_000)
_ASKED = 300
_HUBS = 20
ON = {"Neo4j": (neo4j_server, SIZES), "ArcadeDB": (arcadedb_server, SIZES[:2])}


async def run(most: int) -> Rows:
    """Every row, for estates of up to so many nodes."""
    install()
    rows: Rows = []
    for size in (size for size in SIZES if size <= most):
        made = estate(size)
        rows += [_shape(made), *_what_ifs(made), *_blasts(made)]
    for engine, (server, sizes) in ON.items():
        for size in (size for size in sizes if size <= most):
            async with server() as at:
                await _fill(at, estate(size))
                rows += [{"engine": engine, "nodes": size, **row} for row in _from_graph(at)]
    return rows


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    print(json.dumps({name: value for name, value in row.items() if name != "points"}), flush=True)
    return row


def _shape(made: Estate) -> dict[str, Any]:
    """What the estate came to."""
    size, links = len(made.nodes), made.links
    out, into = np.bincount(links.start, minlength=size), np.bincount(links.end, minlength=size)
    shape = {name: [*map(float, np.percentile(some[some > 0], [50, 90, 99])), int(some.max())] for name, some in
             (("fan_out", out), ("fan_in", into))}  # fmt: skip
    grouped_share = float((links.group > 0).mean())
    return _shown({"what": "shape", "nodes": size, "edges": len(links.start), "grouped": grouped_share, **shape})


def asked(made: Estate) -> list[int]:
    """The nodes that fail: the suppliers on which most rests, and others by lot."""
    rests = np.bincount(made.links.end, minlength=len(made.nodes))[made.suppliers]
    hubs = made.suppliers[np.argsort(-rests)[:_HUBS]].tolist()
    return [*hubs, *np.random.default_rng(1).choice(made.suppliers, _ASKED - _HUBS, replace=False).tolist()]


def _what_ifs(made: Estate) -> Rows:
    """Every way takes its turn at every failing node."""
    all_, points = ways(made), {}
    for node in asked(made):
        for name, way in all_.items():
            points.setdefault(name, []).append(_timed(way, node))
    return [
        _shown({"what": "what-if", "nodes": len(made.nodes), "way": name, **_percentiles(some)}) for name, some in points.items()
    ]


def _timed(way: Way, node: int) -> tuple[int, float]:
    began = time.perf_counter()
    reached = way(node)
    return reached, (time.perf_counter() - began) * 1_000


def _percentiles(points: list[tuple[int, float]]) -> dict[str, Any]:
    """Milliseconds, and how many nodes were reached."""
    reached, took = np.array(points).T
    p50, p95 = np.percentile(took, [50, 95])
    figures = {"p50": p50, "p95": p95, "most": took.max(), "mean": took.mean()}
    return {**{name: float(value) for name, value in figures.items()}, "reached": float(reached.mean()), "points": points}


def _blasts(made: Estate) -> Rows:
    """The radius of every supplier, in one process."""
    model = grouped(made.nodes, made.links)
    events, propagation = suppliers(model), Propagation(model)
    began = time.perf_counter()
    radii(propagation, events)
    seconds = time.perf_counter() - began
    return [_shown({"what": "blast radius", "nodes": len(made.nodes), "suppliers": len(events), "seconds": seconds})]


async def _fill(at: Address, made: Estate) -> None:
    async with connect(Settings(uri=at.uri, database=at.database, user=at.user, password=at.password)) as engine:  # type: ignore[arg-type]
        await fill(engine, made)


def _from_graph(at: Address) -> Rows:
    """In a process of its own, whose memory is the snapshot's."""
    command = [sys.executable, "-m", "benchmarks.impact.from_graph", at.uri, at.database, at.user]
    found = subprocess.run(command, env={**os.environ, "CLAUSEGRAPH_PASSWORD": at.password}, capture_output=True, text=True)
    if found.returncode:
        raise SystemExit(found.stderr)
    return [_shown(json.loads(line)) for line in found.stdout.splitlines()]
