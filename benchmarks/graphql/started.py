"""A server as a process of its own: started, asked once in a while for its CPU, ended."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.graphql.contenders import Contender
from benchmarks.servers import Address

ROOT = Path(__file__).parents[2]
_START_SECONDS = 60


@dataclass(frozen=True)
class Started:
    """A contender that answers."""

    contender: Contender
    port: int
    process: psutil.Process

    @property
    def cpu(self) -> float:
        """Seconds of CPU that it took so far."""
        return cpu(self.process)


def cpu(process: psutil.Process) -> float:
    """Seconds of CPU that a process took so far."""
    times = process.cpu_times()
    return times.user + times.system


@asynccontextmanager
async def started(contender: Contender, at: Address) -> AsyncIterator[Started]:
    """Until the end of the block; a server says on its first line where it listens."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith("CLAUSEGRAPH_")}
    environment = {**settings, **contender.settings(at), "PYTHONPATH": str(ROOT), "NODE_ENV": "production"}
    command = await asyncio.to_thread(contender.command)
    process = await asyncio.create_subprocess_exec(*command, env=environment, stdout=asyncio.subprocess.PIPE)
    try:
        assert process.stdout
        said = await asyncio.wait_for(process.stdout.readline(), _START_SECONDS)
        found = re.search(rb"http://127\.0\.0\.1:(\d+)/", said)
        if not found:
            raise SystemExit(f"{contender.name} did not start: {said.decode()}")
        yield Started(contender, int(found[1]), psutil.Process(process.pid))
    finally:
        process.terminate()
        await process.wait()
