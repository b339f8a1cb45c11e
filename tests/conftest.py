"""The engines that tests run on: the embedded one always, a real Neo4j where it can be had.

A test that asks for `engine` runs once on each, with an empty graph and the schema in place. One that needs a certain
engine asks for `arcadedb_settings` or `neo4j_settings`.

The whole suite runs in several processes, each with engines of its own; what is named on the command line runs in one.
"""

from __future__ import annotations

import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from pydantic import SecretStr

from graph.engine import Engine, Statement, connect
from graph.settings import Settings
from tests import neo4j_server

# A suite started in the background of a shell inherits that interrupts are ignored, and so would every process it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Engines live for seconds here: Java is to be ready soon rather than fast for long.
os.environ.setdefault("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1")
ENGINES = ("arcadedb", "neo4j")
_PROCESSES = 3
"""Of the whole suite: tests wait for engines often enough that one more than two processors pays."""


@pytest.fixture(scope="session")
def arcadedb_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of an embedded engine that all tests share."""
    folder = tmp_path_factory.mktemp("arcadedb")
    return Settings(config=folder / "clausegraph.yaml", data=folder / "data", uri="")


@pytest.fixture(scope="session")
def neo4j_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of a real Neo4j that all tests share; the test is skipped where none can be had, in CI it fails."""
    folder = tmp_path_factory.mktemp("neo4j")
    try:
        with neo4j_server.running(folder / "server") as given:
            password = SecretStr(given.password)
            yield Settings(config=folder / "clausegraph.yaml", uri=given.uri, user=given.user, password=password)
    except neo4j_server.CannotBeHad as problem:
        if os.environ.get("CI") == "true":
            pytest.fail(f"No Neo4j: {problem}")
        pytest.skip(f"No Neo4j: {problem}")


@pytest.fixture(scope="session", params=ENGINES)
def settings_for_engine(request: pytest.FixtureRequest) -> Settings:
    """Settings of the engine of this run."""
    settings: Settings = request.getfixturevalue(f"{request.param}_settings")
    return settings


@pytest.fixture(scope="session")
async def arcadedb_engine(arcadedb_settings: Settings) -> AsyncIterator[Engine]:
    """A connection to the embedded engine that stays open for the session."""
    async with _ready(arcadedb_settings) as engine:
        yield engine


@pytest.fixture(scope="session")
async def neo4j_engine(neo4j_settings: Settings) -> AsyncIterator[Engine]:
    """A connection to Neo4j that stays open for the session."""
    async with _ready(neo4j_settings) as engine:
        yield engine


@asynccontextmanager
async def _ready(settings: Settings) -> AsyncIterator[Engine]:
    async with connect(settings) as engine:
        await engine.ensure_schema()
        yield engine


@pytest.fixture(scope="session")
def shared_engine(request: pytest.FixtureRequest, settings_for_engine: Settings) -> Engine:
    """The open connection of this run; the graph holds what earlier tests wrote."""
    engine: Engine = request.getfixturevalue("neo4j_engine" if settings_for_engine.uri else "arcadedb_engine")
    return engine


@pytest.fixture
async def engine(shared_engine: Engine) -> Engine:
    """An engine with an empty graph and the schema in place."""
    await shared_engine.write([Statement("MATCH (n) DETACH DELETE n")])
    return shared_engine


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says where the tests did not run, in one line."""
    said = {str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", []) if isinstance(report.longrepr, tuple)}
    for problem in sorted(reason for reason in said if "No Neo4j: " in reason):
        terminalreporter.write_line(f"Ran on the embedded engine alone: {problem.partition('No Neo4j: ')[2].splitlines()[0]}.")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """How many processes: one for what was named, and where they would all share one given Neo4j."""
    whole = config.args_source == pytest.Config.ArgsSource.TESTPATHS
    return 0 if neo4j_server.way() == "given" or not whole else _PROCESSES


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Which tests stay together."""
    from tests.spreading import Spreading

    return Spreading(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what need not run on Neo4j, and puts slow ones first where several processes share the tests."""
    config.hook.pytest_deselected(items=[item for item in items if _spared(item)])
    items[:] = [item for item in items if not _spared(item)]
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: not item.get_closest_marker("slow"))


def _spared(item: pytest.Item) -> bool:
    """Whether it is the run on Neo4j of a test for which one engine is enough."""
    given = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    return item.get_closest_marker("one_engine") is not None and given.get("settings_for_engine") == "neo4j"
