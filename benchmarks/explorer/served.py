"""`clausegraph serve` as a process of its own, and what it answers: milliseconds to the last byte."""

from __future__ import annotations

import asyncio
import html
import re
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
import psutil

from benchmarks.coverage.commands import environment
from benchmarks.explorer.graphs import Graph

_START_SECONDS = 120
_WAIT_SECONDS = 300
_LATER = re.compile(r'data-later="([^"]+)"')
_HTML = {"accept": "text/html"}


@dataclass(frozen=True)
class Served:
    """A server that answers."""

    address: str
    process: psutil.Process

    @property
    def mb(self) -> float:
        """Megabytes that it holds now."""
        return float(self.process.memory_info().rss / 1024**2)

    def client(self) -> httpx.AsyncClient:
        """Somebody who asks it, on connections that stay open, as a browser's do."""
        return httpx.AsyncClient(base_url=self.address, timeout=_WAIT_SECONDS, headers=_HTML, trust_env=False)


@asynccontextmanager
async def served(graph: Graph) -> AsyncIterator[Served]:
    """Until the end of the block; the engine runs already."""
    command = [sys.executable, "-m", "api.cli.main", "serve", "--port", "0"]
    process = await asyncio.create_subprocess_exec(
        *command, env=environment(**graph.settings), cwd=graph.folder, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout
        said = await asyncio.wait_for(process.stdout.readline(), _START_SECONDS)
        found = re.match(rb"(http://127\.0\.0\.1:\d+)/", said)
        if not found:
            raise SystemExit(f"The server did not start: {said.decode()}")
        yield Served(found[1].decode(), psutil.Process(process.pid))
    finally:
        process.terminate()
        await process.wait()


@dataclass(frozen=True)
class Answered:
    """An answer."""

    status: int
    text: str
    ms: float
    """To its last byte."""

    @property
    def later(self) -> list[str]:
        """Addresses of the parts that a browser fetches afterwards."""
        return [html.unescape(address) for address in _LATER.findall(self.text)]


async def answered(client: httpx.AsyncClient, path: str) -> Answered:
    """Asks for a page."""
    began = time.perf_counter()
    response = await client.get(path)
    return Answered(response.status_code, response.text, (time.perf_counter() - began) * 1000)


async def parts_answered(client: httpx.AsyncClient, page: Answered) -> tuple[float, list[str]]:
    """Milliseconds until all its parts are there, asked for at once, and those that failed; 0 where it has none."""
    began = time.perf_counter()
    parts = await asyncio.gather(*(answered(client, path) for path in page.later))
    failed = [path for path, part in zip(page.later, parts, strict=True) if part.status != 200]
    return ((time.perf_counter() - began) * 1000 if parts else 0.0), failed
