"""Each graph on the embedded engine: every page from the server and in a browser, what a hand does, two readers, a load."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from importlib.metadata import version
from typing import Any

from playwright.async_api import Browser

from benchmarks.explorer.acts import ACTS
from benchmarks.explorer.graphs import Graph
from benchmarks.explorer.places import Place, places
from benchmarks.explorer.seen import reader, seen
from benchmarks.explorer.served import Served, answered, parts_answered, served
from benchmarks.explorer.together import loading, readers
from tests.api.visiting import launched

Row = dict[str, Any]
Keep = Callable[[list[Row], dict[str, str]], None]
ROUNDS, VISITS, TIMES = 7, 3, 3


async def run(graphs: Sequence[AbstractAsyncContextManager[Graph]], kept: Keep) -> None:
    """Hands over the rows so far after each graph, and versions of what took part."""
    rows = list[Row]()
    async with launched() as browser:
        versions = {"Chromium": browser.version, "uvicorn": version("uvicorn")}
        for opening in graphs:
            async with opening as graph:
                rows += [{"graph": graph.name, **row} for row in await _explored(graph, browser)]
            kept(rows, versions)


async def _explored(graph: Graph, browser: Browser) -> list[Row]:
    """The load comes last, since it changes the graph."""
    rows, there = list[Row](), list[Place]()
    for place in await places(graph):
        if row := await _cold(graph, place):
            rows.append(_shown(row))
            there.append(place)
    async with served(graph) as server:
        for place in there:
            rows += [_shown(row) for row in (await _warm(server, place), await _visited(server, browser, place))]
        rows += [_shown(row) for row in await _acted(server, browser, {place.name: place for place in there})]
        rows += [_shown(await readers(server, there)), _shown(await loading(graph, server, there))]
        rows.append(_shown({"what": "server", "mb": server.mb}))
    return rows


async def _cold(graph: Graph, place: Place) -> Row | None:
    """The first request that a server gets; None for a page that is not served."""
    async with served(graph) as server, server.client() as client:
        page = await answered(client, place.path)
        if page.status == 404:
            return None
        if page.status != 200:
            raise SystemExit(f"{place.path} answers {page.status}.")
        parts, failed = await parts_answered(client, page)
        return {"what": "cold", "page": place.name, "ms": page.ms, "parts_ms": parts, "failed": failed}


async def _warm(server: Served, place: Place) -> Row:
    """Asked again and again; the first two do not count."""
    async with server.client() as client:
        for _ in range(2):
            await parts_answered(client, await answered(client, place.path))
        asked = [await answered(client, place.path) for _ in range(ROUNDS)]
        parts = [await parts_answered(client, page) for page in asked[:3]]
    failed = sorted({path for _, some in parts for path in some})
    its = {"ms": [page.ms for page in asked], "parts_ms": [ms for ms, _ in parts], "failed": failed}
    return {"what": "warm", "page": place.name, **its}


async def _visited(server: Served, browser: Browser, place: Place) -> Row:
    """By readers who were never here, and once more by the last of them."""
    visits, address = [], server.address + place.path
    for _ in range(VISITS):
        async with reader(browser) as context:
            visits.append(await seen(context, address))
            again = await seen(context, address)
    return {"what": "seen", "page": place.name, "busy": os.getloadavg()[0], "visits": visits, "again": again}


async def _acted(server: Served, browser: Browser, there: dict[str, Place]) -> list[Row]:
    rows = []
    async with reader(browser) as context:
        for act in ACTS:
            if place := there.get(act.place):
                took = [await act.done(context, server.address + place.path) for _ in range(TIMES + 1)][1:]
                if known := [ms for ms in took if ms is not None]:
                    rows.append({"what": "act", "page": place.name, "act": act.name, "ms": known})
    return rows


def _shown(row: Row) -> Row:
    print(json.dumps(row), flush=True)
    return row
