"""The estate into an engine: plain statements, no records behind them; nothing here is measured."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from benchmarks.graphql.estate import TWENTIETHS, Estate
from graph.engine import Engine, Statement

_NODES = "UNWIND $rows AS row CREATE (n:{label}) SET n = row"
_EDGES = (
    "UNWIND $rows AS row MATCH (a:{source} {{id: row[0]}}) MATCH (b:{target} {{id: row[1]}}) "
    "CREATE (a)-[:{type} {{record: row[2]}}]->(b)"
)


async def fill(engine: Engine, estate: Estate) -> None:
    """Constraints and indexes as the product has them, then nodes, then relationships."""
    await engine.ensure_schema()
    for label in TWENTIETHS:
        await _write(engine, _NODES.format(label=label), estate.of(label))
    for (source, type_, target), pairs in estate.joined():
        text = _EDGES.format(source=source, type=type_, target=target)
        await _write(engine, text, ([*ends, f"{type_} {number}"] for number, ends in enumerate(pairs)))


async def _write(engine: Engine, text: str, rows: Iterable[object]) -> None:
    rest = iter(rows)
    while batch := list(islice(rest, engine.batch_rows)):
        await engine.write([Statement(text, {"rows": batch})])
