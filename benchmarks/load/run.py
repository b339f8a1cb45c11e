"""Loads side by side, in one run: each contender against a fresh, warmed server; ratios are what counts."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.servers import Address, arcadedb_server, neo4j_server

ROOT = Path(__file__).parents[2]
VENV = ROOT / ".clausegraph" / "bench-venv"
CARTOGRAPHY = ["cartography==0.143.0"]
_NEEDS = ["neo4j>=6", "neo4j-rust-ext>=6", "statsd", "psutil", "backoff", "requests", "jinja2", "pyyaml", "pydantic"]


PAIRS = [
    ("Neo4j", neo4j_server, ["plain", "ours", "cartography"]),
    ("ArcadeDB", arcadedb_server, ["plain", "ours"]),
]


def cartography_python() -> Path:
    """The interpreter that has Cartography and its loader's needs; installed once. Its cloud clients stay out."""
    python = VENV / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        pip = [python, "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, "--no-deps", *CARTOGRAPHY], check=True)
        subprocess.run([*pip, *_NEEDS], check=True)
    return python


def contend(contender: str, size: int, address: Address) -> list[dict[str, object]]:
    """The figures of one contender."""
    python = cartography_python() if contender == "cartography" else Path(sys.executable)
    call = [python, "-W", "ignore", "-m", "benchmarks.load.contend", contender, str(size)]
    environment = {**os.environ, "CLAUSEGRAPH_PASSWORD": address.password, "PYTHONPATH": str(ROOT)}
    answer = subprocess.run(
        [*call, address.uri, address.database, address.user], env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return [json.loads(line) for line in answer.stdout.splitlines()]


async def run(size: int, rounds: int) -> list[dict[str, object]]:
    """Every contender on every engine, so many times over; one row a figure."""
    rows: list[dict[str, object]] = []
    for round_ in range(rounds):
        for engine, server, contenders in PAIRS:
            for contender in contenders:
                async with server() as address:
                    for figures in await asyncio.to_thread(contend, contender, size, address):
                        rows.append({"engine": engine, "contender": contender, "round": round_, "size": size, **figures})
                        print(json.dumps(rows[-1]), flush=True)
    return rows
