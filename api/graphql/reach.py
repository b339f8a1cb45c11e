"""Where a list of nodes comes from: a label, or a relationship of a node that is already bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from api.graphql.cursors import Key, order_by
from api.graphql.given import Given
from api.graphql.inputs import orderable
from api.graphql.predicates import conditions
from api.graphql.scalars import Direction
from api.graphql.words import Properties, Way, edge_properties, node_properties

_NOTHING: Properties = {}


@dataclass(frozen=True)
class Reach:
    """A pattern, and what its variables stand for. Variables are named by depth, so texts do not depend on siblings."""

    pattern: str
    depth: int
    type_name: str
    """GraphQL type of the nodes."""
    labels: tuple[str, ...]
    """Labels they can have."""
    name: str
    """What its GraphQL types are called: this and Connection, this and Edge."""
    type_: str = ""
    """Type of the relationship that leads there."""

    @property
    def node(self) -> str:
        """The variable of the node."""
        return f"n{self.depth}"

    @property
    def edge(self) -> str:
        """The variable of the relationship."""
        return f"r{self.depth}"

    @property
    def properties(self) -> Properties:
        """What the nodes have."""
        return node_properties(self.type_name)

    @property
    def edge_properties(self) -> Properties:
        """What the relationship has."""
        return edge_properties(self.type_) if self.type_ else _NOTHING

    def conditions(self, where: Given | None) -> list[str]:
        """A filter on the nodes as Cypher conditions."""
        return list(conditions(where, self.node, self.properties)) if where else []

    def matched(self, held: Sequence[str]) -> str:
        """MATCH, with the conditions that have to hold."""
        return f"MATCH {self.pattern}" + (f" WHERE {' AND '.join(held)}" if held else "")

    def keys(self, orders: Given | None) -> list[Key]:
        """What the nodes are ordered by: what was asked, then name and id, so that no two nodes are level."""
        keys: dict[str, Key] = {}
        for order in orders.each() if orders else ():
            for name, direction in order.value.items():
                keys.setdefault(name, self._key(name, direction is Direction.DESC))
        for name in ("name", "id"):
            keys.setdefault(name, self._key(name, False))
        return list(keys.values())

    def edge_keys(self) -> list[Key]:
        """What tells relationships of the same two nodes apart."""
        return [Key(f"edge.{n}", f"{self.edge}.{p.name}", p.kind, not p.required) for n, p in self.edge_properties.items()]

    def _key(self, name: str, descending: bool) -> Key:
        p = orderable(self.type_name)[name]
        return Key(name, f"{self.node}.{p.name}", p.kind, not p.required, descending)


def from_label(label: str) -> Reach:
    """Every node of a label."""
    return Reach(f"(n0:{label})", 0, label, (label,), label)


def along(way: Way, start: str, depth: int) -> Reach:
    """The nodes that a relationship of the node in `start` leads to; `start` may carry a label that it has to have."""
    end = f"n{depth}" if len(way.targets) > 1 else f"n{depth}:{way.target}"
    link = f"-[r{depth}:{way.relationship.type}]-"
    left, right = ("", ">") if way.outgoing else ("<", "")
    return Reach(f"({start}){left}{link}{right}({end})", depth, way.target, way.targets, way.shared_name, way.relationship.type)


def ordered(variables: Sequence[str], keys: Sequence[Key], limit: str, distinct: bool = False) -> str:
    """WITH … ORDER BY … LIMIT of a list."""
    once = "DISTINCT " if distinct else ""
    return f"WITH {once}{', '.join(variables)} ORDER BY {order_by(keys)} LIMIT {limit}"
