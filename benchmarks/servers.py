"""Fresh servers to measure against, with the compilers and the memory that they have in earnest."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from graph.engine.embedded.folder import EngineFolder
from graph.engine.embedded.lease import lease
from tests.neo4j_server import CommunityServer

_in_earnest = partial(CommunityServer, java_options=("-Xmx4g",), settings={})
"""Not what tests give it, who want it ready soon rather than fast."""


@dataclass(frozen=True)
class Address:
    """A server to load into."""

    uri: str
    database: str
    user: str
    password: str
    pid: int
    """Its process."""
    data: Path | None = None
    """Folder of the embedded engine."""


@asynccontextmanager
async def neo4j_server() -> AsyncIterator[Address]:
    """A fresh community server."""
    with tempfile.TemporaryDirectory() as home, _in_earnest(Path(home)).running() as given:
        yield Address(given.uri, "neo4j", given.user, given.password, given.pid)


@asynccontextmanager
async def arcadedb_server(kept: Path | None = None) -> AsyncIterator[Address]:
    """A fresh embedded engine; one that has a copy of a kept data folder, where one is given."""
    with tempfile.TemporaryDirectory() as home:
        data = Path(home) / "data"
        if kept:
            shutil.copytree(kept, data)
        async with lease(data) as server:
            pid = json.loads(EngineFolder(data).java.read_text())["pid"]
            password = server.writer.password.get_secret_value()
            yield Address(server.uri, server.database, server.writer.user, password, pid, data)
