"""Ending a statement of the embedded engine whose asker has left: it does not notice by itself and would go on to the end.

It lists what it runs over HTTP, with the address of each client, and ends what it is told to. A user sees its own alone.
"""

from __future__ import annotations

import asyncio
from contextlib import AbstractContextManager, suppress
from typing import Any

import neo4j

from graph.engine.server import Server

_SECONDS = 2.0
"""An engine that does not answer so soon has other troubles."""


def port_of(transaction: neo4j.AsyncManagedTransaction) -> int:
    """The port of our end of the connection that a transaction runs on; the driver tells it to its log alone."""
    return int(transaction._connection.local_port)


def in_one_go(session: neo4j.AsyncSession) -> AbstractContextManager[object]:
    """Begins transactions together with their first statement, as the driver's `execute_query` does: a round trip less."""
    begin: AbstractContextManager[object] = session._pipelined_begin
    return begin


async def end_statement(server: Server, port: int) -> None:
    """Ends what the embedded engine still runs for the connection from our `port`; nothing else, and nothing when that ended."""
    # Whoever only loads needs no client of HTTP.
    import httpx

    address = f"http://127.0.0.1:{server.http_port}"
    with suppress(httpx.HTTPError, TimeoutError):
        async with (
            asyncio.timeout(_SECONDS),
            httpx.AsyncClient(base_url=address, auth=server.reader.pair, trust_env=False) as web,
        ):
            for running in await _told(web, "list queries"):
                if str(running.get("clientAddress", "")).endswith(f":{port}"):
                    await _told(web, f"terminate query {running['id']}")


async def _told(web: Any, command: str) -> Any:
    answer = await web.post("/api/v1/server", json={"command": command})
    return answer.raise_for_status().json()["result"]
