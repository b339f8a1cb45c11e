"""The commands on the demo as they are typed: from the start of the process to its end, and the most memory it held."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from api.cli.demo_setup import FOLDER, stage
from benchmarks.servers import Address
from graph import sources
from graph.engine import connect

ROOT = Path(__file__).parents[2]
_FRAMEWORK = "iso-20000-1-2018"
_ROUNDS = 3
Rows = list[dict[str, Any]]


def environment(**settings: str) -> dict[str, str]:
    """That of this process, with these settings and no others."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("CLAUSEGRAPH_")}
    return {**others, "PYTHONPATH": str(ROOT), **{f"CLAUSEGRAPH_{name.upper()}": value for name, value in settings.items()}}


def reached(at: Address) -> dict[str, str]:
    """Settings by which the product reaches an engine: the embedded one by its folder."""
    if at.data:
        return {"data": str(at.data), "password": at.password}
    return {"uri": at.uri, "database": at.database, "user": at.user, "password": at.password}


def commands(at: Address) -> Rows:
    """Every check, and the full pack, with an engine that runs already."""
    reach = reached(at)
    with tempfile.TemporaryDirectory() as folder:
        return [row for _ in range(_ROUNDS) for row in (_check(Path(folder), reach), _pack(Path(folder), reach))]


async def from_nothing() -> Rows:
    """The full pack where no embedded engine runs: the command starts it."""
    rows = []
    with tempfile.TemporaryDirectory() as home:
        demo = stage({"uri": "", "data": Path(home)})
        async with connect(demo.now) as engine:
            for state in (demo.before, demo.now):
                await sources.load(engine, state)
        for _ in range(_ROUNDS):
            await _ended(Path(home))
            told = await asyncio.to_thread(_pack, Path(home), {"data": home})
            rows.append({**told, "what": "command: full pack, engine started"})
        await _ended(Path(home))
    return rows


async def _ended(home: Path) -> None:
    """The engine ends a moment after its last user."""
    while (home / "engine" / "java.json").exists():  # noqa: ASYNC110
        await asyncio.sleep(0.1)


def _check(folder: Path, reach: Mapping[str, str]) -> dict[str, Any]:
    return {"what": "command: every check", **_command(["check", "-o", str(folder / "findings.csv")], reach)}


def _pack(folder: Path, reach: Mapping[str, str]) -> dict[str, Any]:
    return {"what": "command: full pack", **_command(["coverage", _FRAMEWORK, "-o", str(folder / "pack.zip")], reach)}


def _command(words: list[str], reach: Mapping[str, str]) -> dict[str, float]:
    settings = environment(config=str(FOLDER / "clausegraph.yaml"), **reach)
    command = [sys.executable, "-m", "benchmarks.coverage.launched", *words]
    told = subprocess.run(command, env=settings, stdout=subprocess.PIPE, text=True, check=True).stdout
    return dict(json.loads(told))
