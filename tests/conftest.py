"""The engines that tests run on: the embedded one always, a real Neo4j where it can be had.

A test that asks for `engine` runs once on each, with an empty graph and the schema in place. One that needs a certain
engine asks for `arcadedb_settings` or `neo4j_settings`.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator

import pytest
from pydantic import SecretStr

from graph.engine import Engine, Statement, connect
from graph.settings import Settings
from tests import neo4j_server

ENGINES = ("arcadedb", "neo4j")
_MISSING = pytest.StashKey[str]()


@pytest.fixture(scope="session")
def arcadedb_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of an embedded engine that all tests share."""
    folder = tmp_path_factory.mktemp("arcadedb")
    return Settings(config=folder / "clausegraph.yaml", data=folder / "data", uri="")


@pytest.fixture(scope="session")
def neo4j_settings(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[Settings]:
    """Settings of a real Neo4j that all tests share; the test is skipped where none can be had, in CI it fails."""
    folder = tmp_path_factory.mktemp("neo4j")
    try:
        with neo4j_server.running(folder / "server") as given:
            password = SecretStr(given.password)
            yield Settings(config=folder / "clausegraph.yaml", uri=given.uri, user=given.user, password=password)
    except neo4j_server.CannotBeHad as problem:
        pytestconfig.stash[_MISSING] = str(problem)
        if os.environ.get("CI") == "true":
            pytest.fail(f"No Neo4j: {problem}")
        pytest.skip(f"No Neo4j: {problem}")


@pytest.fixture(scope="session", params=ENGINES)
def settings_for_engine(request: pytest.FixtureRequest) -> Settings:
    """Settings of the engine of this run."""
    settings: Settings = request.getfixturevalue(f"{request.param}_settings")
    return settings


@pytest.fixture(scope="session")
async def shared_engine(settings_for_engine: Settings) -> AsyncIterator[Engine]:
    """A connection that stays open for the session; the graph holds what earlier tests wrote."""
    async with connect(settings_for_engine) as engine:
        await engine.ensure_schema()
        yield engine


@pytest.fixture
async def engine(shared_engine: Engine) -> Engine:
    """An engine with an empty graph and the schema in place."""
    await shared_engine.write([Statement("MATCH (n) DETACH DELETE n")])
    return shared_engine


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Says where the tests did not run, in one line."""
    if problem := config.stash.get(_MISSING, ""):
        terminalreporter.write_line(f"Ran on the embedded engine alone: {problem.splitlines()[0]}.")
