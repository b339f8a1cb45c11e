"""What the Python servers beside ours share: a connection that reads, and uvicorn as ours runs it, one worker."""

from __future__ import annotations

import os
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, LiteralString

import neo4j
import uvicorn
from fastapi import FastAPI


class Reader:
    """The driver as its manual has it, with all rows in one message, which is the fastest there is."""

    _driver: neo4j.AsyncDriver

    @asynccontextmanager
    async def lifespan(self, _app: FastAPI) -> AsyncIterator[None]:
        """Holds it open while the application runs."""
        async with neo4j.AsyncGraphDatabase.driver(
            os.environ["BENCH_URI"],
            auth=(os.environ["BENCH_USER"], os.environ["BENCH_PASSWORD"]),
            fetch_size=-1,
            notifications_min_severity="OFF",
            telemetry_disabled=True,
        ) as self._driver:
            yield

    async def rows(self, text: LiteralString, **parameters: Any) -> list[list[Any]]:
        """The rows of a statement."""
        return await self._driver.execute_query(
            text,
            parameters,
            database_=os.environ["BENCH_DATABASE"],
            routing_=neo4j.RoutingControl.READ,
            bookmark_manager_=None,
            result_transformer_=neo4j.AsyncResult.values,
        )


def serve(made: Callable[[Reader], FastAPI]) -> None:
    """Listens on a free port, says which, and serves until it is ended."""
    # Named as TCP: only then does asyncio switch off the delay that would cost each answer 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    listener.listen(128)
    print(f"http://127.0.0.1:{listener.getsockname()[1]}/", flush=True)
    config = uvicorn.Config(made(Reader()), log_level="warning", server_header=False)
    uvicorn.Server(config).run([listener])
