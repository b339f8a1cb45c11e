"""What the tests of pages share: the small provider with every name hostile, and the demo, each served once for a file."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from graph.engine import Engine, Statement
from graph.settings import Settings
from tests.api.visiting import ESTATE, TODAY, serving
from tests.demo.conftest import configured, load

HOSTILE = (Path(__file__).parent / "hostile.cypher").read_text(encoding="utf-8")
LONG = ("Settlement and clearing of <b>cross-border</b> payments " * 6)[:300]
"""A name of 300 characters."""


async def _emptied(engine: Engine) -> None:
    await engine.write([Statement("MATCH (n) DETACH DELETE n")])


@pytest.fixture(scope="module")
async def hostile(arcadedb_engine: Engine, arcadedb_settings: Settings) -> AsyncIterator[str]:
    """Address of a server on the estate and names that no page may stumble over; for tests that leave the graph alone."""
    async with _hostile_on(arcadedb_engine, arcadedb_settings) as address:
        yield address


@pytest.fixture(scope="module")
async def hostile_on_neo4j(neo4j_engine: Engine, neo4j_settings: Settings) -> AsyncIterator[str]:
    """The same on a Neo4j."""
    async with _hostile_on(neo4j_engine, neo4j_settings) as address:
        yield address


@asynccontextmanager
async def _hostile_on(engine: Engine, settings: Settings) -> AsyncIterator[str]:
    await _emptied(engine)
    await engine.write([Statement(ESTATE), Statement(HOSTILE, {"long": LONG})])
    async with serving(settings.model_copy(update={"today": TODAY, "organisation": "Fixture & <b>Sons</b>"})) as address:
        yield address


@pytest.fixture(scope="module")
async def empty(arcadedb_engine: Engine, arcadedb_settings: Settings) -> AsyncIterator[str]:
    """Address of a server on a graph with nothing in it."""
    await _emptied(arcadedb_engine)
    async with serving(arcadedb_settings.model_copy(update={"today": TODAY})) as address:
        yield address


@pytest.fixture(scope="module")
async def demo_served(arcadedb_engine: Engine, arcadedb_settings: Settings) -> AsyncIterator[str]:
    """Address of a server on the demo."""
    await _emptied(arcadedb_engine)
    await load(arcadedb_engine, arcadedb_settings, "before", ".")
    async with serving(configured(arcadedb_settings)) as address:
        yield address
