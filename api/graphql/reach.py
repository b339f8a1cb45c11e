"""Where a list of nodes comes from: a label, or a relationship of a node that is already bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    held: tuple[str, ...] = ()
    """Conditions that hold whatever is asked."""

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

    def matched(self, held: Sequence[str]) -> str:
        """MATCH, with the conditions that have to hold."""
        conditions = " AND ".join([*self.held, *held])
        return f"MATCH {self.pattern}" + (f" WHERE {conditions}" if conditions else "")


def from_label(label: str, held: tuple[str, ...] = ()) -> Reach:
    """Every node of a label, or those for which some condition on n0 holds."""
    return Reach(f"(n0:{label})", 0, label, (label,), label, held=held)


def along(way: Way, start: str, depth: int) -> Reach:
    """The nodes that a relationship of the node in `start` leads to; `start` may carry a label that it has to have."""
    end = f"n{depth}" if len(way.targets) > 1 else f"n{depth}:{way.target}"
    link = f"-[r{depth}:{way.relationship.type}]-"
    left, right = ("", ">") if way.outgoing else ("<", "")
    return Reach(f"({start}){left}{link}{right}({end})", depth, way.target, way.targets, way.shared_name, way.relationship.type)


def backward(way: Way, far: str, reach: Reach) -> str:
    """The same relationship from its other end, which is bound: engines expand a pattern from where it begins."""
    left, right = ("<", "") if way.outgoing else ("", ">")
    return f"({far}){left}-[r1:{way.relationship.type}]-{right}({reach.node}:{reach.labels[0]})"


def counted(way: Way, start: str) -> str:
    """How many of these relationships a node has."""
    end = "" if len(way.targets) > 1 else f":{way.target}"
    left, right = ("", ">") if way.outgoing else ("<", "")
    return f"COUNT {{ ({start}){left}-[:{way.relationship.type}]-{right}({end}) }}"
