"""The names of a graph, to search in while somebody types.

Neither engine has an index that finds a part of a name, and the embedded one has no full-text index in Cypher.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from graph.engine import Engine, Row
from graph.schema import model
from queries.explore.haystack import Haystack, Known
from queries.explore.known_by import known_by

_NAMES = (
    "MATCH (n:{label}) WITH collect([{properties}]) AS x "
    "UNWIND CASE size(x) WHEN 0 THEN [] ELSE range(0, size(x) - 1, 1000) END AS i RETURN x[i..i + 1000]"
)


async def names(engine: Engine) -> Haystack:
    """What every node that records speak of is known by; raises as `Engine.read`."""
    return await asyncio.to_thread(Haystack, await _read(engine))


async def _read(engine: Engine) -> list[Known]:
    return [known for label in model.LOADABLE for known in await _of(engine, label)]


async def _of(engine: Engine, label: str) -> list[Known]:
    properties = ", ".join(f"coalesce(n.{name}, '')" for name in known_by(label))
    rows = await engine.read(_NAMES.format(label=label, properties=properties))
    return [known for row in rows for known in _known(label, row)]


def _known(label: str, row: Row) -> Iterator[Known]:
    for id_, name, *others in row[0]:
        besides = dict.fromkeys(str(other) for other in others if other not in ("", name))
        yield Known(label, str(name), str(id_), tuple(besides))
