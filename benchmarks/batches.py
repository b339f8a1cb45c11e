"""Many rows into an engine, in batches of the size that suits it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from graph.engine import Engine, Statement


async def write(engine: Engine, text: str, rows: Iterable[object]) -> None:
    """Runs the statement with `$rows` until there are none left."""
    rest = iter(rows)
    while batch := list(islice(rest, engine.batch_rows)):
        await engine.write([Statement(text, {"rows": batch})])
