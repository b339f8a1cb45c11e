"""The demo organisation on an engine, loaded once for the tests of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import sources
from graph.engine import Engine, Statement
from graph.settings import Settings, read_settings
from graph.sources import SourceResult

DEMO = Path(__file__).parents[2] / "demo"


def configured(settings: Settings, folder: str = ".") -> Settings:
    """The demo's configuration in a folder, on the engine of the settings."""
    where = {name: getattr(settings, name) for name in ("data", "uri", "user", "password", "database")}
    return read_settings(DEMO / folder / "clausegraph.yaml", **where)


async def load(engine: Engine, settings: Settings, *folders: str) -> list[SourceResult]:
    """The results of loading the configurations of these folders, in this order."""
    return [result for folder in folders for result in await sources.load(engine, configured(settings, folder))]


@pytest.fixture(scope="module")
async def loads(shared_engine: Engine, settings_for_engine: Settings) -> list[SourceResult]:
    """The results of loading the demo, before and now; the graph keeps it as long as the tests of a file ask for `demo`."""
    await shared_engine.write([Statement("MATCH (n) DETACH DELETE n")])
    return await load(shared_engine, settings_for_engine, "before", ".")


@pytest.fixture
def demo(shared_engine: Engine, loads: list[SourceResult]) -> Engine:
    """An engine that holds the demo."""
    return shared_engine
