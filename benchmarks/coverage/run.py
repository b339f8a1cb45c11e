"""The provider on both engines: every check alone and beside plain calls, all together, and the demo with its pack."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from pydantic import SecretStr

from api.cli.demo_setup import stage
from benchmarks.coverage.asking import missing
from benchmarks.coverage.commands import Rows, commands, environment, from_nothing, reached
from benchmarks.coverage.dice import TODAY
from benchmarks.coverage.fill import fill
from benchmarks.servers import Address, arcadedb_server, neo4j_server
from graph import sources
from graph.engine import connect
from graph.settings import Settings

ENGINES = {"ArcadeDB": arcadedb_server, "Neo4j": neo4j_server}


async def run(nodes: int, edges: int, kept: Callable[[Rows], None]) -> None:
    """Hands over the rows so far after each engine; fails where a check finds nothing right or nothing wrong."""
    rows: Rows = [{"engine": "ArcadeDB", "graph": "demo", **_shown(row)} for row in await from_nothing()]
    for engine, server in ENGINES.items():
        async with server() as at:
            rows += [{"engine": engine, "graph": "demo", **row} for row in await _demo(at)]
        async with server() as at:
            about = {"engine": engine, "graph": "provider", "nodes": nodes, "edges": edges}
            rows += [{**about, **row} for row in await _provider(at, nodes, edges)]
        kept(rows)
    if lacking := sorted({name for row in rows if row["what"] == "said" for name in missing(row["checks"])}):
        raise SystemExit(f"These checks do not find both what is fine and what is not: {', '.join(lacking)}.")


def _reach(at: Address) -> dict[str, Any]:
    return {"uri": at.uri, "database": at.database, "user": at.user, "password": SecretStr(at.password)}


async def _demo(at: Address) -> Rows:
    demo = stage(_reach(at))
    async with connect(demo.now) as engine:
        for state in (demo.before, demo.now):
            await sources.load(engine, state)
    rows = [
        row for what, rounds in (("together", 5), ("alone", 5), ("whole", 9)) for row in _asked(at, demo.now.day, what, rounds)
    ]
    return rows + [_shown(row) for row in await asyncio.to_thread(commands, at)]


async def _provider(at: Address, nodes: int, edges: int) -> Rows:
    async with connect(Settings(**_reach(at))) as engine:
        began = time.perf_counter()
        await fill(engine, nodes, edges)
        filled = _shown({"what": "fill", "seconds": time.perf_counter() - began})
    return [filled, *_asked(at, TODAY, "together", 2), *_asked(at, TODAY, "alone", 2)]


def _asked(at: Address, today: str, what: str, rounds: int) -> Rows:
    """What a process of its own says."""
    command = [sys.executable, "-m", "benchmarks.coverage.asking", what, str(rounds), at.uri, at.database, at.user, today]
    found = subprocess.run(command, env=environment(**reached(at)), stdout=subprocess.PIPE, text=True, check=True)
    return [_shown(json.loads(line)) for line in found.stdout.splitlines()]


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    print(json.dumps({name: value for name, value in row.items() if name != "checks"}), flush=True)
    return row
