"""Pages while somebody else reads them too, and while a load goes on: they say the same, but for a notice."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any

import httpx

from benchmarks.coverage.commands import environment
from benchmarks.explorer.graphs import Graph
from benchmarks.explorer.places import Place
from benchmarks.explorer.served import Answered, Served, answered
from graph.engine import connect
from queries.explore.remembered import ended_runs

_NOTICE = re.compile(r'<p class="loading" role="status" data-loading>(.*?)</p>', re.DOTALL)
_SOURCES = re.compile(r'<div class="tabled" data-table="sources".*?</table>', re.DOTALL)
_LOADED = 9_000
"""Records of the load: one transaction, so that nobody sees a part of it."""
_CONFIGURATION = """
organisation: ""
sources:
- name: newcomers
  loader: tables
  path: newcomers.csv
  options:
    tables:
    - file: newcomers.csv
      records:
      - {label: Resource, key: "No", properties: {name: Name}}
"""
Pages = dict[str, Answered]


async def readers(server: Served, places: Sequence[Place]) -> dict[str, Any]:
    """Two at once, one from the first page on, one from the last; each beside somebody alone."""
    async with server.client() as one, server.client() as other:
        alone = await _read(one, places)
        both = await asyncio.gather(_read(one, places), _read(other, [*reversed(places)]))
    differing = [place.name for place in places if any(reading[place.name].text != alone[place.name].text for reading in both)]
    slower = [reading[name].ms / alone[name].ms for reading in both for name in alone]
    return {"what": "two readers", "differing": differing, "slower": median(slower), "requests": 2 * len(places)}


async def _read(client: httpx.AsyncClient, places: Sequence[Place]) -> Pages:
    return {place.name: await answered(client, place.path) for place in places}


async def loading(graph: Graph, server: Served, places: Sequence[Place]) -> dict[str, Any]:
    """While a load goes on, a process of its own that adds records in one transaction, up to the end of its run."""
    async with server.client() as client, connect(graph.connected()) as engine:
        before, runs = await _read(client, places), await ended_runs(engine)
        load, asked = await _load(graph), list[tuple[str, Answered]]()
        for place in cycle(places):
            page = await answered(client, place.path)
            if load.returncode is not None or await ended_runs(engine) > runs:
                break
            asked.append((place.name, page))
        if await load.wait():
            raise SystemExit("The load failed.")
        after = await answered(client, places[0].path)
    told = [(name, page) for name, page in asked if _notice(page)]
    slower = [page.ms / before[name].ms for name, page in told]
    return {
        "what": "load",
        "records": _LOADED,
        "requests": len(asked),
        "told": len(told),
        "differing": sorted({name for name, page in told if _said(page) != _said(before[name])}),
        "wrong": sum(page.status != 200 for _, page in asked),
        "slower": median(slower) if slower else None,
        "over": not _notice(after),
    }


def _notice(page: Answered) -> str:
    found = _NOTICE.search(page.text)
    return found[1] if found else ""


def _said(page: Answered) -> str:
    """All but what tells of the load: the notice, and on the start page the sources, one of which is being read."""
    return _SOURCES.sub("", _NOTICE.sub("", page.text))


async def _load(graph: Graph) -> asyncio.subprocess.Process:
    home = Path(graph.folder) / "load"
    home.mkdir(exist_ok=True)
    rows = "".join(f"{number},Newcomer {number}\n" for number in range(_LOADED))
    (home / "newcomers.csv").write_text(f"No,Name\n{rows}")
    (home / "clausegraph.yaml").write_text(_CONFIGURATION)
    settings = environment(**{**graph.settings, "config": str(home / "clausegraph.yaml")})
    command = [sys.executable, "-m", "api.cli.main", "load"]
    nowhere = asyncio.subprocess.DEVNULL
    return await asyncio.create_subprocess_exec(*command, env=settings, cwd=home, stdout=nowhere, stderr=nowhere)
