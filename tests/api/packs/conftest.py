"""A pack of the small provider, made once, and unpacked."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from graph.engine import Engine, Statement
from tests.api.packs.world import fill, pack_of


@pytest.fixture(scope="module")
async def provider(arcadedb_engine: Engine) -> Engine:
    """The embedded engine with the small provider."""
    await arcadedb_engine.write([Statement("MATCH (n) DETACH DELETE n")])
    await fill(arcadedb_engine)
    return arcadedb_engine


@pytest.fixture(scope="module")
async def pack(provider: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its pack; tests that change it work on a copy."""
    path = tmp_path_factory.mktemp("pack") / "pack.zip"
    await pack_of(provider, path)
    return path


@pytest.fixture(scope="module")
def folder(pack: Path) -> Path:
    """What the pack holds."""
    into = pack.parent / "unpacked"
    with zipfile.ZipFile(pack) as archive:
        archive.extractall(into)
    return into
