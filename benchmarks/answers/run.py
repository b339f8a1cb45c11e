"""The demo on each engine: time of every check alone, of the data of /impact for every supplier, of start and schema."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import median
from typing import Any

from pydantic import SecretStr

from api.cli.demo_setup import Stage, stage
from api.pages.addresses import Address
from api.pages.impact.asked import PATH, Asking
from api.pages.impact.page import as_data
from api.pages.site import Site
from benchmarks.servers import arcadedb_server, neo4j_server
from graph import sources
from graph.engine import Engine, connect
from graph.settings import Settings
from queries.catalogue import catalogue
from queries.impact.snapshot import ByGraph
from queries.organisation import organisation
from queries.run import run_check

ROUNDS = 7
"""After two that are not counted."""


async def milliseconds(work: Callable[[], Awaitable[object]], rounds: int = ROUNDS) -> float:
    """Median of a few rounds."""
    taken = []
    for _ in range(rounds + 2):
        began = time.perf_counter()
        await work()
        taken.append((time.perf_counter() - began) * 1000)
    return median(taken[2:])


async def run() -> list[dict[str, Any]]:
    """A row for every figure."""
    rows = [{"engine": "ArcadeDB", "what": "start", "name": "engine, to its first answer", "ms": await _start()}]
    for name, server in (("ArcadeDB", arcadedb_server), ("Neo4j", neo4j_server)):
        async with server() as at:
            reach = {"uri": at.uri, "database": at.database, "user": at.user, "password": SecretStr(at.password)}
            demo = stage(reach)
            async with connect(demo.now) as engine:
                rows += [{"engine": name, **row} for row in await _answers(engine, demo)]
    return rows


async def _start() -> float:
    """Of an engine whose data folder has been used before."""

    taken = []
    with tempfile.TemporaryDirectory() as home:
        for _ in range(5):
            began = time.perf_counter()
            async with connect(Settings(uri="", data=Path(home))):
                taken.append((time.perf_counter() - began) * 1000)
            while (Path(home) / "engine" / "java.json").exists():  # noqa: ASYNC110  (it ends a moment after its last user)
                await asyncio.sleep(0.1)
    return median(taken[1:])


async def _answers(engine: Engine, demo: Stage) -> list[dict[str, Any]]:
    began, settings = time.perf_counter(), demo.now
    for state in (demo.before, demo.now):
        await sources.load(engine, state)
    rows: list[dict[str, Any]] = [{"what": "load", "name": "demo, first", "ms": (time.perf_counter() - began) * 1000}]
    again = await milliseconds(lambda: sources.load(engine, settings), 3)
    rows.append({"what": "load", "name": "demo, nothing changed", "ms": again})
    rows.append({"what": "schema", "name": "ensured again", "ms": await milliseconds(engine.ensure_schema)})
    for check in catalogue().checks.values():
        taken = await milliseconds(lambda check=check: run_check(engine, check, today=settings.day))  # type: ignore[misc]
        rows.append({"what": "check", "name": check.name, "ms": taken})
    site = Site(lambda: engine, settings, organisation(settings), ByGraph())
    for supplier in await site.ask("suppliers-by-state"):
        asking = Asking(supplier=[supplier["supplier"]])
        taken = await milliseconds(lambda asked=asking: as_data(site, asked, Address(PATH)))  # type: ignore[misc]
        rows.append({"what": "/impact", "name": supplier["name"], "ms": taken})
    return rows
