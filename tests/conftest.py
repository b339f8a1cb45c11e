"""The engines that tests run on: the embedded one always, a real Neo4j where it can be had."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from graph.engine import Engine, Statement, connect
from graph.settings import Settings


@pytest.fixture(scope="session")
def arcadedb_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of an embedded engine that all tests share."""
    folder: Path = tmp_path_factory.mktemp("arcadedb")
    return Settings(config=folder / "clausegraph.yaml", data=folder / "data", uri="")


@pytest.fixture(scope="session", params=["arcadedb"])
def settings_for_engine(request: pytest.FixtureRequest) -> Settings:
    """Settings of the engine of this run."""
    settings: Settings = request.getfixturevalue(f"{request.param}_settings")
    return settings


@pytest.fixture(scope="session")
async def shared_engine(settings_for_engine: Settings) -> AsyncIterator[Engine]:
    """A connection that stays open for the session; it may hold what earlier tests wrote."""
    async with connect(settings_for_engine) as engine:
        await engine.ensure_schema()
        yield engine


@pytest.fixture
async def engine(shared_engine: Engine) -> Engine:
    """An engine with an empty graph and the schema in place."""
    await shared_engine.write([Statement("MATCH (n) DETACH DELETE n")])
    return shared_engine
