"""A client that leaves, a statement that takes long, a request that takes long: the engine does not go on for nobody."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

import httpx
import pytest

from graph.engine import Engine
from graph.settings import Settings
from tests.api.graphql.dense import QUICK, SLOW, make_dense
from tests.api.visiting import serving

GIVEN_UP = {"content-type": "application/json", "accept": "application/graphql-response+json"}
_TRANSACTIONS = "SHOW TRANSACTIONS YIELD metaData WHERE metaData.request = $id RETURN count(*)"


@pytest.fixture
async def dense(engine: Engine) -> Engine:
    await make_dense(engine)
    return engine


async def ask(address: str, query: str, **headers: str) -> httpx.Response:
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        return await client.post("/graphql", json={"query": query}, headers={**GIVEN_UP, **headers})


class Busy:
    """Whether an engine works on the request of an id, as the engine itself says."""

    def __init__(self, engine: Engine, request_id: str) -> None:
        self._engine, self._id = engine, request_id

    async def __call__(self) -> bool:
        server = self._engine.server
        if not server.embedded:
            return bool((await self._engine.read(_TRANSACTIONS, {"id": self._id}))[0][0])
        # It knows no request, but no other test runs on it now.
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{server.http_port}", auth=server.reader.pair) as client:
            running = (await client.post("/api/v1/server", json={"command": "list queries"})).json()["result"]
        return any("DEPENDS_ON" in each["text"] for each in running)


async def until(condition: Callable[[], Awaitable[bool]], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if await condition():
            return True
        await asyncio.sleep(0.05)
    return False


async def ended(busy: Busy) -> float:
    """Seconds until an engine has ended what it did; it had much more to do than that."""
    began = time.monotonic()

    async def idle() -> bool:
        return not await busy()

    assert await until(idle, 10), "the engine goes on for nobody"
    return time.monotonic() - began


@pytest.mark.slow
async def test_the_statement_of_a_client_that_leaves_is_ended(dense: Engine, settings_for_engine: Settings) -> None:
    busy = Busy(dense, "leaver-1")
    async with serving(settings_for_engine) as address:
        asked = asyncio.create_task(ask(address, SLOW, **{"x-request-id": "leaver-1"}))
        assert await until(busy, 10)
        await asyncio.sleep(1)
        assert await busy(), "the question is too easy for this machine"
        asked.cancel()
        assert await ended(busy) < 3
        assert (await ask(address, QUICK)).status_code == 200
        async with httpx.AsyncClient(base_url=address) as client:
            assert 'outcome="left"' in (await client.get("/metrics")).text


@pytest.mark.slow
async def test_a_statement_that_takes_long_is_ended_and_told(dense: Engine, settings_for_engine: Settings) -> None:
    busy = Busy(dense, "slow-1")
    async with serving(settings_for_engine.model_copy(update={"statement_seconds": 1.0})) as address:
        began = time.monotonic()
        answer = await ask(address, f"{SLOW[:-1]} quick: suppliers {{ totalCount }} }}", **{"x-request-id": "slow-1"})
        assert time.monotonic() - began < 4
        (error,) = answer.json()["errors"]
        assert "1 s is the limit of one statement: ask for less." in error["message"]
        assert "://" not in error["message"]
        assert (error["path"], error["extensions"]) == (["services"], {"code": "TOOK_TOO_LONG"})
        assert await ended(busy) < 3
        assert (await ask(address, QUICK)).status_code == 200


@pytest.mark.slow
async def test_a_request_that_takes_long_is_given_up_with_504(dense: Engine, settings_for_engine: Settings) -> None:
    busy = Busy(dense, "slow-2")
    async with serving(settings_for_engine.model_copy(update={"request_seconds": 1.0})) as address:
        began = time.monotonic()
        answer = await ask(address, SLOW, **{"x-request-id": "slow-2"})
        assert 0.9 < time.monotonic() - began < 3
        assert answer.status_code == 504
        assert "not answered after 1 s, which is the limit" in answer.json()["errors"][0]["message"]
        assert await ended(busy) < 3


@pytest.mark.slow
async def test_when_all_places_are_taken_one_more_is_told_at_once(dense: Engine, settings_for_engine: Settings) -> None:
    async with serving(settings_for_engine.model_copy(update={"requests_at_once": 2, "statement_seconds": 3.0})) as address:
        slow = [asyncio.create_task(ask(address, SLOW)) for _ in range(2)]
        await asyncio.sleep(0.5)
        began = time.monotonic()
        full = await ask(address, QUICK)
        assert time.monotonic() - began < 0.5
        assert (full.status_code, full.headers["retry-after"]) == (503, "1")
        assert "2 requests are being answered, which is the limit." in full.json()["errors"][0]["message"]
        await asyncio.gather(*slow)
        assert (await ask(address, QUICK)).status_code == 200
