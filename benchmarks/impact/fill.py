"""The estate into an engine: plain statements, no records behind them; nothing here is measured."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from benchmarks.batches import write
from benchmarks.impact.estate import Estate
from graph.engine import Engine
from queries.impact.nodes import Node

_NODES = "UNWIND $rows AS row CREATE (n:{label}) SET n = row"
_EDGES = (
    "UNWIND $rows AS row MATCH (a:{source} {{id: row[0]}}) MATCH (b:{target} {{id: row[1]}}) "
    "CREATE (a)-[e:{type}]->(b) SET e = row[2]"
)


async def fill(engine: Engine, estate: Estate) -> None:
    """Constraints and indexes as the product has them, then nodes, then relationships."""
    await engine.ensure_schema()
    nodes = estate.nodes
    for label in nodes.labels.named:
        places = np.flatnonzero(nodes.labels.among(label)).tolist()
        await write(engine, _NODES.format(label=label), (_properties(nodes[place]) for place in places))
    for source in nodes.labels.named:
        for target in nodes.labels.named:
            type_ = "SUPPLIED_BY" if target == "Supplier" else "DEPENDS_ON"
            text = _EDGES.format(source=source, type=type_, target=target)
            await write(engine, text, _between(estate, source, target))


def _properties(node: Node) -> dict[str, Any]:
    return {name: value for name, value in node._asdict().items() if value is not None and name != "label"}


def _between(estate: Estate, source: str, target: str) -> Iterator[list[Any]]:
    labels, ids, it = estate.nodes.labels, estate.nodes.ids, estate.links
    chosen = labels.among(source)[it.start] & labels.among(target)[it.end]
    for place in np.flatnonzero(chosen).tolist():
        said = {"group": it.names[it.group[place]], "needs": 1.0} if it.group[place] else {}
        yield [ids[it.start[place]], ids[it.end[place]], {"record": f"estate/{place}", **said}]
