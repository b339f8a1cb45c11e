"""The real files of other people loaded as one organisation's own, once for each engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import sources
from graph.engine import Engine, Statement
from graph.settings import Settings, read_settings
from graph.sources import SourceResult
from queries.frameworks.builtin import located
from tests.graph.loaders.reading import SHARED
from tests.independent.exports.everything import everything as export
from tests.independent.raw.everything import everything
from tests.independent.world import World

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def data() -> Path:
    """Where the real files are; without them there is nothing to look at."""
    if not SHARED.is_dir():
        pytest.skip("the real files are not here")
    return SHARED


@pytest.fixture(scope="session")
def world(data: Path) -> World:
    """What the files say."""
    return everything(data)


@pytest.fixture(scope="module")
async def loads(
    data: Path, shared_engine: Engine, settings_for_engine: Settings, tmp_path_factory: pytest.TempPathFactory
) -> list[SourceResult]:
    """The results of loading them; the graph keeps it as long as the tests of a file ask for it."""
    folder = tmp_path_factory.mktemp("organisation")
    export(data, folder / "exports")
    written = (HERE / "sources.yaml").read_text(encoding="utf-8")
    written = written.replace("$DATA", data.as_posix()).replace("$EXPORTS", (folder / "exports").as_posix())
    (folder / "clausegraph.yaml").write_text(written, encoding="utf-8")
    where = {name: getattr(settings_for_engine, name) for name in ("data", "uri", "user", "password", "database")}
    await shared_engine.write([Statement("MATCH (n) DETACH DELETE n")])
    return await sources.load(shared_engine, located(read_settings(folder / "clausegraph.yaml", **where)))
