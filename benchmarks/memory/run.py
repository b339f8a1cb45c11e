"""First loads of growing size into the embedded engine, each by a process of its own whose memory is measured."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.servers import arcadedb_server

RECORDS = (10_000, 33_000, 110_000, 330_000, 1_000_000)
_ROOT = Path(__file__).parents[2]


async def run(most: int) -> list[dict[str, Any]]:
    """A row for each size up to `most` records."""
    rows = []
    for records in [number for number in RECORDS if number <= most]:
        async with arcadedb_server() as at:
            call = [sys.executable, "-m", "benchmarks.memory.load", str(records * 10 // 11), at.uri, at.database, at.user]
            env = {**os.environ, "CLAUSEGRAPH_PASSWORD": at.password, "PYTHONPATH": str(_ROOT)}
            done = await asyncio.to_thread(subprocess.run, call, env=env, check=True, stdout=subprocess.PIPE, text=True)
        rows.append(json.loads(done.stdout))
        print(json.dumps(rows[-1]), flush=True)
    return rows
