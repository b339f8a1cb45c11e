"""The Cypher of a load, derived from the schema: identifiers come from declarations, everything else is a parameter.

Each statement takes `$rows`, a list of positional lists, and starts from a unique id under a label, so that no engine
scans and Neo4j plans no Eager. Property maps travel whole: `SET n = map` also removes what is gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from graph.records.edges import Edge

_RECORD = ("id", "name", "source", "run", "key", "hash", "content", "file", "line", "valid_from")
_CLAIMS = ("identities", "unresolved", "overruled", "ambiguous", "links")
RECORD_PROPERTIES = _RECORD + _CLAIMS
"""Order of a record's properties in a row."""
_PAST = (*_RECORD[1:], "identities")

Rows = Iterable[list[Any]]
"""Made while they are written: a load does not hold its rows twice."""


def _map(names: Iterable[str], offset: int) -> str:
    return ", ".join(f"{name}: row[{offset + i}]" for i, name in enumerate(names))


@cache
def create_node_and_record(label: str) -> str:
    """Rows: [node properties with id, record id, …]."""
    record = _map(RECORD_PROPERTIES, 1)
    return f"UNWIND $rows AS row CREATE (n:{label})<-[:ABOUT]-(r:Record {{{record}}}) SET n = row[0]"


@cache
def create_record(label: str) -> str:
    """Rows: [node id, record id, …]; the node exists."""
    record = _map(RECORD_PROPERTIES, 1)
    return f"UNWIND $rows AS row MATCH (n:{label} {{id: row[0]}}) CREATE (n)<-[:ABOUT]-(r:Record {{{record}}})"


@cache
def create_node(label: str) -> str:
    """Rows: [node id]."""
    return f"UNWIND $rows AS row MERGE (n:{label} {{id: row[0]}}) SET n.name = row[0]"


@cache
def delete_node(label: str) -> str:
    """Rows: [node id]; its edges go with it."""
    return f"UNWIND $rows AS row MATCH (n:{label} {{id: row[0]}}) DETACH DELETE n"


SET_NODE = "UNWIND $rows AS row MATCH (:Record {id: row[0]})-[:ABOUT]->(n) SET n = row[1]"
"""Rows: [id of a record about the node, node properties with id]. One statement for all labels: Neo4j plans each one anew."""

KEEP_PAST = (
    "UNWIND $rows AS row MATCH (r:Record {id: row[0]})-[:ABOUT]->(n) "
    "CREATE (p:PastRecord {id: row[0] + '@' + r.run, valid_to: row[1], about: n.id, "
    + ", ".join(f"{name}: r.{name}" for name in _PAST)
    + "})-[:ABOUT]->(n)"
)
"""Rows: [record id, now]: the content as it stands becomes a past record."""

SET_RECORD = "UNWIND $rows AS row MATCH (r:Record {id: row[0]}) SET r = row[1]"
"""Rows: [record id, properties]."""

DELETE_RECORD = "UNWIND $rows AS row MATCH (r:Record {id: row[0]}) DETACH DELETE r"
"""Rows: [record id]."""

LEAVE_NODE = "UNWIND $rows AS row MATCH (r:Record {id: row[0]})-[a:ABOUT]->() DELETE a"
"""Rows: [record id]."""

MARK_RECORD = (
    "UNWIND $rows AS row MATCH (r:Record {id: row[0]}) SET r.links = row[1], r.unresolved = row[2], r.overruled = row[3]"
)
"""Rows: [record id, edges, unresolved or null, overruled or null]."""


@cache
def join_node(label: str) -> str:
    """Rows: [record id, node id]."""
    return f"UNWIND $rows AS row MATCH (r:Record {{id: row[0]}}) MATCH (n:{label} {{id: row[1]}}) CREATE (n)<-[:ABOUT]-(r)"


@cache
def _create_edge(type_: str, start: str, end: str, names: tuple[str, ...]) -> str:
    said = _map(("record", *names), 2)
    ends = f"MATCH (a:{start} {{id: row[0]}}) MATCH (b:{end} {{id: row[1]}})"
    return f"UNWIND $rows AS row {ends} CREATE (a)-[:{type_} {{{said}}}]->(b)"


@cache
def _delete_edge(type_: str, start: str, end: str) -> str:
    """Both ends are found by id first: a search among a supernode's edges would not end."""
    return (
        f"UNWIND $rows AS row MATCH (a:{start} {{id: row[0]}}) MATCH (b:{end} {{id: row[1]}}) "
        f"MATCH (a)-[e:{type_}]->(b) WHERE e.record = row[2] DELETE e"
    )


def create_edges(edges: Iterable[Edge]) -> dict[str, Rows]:
    """Statement to rows, one statement for each shape of edge."""
    shapes: dict[tuple[str, str, str, tuple[str, ...]], list[Edge]] = defaultdict(list)
    for e in edges:
        shapes[e.type, e.start_label, e.end_label, tuple(sorted(e.properties))].append(e)
    return {_create_edge(*shape): _edge_rows(some, shape[3]) for shape, some in shapes.items()}


def _edge_rows(edges: Iterable[Edge], names: Sequence[str]) -> Rows:
    return ([e.start, e.end, e.record, *[e.properties[name] for name in names]] for e in edges)


def delete_edges(edges: Iterable[Edge]) -> dict[str, Rows]:
    """Statement to rows; all edges of one record between two nodes go together."""
    shapes: dict[tuple[str, str, str], list[Edge]] = defaultdict(list)
    for e in edges:
        shapes[e.type, e.start_label, e.end_label].append(e)
    return {_delete_edge(*shape): _edge_rows(some, ()) for shape, some in shapes.items()}
