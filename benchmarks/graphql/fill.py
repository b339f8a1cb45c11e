"""The estate into an engine: plain statements, no records behind them; nothing here is measured."""

from __future__ import annotations

from benchmarks.batches import write
from benchmarks.graphql.estate import TWENTIETHS, Estate
from graph.engine import Engine

_NODES = "UNWIND $rows AS row CREATE (n:{label}) SET n = row"
_EDGES = (
    "UNWIND $rows AS row MATCH (a:{source} {{id: row[0]}}) MATCH (b:{target} {{id: row[1]}}) "
    "CREATE (a)-[:{type} {{record: row[2]}}]->(b)"
)


async def fill(engine: Engine, estate: Estate) -> None:
    """Constraints and indexes as the product has them, then nodes, then relationships."""
    await engine.ensure_schema()
    for label in TWENTIETHS:
        await write(engine, _NODES.format(label=label), estate.of(label))
    for (source, type_, target), pairs in estate.joined():
        text = _EDGES.format(source=source, type=type_, target=target)
        await write(engine, text, ([*ends, f"{type_} {number}"] for number, ends in enumerate(pairs)))
