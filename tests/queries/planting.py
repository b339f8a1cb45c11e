"""Graphs of fixtures without a plan for each: their CREATE is read here and written by a few statements that engines remember.

A fixture is one CREATE of nodes `(a:Label {name: 'x'})` and links `(a)-[:TYPE {name: 'x'}]->(b)`; texts hold no quotes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from graph.engine import Statement
from graph.schema import model

_PART = re.compile(
    r"\s*\((?P<a>\w*)(?::(?P<label>\w+))?\s*(?P<own>\{[^}]*\})?\)"
    r"(?:-\[:(?P<type>\w+)\s*(?P<said>\{[^}]*\})?\]->\((?P<b>\w+)\))?\s*(?:,|$)"
)


class Graph(NamedTuple):
    """What a fixture holds."""

    nodes: dict[str, tuple[str, dict[str, Any]]]
    """Variable to label and properties."""
    links: list[tuple[str, str, str, dict[str, Any]]]
    """Variable of the start, type, variable of the end, properties."""


def parsed(create: str) -> Graph:
    """The graph of one CREATE."""
    graph, rest = Graph({}, []), create.strip()
    assert rest.startswith("CREATE"), rest[:40]
    place = len("CREATE")
    while place < len(rest):
        part = _PART.match(rest, place)
        assert part, f"This cannot be read: {rest[place : place + 60]}"
        if part["type"]:
            graph.links.append((part["a"], part["type"], part["b"], _map(part["said"])))
        else:
            variable = part["a"] or f"node {place}"
            assert variable not in graph.nodes, f"{variable} is made twice"
            graph.nodes[variable] = (part["label"], _map(part["own"]))
        place = part.end()
    return graph


def _map(text: str | None) -> dict[str, Any]:
    """A map of literals reads the same in YAML."""
    return yaml.safe_load(text) if text else {}


def statements(graph: Graph) -> list[Statement]:
    """What writes it into an empty database."""
    nodes: dict[str, list[Any]] = defaultdict(list)
    links: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    for label, own in graph.nodes.values():
        nodes[label].append(own)
    for a, type_, b, said in graph.links:
        (start, from_), (end, to) = graph.nodes[a], graph.nodes[b]
        links[start, type_, end].append([from_["id"], to["id"], said])
    made = [Statement(f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", {"rows": rows}) for label, rows in nodes.items()]
    return made + [Statement(_link(*shape), {"rows": rows}) for shape, rows in links.items()]


def _link(start: str, type_: str, end: str) -> str:
    ends = f"MATCH (a:{start} {{id: row[0]}}) MATCH (b:{end} {{id: row[1]}})"
    return f"UNWIND $rows AS row {ends} CREATE (a)-[r:{type_}]->(b) SET r = row[2]"


def foreign_words(graph: Graph) -> Iterator[str]:
    """Labels, properties, types and ends that the schema does not have."""
    for label, own in graph.nodes.values():
        known = model.properties(model.LABELS[label]) if label in model.LABELS else {}
        yield from (f"{label}.{key}" for key in own if key not in known)
    for a, type_, b, said in graph.links:
        start, end = graph.nodes[a][0], graph.nodes[b][0]
        if type_ not in model.TYPES or not model.joins(model.TYPES[type_], start, end):
            yield f"({start})-[{type_}]->({end})"
        else:
            yield from (f"{type_}.{key}" for key in said if key not in model.properties(model.TYPES[type_].properties))
