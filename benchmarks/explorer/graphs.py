"""The graphs that are explored: the demo, and made-up providers, which are made once and kept in build/estates."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock
from pydantic import SecretStr

from api.cli.demo_setup import FOLDER, stage
from benchmarks.coverage.commands import ROOT, reached
from benchmarks.coverage.dice import TODAY
from benchmarks.coverage.fill import fill
from benchmarks.servers import Address, arcadedb_server
from graph import sources
from graph.engine import connect
from graph.engine.embedded.folder import EngineFolder
from graph.settings import Settings

KEPT = ROOT / "build" / "estates"


@dataclass(frozen=True)
class Graph:
    """A graph on a running engine."""

    name: str
    at: Address
    settings: dict[str, str]
    """By which the product reaches it."""

    @property
    def folder(self) -> Path:
        """Where nothing is that a command would read by itself."""
        assert self.at.data
        return self.at.data.parent

    def connected(self) -> Settings:
        """The same for this process."""
        at = self.at
        return Settings(uri=at.uri, database=at.database, user=at.user, password=SecretStr(at.password))


@asynccontextmanager
async def demo() -> AsyncIterator[Graph]:
    """The demo, loaded before and now."""
    async with arcadedb_server() as at:
        loads = stage({"uri": at.uri, "database": at.database, "user": at.user, "password": SecretStr(at.password)})
        async with connect(loads.now) as engine:
            for state in (loads.before, loads.now):
                await sources.load(engine, state)
        yield Graph("demo", at, {**reached(at), "config": str(FOLDER / "clausegraph.yaml")})


@asynccontextmanager
async def provider(nodes: int) -> AsyncIterator[Graph]:
    """A provider with so many nodes that sources tell of; a copy, which may be changed."""
    kept = await _made(nodes)
    async with arcadedb_server(kept) as at:
        yield Graph(f"{nodes:,} nodes", at, {**reached(at), "today": TODAY})


async def _made(nodes: int) -> Path:
    """Its folder; the engine that filled it has ended, and written everything."""
    whole = KEPT / str(nodes)
    if not whole.exists():
        making = whole.with_suffix(".making")
        shutil.rmtree(making, ignore_errors=True)
        async with connect(Settings(uri="", data=making)) as engine:
            await fill(engine, nodes, edges(nodes))
        with FileLock(EngineFolder(making).keeper_lock):
            making.rename(whole)
    return whole


def edges(nodes: int) -> int:
    """Relationships of a provider: five a node, more where it is so small that what clauses want weighs."""
    return max(5 * nodes, 4 * nodes + 40_000)
