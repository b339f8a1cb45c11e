"""The plain way: MERGE the nodes, MERGE the links, delete what does not carry this run's tag."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from benchmarks.load.estate import Estate, Row
from graph.engine import Engine, Statement

_CLEAN_LINKS = "MATCH (a)-[e:{type}]->(b) WHERE e.tag <> $tag WITH e LIMIT 10000 DELETE e RETURN count(*)"
_CLEAN_NODES = "MATCH (n:{label}) WHERE n.tag <> $tag WITH n LIMIT 10000 DETACH DELETE n RETURN count(*)"


class Rows(NamedTuple):
    """What is written: nodes by source and label, links by their shape."""

    nodes: dict[tuple[str, str], list[list[Any]]]
    links: dict[tuple[str, str, str], list[list[Any]]]


def prepare(estate: Estate) -> Rows:
    """The rows of every statement."""
    made = Rows(defaultdict(list), defaultdict(list))
    for source in estate.SOURCES:
        for row in estate.rows(source):
            made.nodes[source, row.label].append([row.node, row.properties])
            _collect(made.links, row)
    return made


async def load(engine: Engine, made: Rows, tag: int) -> int:
    """Loads every source and cleans up; returns the rows written."""
    nodes, links = made
    written = 0
    for (_, label), rows in nodes.items():
        statement = f"UNWIND $rows AS row MERGE (n:{label} {{id: row[0]}}) SET n += row[1], n.tag = $tag"
        written += await _write(engine, statement, rows, tag)
    for (label, type_, other), rows in links.items():
        ends = f"MATCH (a:{label} {{id: row[0]}}) MATCH (b:{other} {{id: row[1]}})"
        written += await _write(engine, f"UNWIND $rows AS row {ends} MERGE (a)-[e:{type_}]->(b) SET e.tag = $tag", rows, tag)
    await _clean(engine, links, tag)
    return written


def _collect(links: dict[tuple[str, str, str], list[list[Any]]], row: Row) -> None:
    for type_, other, node in row.links:
        links[row.label, type_, other].append([row.node, node])


async def _write(engine: Engine, text: str, rows: list[list[Any]], tag: int) -> int:
    for batch in _batches(iter(rows)):
        await engine.write([Statement(text, {"rows": batch, "tag": tag})])
    return len(rows)


def _batches(rows: Iterator[list[Any]]) -> Iterator[list[list[Any]]]:
    while batch := list(islice(rows, 2_000)):
        yield batch


async def _clean(engine: Engine, links: dict[tuple[str, str, str], list[list[Any]]], tag: int) -> None:
    statements = [_CLEAN_LINKS.format(type=type_) for type_ in sorted({type_ for _, type_, _ in links})]
    statements += [_CLEAN_NODES.format(label=label) for label in sorted({label for label, _, _ in links})]
    for text in statements:
        while (await engine.write([Statement(text, {"tag": tag})]))[0][0][0]:
            pass
