"""A server whose engine goes away: a readable 503 within two seconds, right answers or none, and no restart when it is back."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from api import connection
from graph.engine import connect
from graph.errors import EngineUnavailable
from graph.settings import Settings
from tests.api.graphql.dense import QUICK, make_dense
from tests.api.visiting import serving
from tests.neo4j_server import CommunityServer, way

CLIENTS = 16
# As `clausegraph serve` has it: what the driver says of each connection would be most of what is done here.
logging.getLogger("neo4j").setLevel(logging.CRITICAL)
RIGHT = {"data": {"services": {"totalCount": 5, "nodes": [{"name": f"Service {i}"} for i in (1, 2, 3)]}}}


@dataclass
class Clients:
    """Many who ask the same again and again, and remember what they got."""

    address: str
    told: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    slowest_refusal: float = 0
    _asking: bool = True

    async def ask(self, client: httpx.AsyncClient) -> int:
        """One question; its status."""
        began = time.monotonic()
        answer = await client.post("/graphql", json={"query": QUICK})
        self.told[answer.status_code] += 1
        if answer.status_code == 503:
            self.slowest_refusal = max(self.slowest_refusal, time.monotonic() - began)
            if "engine does not answer" not in answer.text or answer.headers["retry-after"] != "2" or "://" in answer.text:
                self.wrong.append(answer.text)
        elif answer.json() != RIGHT:
            self.wrong.append(f"{answer.status_code} {answer.text[:300]}")
        return answer.status_code

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """All of them at once until the end of the block; nobody may wait for more than ten seconds."""
        async with httpx.AsyncClient(base_url=self.address, timeout=10) as client:
            tasks = [asyncio.create_task(self._on_and_on(client)) for _ in range(CLIENTS)]
            try:
                yield
            finally:
                self._asking = False
                await asyncio.gather(*tasks)

    async def _on_and_on(self, client: httpx.AsyncClient) -> None:
        while self._asking:
            await self.ask(client)
            await asyncio.sleep(0.01)

    async def answered(self, times: int) -> None:
        """Returns when so many more answers were good."""
        enough = self.told[200] + times
        async with asyncio.timeout(30):
            while self.told[200] < enough:  # noqa: ASYNC110  (others ask)
                await asyncio.sleep(0.05)

    async def until(self, status: int, seconds: float) -> float:
        """Asks by itself until this status comes; after how many seconds it did."""
        began = time.monotonic()
        async with asyncio.timeout(seconds), httpx.AsyncClient(base_url=self.address, timeout=10) as client:
            while await self.ask(client) != status:  # noqa: ASYNC110  (another process starts)
                await asyncio.sleep(0.05)
        return time.monotonic() - began


async def goes_and_comes_back(settings: Settings, go: Callable[[], None], come_back: Callable[[], object], report: str) -> None:
    async with connect(settings) as engine:
        await engine.ensure_schema()
        await make_dense(engine, 5)
    async with serving(settings) as address:
        clients = Clients(address)
        async with clients.running():
            await clients.answered(CLIENTS)
            await asyncio.to_thread(go)
            await clients.until(503, 5)
            await asyncio.to_thread(come_back)
            back = await clients.until(200, 60)
            await clients.answered(CLIENTS)
        print(f"{report}: {dict(clients.told)}, slowest 503 {clients.slowest_refusal:.2f} s, back after {back:.1f} s")
    assert clients.wrong == []
    assert set(clients.told) == {200, 503}
    assert clients.slowest_refusal < 2


async def test_a_connection_that_is_closed_meanwhile_is_an_engine_that_is_away(settings_for_engine: Settings) -> None:
    async with connect(settings_for_engine, read_only=True) as engine:
        assert await engine.read("RETURN 1") == [[1]]
    with pytest.raises(EngineUnavailable):
        await engine.read("RETURN 1")


@pytest.mark.slow
async def test_a_neo4j_is_killed_under_sixteen_clients_and_started_again(tmp_path: Path) -> None:
    if way() != "maven" and os.environ.get("CI") != "true":
        pytest.skip("It takes a Neo4j of its own, by Maven.")
    server = CommunityServer(tmp_path / "neo4j")
    server.home.mkdir()
    with server.running() as given:
        settings = Settings(uri=given.uri, user=given.user, password=SecretStr(given.password))
        await goes_and_comes_back(settings, server.kill, server.start, "Neo4j")


@pytest.mark.slow
async def test_the_embedded_engine_is_killed_under_sixteen_clients(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "WATCH_SECONDS", 1.0)
    settings = Settings(config=tmp_path / "clausegraph.yaml", data=tmp_path / "data", uri="")

    def kill() -> None:
        os.kill(json.loads((tmp_path / "data" / "engine" / "java.json").read_text())["pid"], signal.SIGKILL)

    await goes_and_comes_back(settings, kill, lambda: None, "embedded")
