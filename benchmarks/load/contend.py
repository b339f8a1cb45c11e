"""One contender loads the estate: first, again with nothing changed, again with 1 % changed. Prints a JSON line each.

    python -m benchmarks.load.contend ours|plain|cartography SIZE URI DATABASE USER     (password in CLAUSEGRAPH_PASSWORD)

A load of a tenth of the size goes before and is wiped, so that the server's compiler is warm. Imports the product only for
`ours` and `plain`, since Cartography runs in an environment of its own.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import resource
import sys
import time
from collections.abc import Callable
from types import ModuleType
from typing import Any

from benchmarks.load.estate import Estate

MOMENTS = {"first load": "first", "nothing changed": "first", "1 % changed, 0.1 % gone": "changed"}
_WIPE = "MATCH (n) WITH n LIMIT 5000 DETACH DELETE n RETURN count(*)"


def measured(size: int, way: ModuleType, load: Callable[[Any, int], int], wipe: Callable[[], None]) -> None:
    """Runs every moment and prints its figures; a contender's input is in memory, in its own form, before the clock runs."""
    load(way.prepare(Estate(size // 10)), 1)
    load(way.prepare(Estate(size // 10, "changed")), 2)
    wipe()
    for tag, (name, moment) in enumerate(MOMENTS.items(), 3):
        prepared = way.prepare(Estate(size, moment))
        began, cpu = time.perf_counter(), time.process_time()
        written = load(prepared, tag)
        figures = {"seconds": time.perf_counter() - began, "cpu": time.process_time() - cpu, "written": written}
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"moment": name, **figures, "peak_mb": peak}), flush=True)


def ours_or_plain(which: str, size: int, uri: str, database: str, user: str) -> None:
    """Both on the product's connection."""
    from pydantic import SecretStr

    from benchmarks.load import ours, plain
    from graph.engine import Statement, connect
    from graph.settings import Settings

    settings = Settings(uri=uri, database=database, user=user, password=SecretStr(os.environ["CLAUSEGRAPH_PASSWORD"]))
    with asyncio.Runner() as loop:
        opened = connect(settings)
        engine = loop.run(opened.__aenter__())
        loop.run(engine.ensure_schema())

        way = ours if which == "ours" else plain

        def load(prepared: Any, tag: int) -> int:
            return loop.run(ours.load(engine, prepared) if which == "ours" else plain.load(engine, prepared, tag))

        def wipe() -> None:
            while loop.run(engine.write([Statement(_WIPE)]))[0][0][0]:
                pass

        measured(size, way, load, wipe)
        loop.run(opened.__aexit__(None, None, None))


def cartography(size: int, uri: str, database: str, user: str) -> None:
    """On the plain driver, as its own command does."""
    import neo4j

    from benchmarks.load import cartography_way

    logging.disable(logging.ERROR)
    auth = (user, os.environ["CLAUSEGRAPH_PASSWORD"])
    with neo4j.GraphDatabase.driver(uri, auth=auth) as driver, driver.session(database=database) as session:

        def wipe() -> None:
            while session.run(_WIPE).single()[0]:  # type: ignore[index]
                pass

        measured(size, cartography_way, lambda prepared, tag: cartography_way.load(session, prepared, tag), wipe)


if __name__ == "__main__":
    contender, size, *server = sys.argv[1:]
    if contender == "cartography":
        cartography(int(size), *server)
    else:
        ours_or_plain(contender, int(size), *server)
