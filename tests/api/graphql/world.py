"""A small graph of everything the schema knows, as plain values, and writing it to an engine."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from graph.engine import Engine, Statement
from graph.schema import model
from graph.schema.model import Property
from graph.schema.relationships import ASSERTED, Relationship

NODES_OF_A_LABEL = 6
_TEXTS = ["Payments", "payments (old)", "Zürich", "", "a'b", 'say "hi"', "100 %", "日本", "$p0", "Payments"]
_DAYS = ["2026-11-22", "2026-11-23", "9999-12-31", "1999-01-01"]
_INSTANTS = ["2026-11-22T07:00:00Z", "2026-11-23T07:00:00Z"]


@dataclass(frozen=True)
class Node:
    """A node as it is written."""

    label: str
    id: str
    properties: dict[str, Any]


@dataclass(frozen=True)
class Edge:
    """A relationship as it is written."""

    type: str
    start: str
    end: str
    properties: dict[str, Any]


@dataclass(repr=False)
class World:
    """Nodes by id, and relationships."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)

    def add(self, label: str, id_: str, **properties: Any) -> Node:
        """Adds a node."""
        node = Node(label, id_, {"id": id_, "name": id_, **properties})
        self.nodes[id_] = node
        return node

    def link(self, type_: str, start: str, end: str, **properties: Any) -> None:
        """Adds a relationship, asserted by the record `cmdb/1` where nothing else is said."""
        record = {"record": "cmdb/1"} if model.TYPES[type_] in ASSERTED else {}
        self.edges.append(Edge(type_, start, end, {**record, **properties}))

    async def write(self, engine: Engine) -> None:
        """Writes it into an engine that is empty."""
        await engine.write([Statement("MATCH (n) DETACH DELETE n")])
        by_label: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for node in self.nodes.values():
            by_label[node.label].append(_written(node.properties))
        statements = [_nodes(label, rows) for label, rows in by_label.items()]
        by_ends: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
        for edge in self.edges:
            ends = (edge.type, self.nodes[edge.start].label, self.nodes[edge.end].label)
            by_ends[ends].append({"s": edge.start, "e": edge.end, "p": _written(edge.properties)})
        statements += [_edges(*ends, rows) for ends, rows in by_ends.items()]
        await engine.write(statements)


def _written(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value is not None}


def _nodes(label: str, rows: list[dict[str, Any]]) -> Statement:
    return Statement(f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", {"rows": rows})


def _edges(type_: str, start: str, end: str, rows: list[dict[str, Any]]) -> Statement:
    ends = f"MATCH (s:{start} {{id: row.s}}) MATCH (e:{end} {{id: row.e}})"
    text = f"UNWIND $rows AS row {ends} CREATE (s)-[r:{type_}]->(e) SET r = row.p"
    return Statement(text, {"rows": rows})


def everything(seed: int = 7) -> World:
    """Nodes of every label with every property now and then, and every relationship between every two labels it joins.

    Names repeat, values are missing, and some relationships are asserted twice, with other properties.
    """
    chance, world = random.Random(seed), World()
    for label, declared in model.LABELS.items():
        for i in range(NODES_OF_A_LABEL):
            values = {n: _value(chance, p) for n, p in model.properties(declared).items() if n not in ("id", "name")}
            world.add(label, f"{label.lower()}/x/{i}", **{**values, "name": f"{label} {chance.choice('AAbC')}"})
    for declared_type in model.TYPES.values():
        for start in declared_type.source:
            for end in declared_type.target:
                if model.joins(declared_type, start.__name__, end.__name__):
                    _join(chance, world, declared_type, start.__name__, end.__name__)
    return world


def _join(chance: random.Random, world: World, declared: Relationship, start: str, end: str) -> None:
    seen = set()
    for _ in range(8):
        s, e = (f"{label.lower()}/x/{chance.randrange(NODES_OF_A_LABEL)}" for label in (start, end))
        properties = {n: _value(chance, p) for n, p in model.properties(declared.properties).items()}
        if declared in ASSERTED:
            properties["record"] = chance.choice(["record/x/0", "record/x/1", "cmdb/gone"])
        identity = (s, e, repr(sorted(properties.items(), key=lambda item: item[0])))
        if identity not in seen:
            seen.add(identity)
            world.edges.append(Edge(declared.type, s, e, properties))


def _value(chance: random.Random, p: Property) -> Any:
    if chance.random() < 0.3:
        return None
    return sample(chance, p)


def sample(chance: random.Random, p: Property) -> Any:
    """A value that the property can have."""
    if p.terms:
        return chance.choice([term.value for term in p.terms])
    if p.kind == "texts":
        return [chance.choice(_TEXTS) for _ in range(chance.randrange(1, 3))]
    choices: dict[str, list[Any]] = {
        "integer": [0, 1, 30, 2_147_483_647],
        "number": [0.0, 0.5, 99.9, 2.0],
        "boolean": [True, False],
        "day": _DAYS,
        "instant": _INSTANTS,
    }
    return chance.choice(choices.get(p.kind, _TEXTS))
