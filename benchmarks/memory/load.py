"""One first load of an estate, then one with nothing changed; prints what it took as JSON.

python -m benchmarks.memory.load SIZE URI DATABASE USER     (password in CLAUSEGRAPH_PASSWORD)
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import sys
import time

from pydantic import SecretStr

from benchmarks.load import ours
from benchmarks.load.estate import Estate
from graph.engine import connect
from graph.settings import Settings


def megabytes() -> float:
    """The most that this process held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def main(size: int, uri: str, database: str, user: str) -> None:
    """Loads twice."""
    idle, began = megabytes(), time.perf_counter()
    password = SecretStr(os.environ["CLAUSEGRAPH_PASSWORD"])
    async with connect(Settings(uri=uri, database=database, user=user, password=password)) as engine:
        await engine.ensure_schema()
        records = await ours.load(engine, ours.streamed(Estate(size)))
        first = {"first_seconds": time.perf_counter() - began, "first_mb": megabytes()}
        again = time.perf_counter()
        await ours.load(engine, ours.streamed(Estate(size)))
        second = {"again_seconds": time.perf_counter() - again, "again_mb": megabytes()}
    print(json.dumps({"records": records, "idle_mb": idle, **first, **second}))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), *sys.argv[2:]))
