"""The words of the API: what the declarations in `graph.schema` are called in GraphQL, and what they mean there.

Types are built from here and statements are compiled from here, so the two cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from graph.schema import model
from graph.schema.model import Property
from graph.schema.nodes import Node
from graph.schema.relationships import ASSERTED, Relationship

INTERFACE = "Node"
"""What a target is where it can be of several labels."""
COUNTED = "Count"
"""What follows the name of a relationship where a list is ordered by how many of them there are."""


def camel(snake: str) -> str:
    """depends_on → dependsOn."""
    first, *rest = snake.split("_")
    return first + "".join(part.capitalize() for part in rest)


def pascal(snake: str) -> str:
    """DEPENDS_ON → DependsOn."""
    return "".join(part.capitalize() for part in snake.split("_"))


@dataclass(frozen=True)
class Way:
    """A relationship as one of its ends reads it: service.dependsOn, service.dependents."""

    name: str
    """camelCase; the name of the list field."""
    relationship: Relationship
    outgoing: bool
    """Whether the arrow leads away from the reader."""
    targets: tuple[str, ...]
    """Labels that can stand at the other end."""

    @property
    def target(self) -> str:
        """GraphQL type of the other end."""
        return self.targets[0] if len(self.targets) == 1 else INTERFACE

    @property
    def connection_name(self) -> str:
        """Name of the field that pages through it and shows the relationship's properties."""
        return f"{self.name}Connection"

    @property
    def shared_name(self) -> str:
        """What its Edge and Connection are called, shared by every way of this relationship to the same target."""
        return f"{pascal(self.relationship.type)}{self.target}"

    @property
    def about(self) -> str:
        """What following it gives."""
        says, type_ = self.relationship.says, self.relationship.type
        ends = ", ".join(self.targets)
        arrow = f"{type_} to {ends}" if self.outgoing else f"{type_} from {ends}, which calls it {self._other_name}"
        travels = " Failure travels along it, from target to source." if self.relationship.travels else ""
        return f"{says[0].upper()}{says[1:]}: {arrow}.{travels}"

    @property
    def _other_name(self) -> str:
        return camel(self.relationship.forward)


Properties = dict[str, Property]
"""Properties by their GraphQL name."""

RECORD = Property("record", "text", "Id of the record that asserts the relationship.", required=True)
Label = StrEnum("Label", {label: label for label in model.LABELS})  # type: ignore[misc]
Label.__doc__ = "The labels of the graph: what a node can be."
LABEL = Property("label", "term", "Its label.", required=True, terms=Label)
"""No property, but nodes of several labels are filtered and counted by it as by one."""


def value_of(p: Property, variable: str) -> str:
    """The Cypher of a property's value."""
    return f"head(labels({variable}))" if p is LABEL else f"{variable}.{p.name}"


def _named(properties: Iterable[Property]) -> Properties:
    return {camel(p.name): p for p in properties}


@cache
def node_properties(type_name: str) -> Properties:
    """The properties of a label, or those that every node has."""
    declared = Node if type_name == INTERFACE else model.LABELS[type_name]
    return _named(model.properties(declared).values())


@cache
def edge_properties(type_: str) -> Properties:
    """The properties of a relationship type, and the record that asserts it."""
    declared = model.TYPES[type_]
    record = [RECORD] if declared in ASSERTED else []
    return _named([*record, *model.properties(declared.properties).values()])


@cache
def node_filters(type_name: str) -> Properties:
    """What nodes of a type are filtered by: their properties, and the label where it can differ."""
    return {**node_properties(type_name), LABEL.name: LABEL} if type_name == INTERFACE else node_properties(type_name)


@cache
def ways(label: str) -> dict[str, Way]:
    """Every relationship that can touch a node of this label, by the name of its list field."""
    found: dict[str, Way] = {}
    for declared in model.leaving(label):
        targets = [n.__name__ for n in declared.target if model.joins(declared, label, n.__name__)]
        _enter(found, label, declared.forward, declared, True, targets)
    for declared in model.arriving(label):
        sources = [n.__name__ for n in declared.source if model.joins(declared, n.__name__, label)]
        _enter(found, label, declared.reverse, declared, False, sources)
    return found


def _enter(found: dict[str, Way], label: str, name: str, declared: Relationship, outgoing: bool, targets: list[str]) -> None:
    if not targets:
        return
    way = Way(camel(name), declared, outgoing, tuple(targets))
    if way.name in found or way.name in node_properties(label):
        raise ValueError(f"{label}.{way.name} is declared twice in graph.schema")
    found[way.name] = way


def shared_ways() -> Iterable[Way]:
    """One way for each set of types that ways share."""
    return {way.shared_name: way for label in model.LABELS for way in ways(label).values()}.values()


def way_of(label: str, field: str) -> Way:
    """The way of a field, whether it lists or pages."""
    known = ways(label)
    return known.get(field) or known[field.removesuffix("Connection")]


def labels_of(type_name: str) -> tuple[str, ...]:
    """Labels that a GraphQL type stands for."""
    return tuple(model.LABELS) if type_name == INTERFACE else (type_name,)


def list_name(label: str) -> str:
    """Root field that lists nodes of a label: services, pastRecords."""
    return camel(model.LABELS[label].plural)


def lookup_name(label: str) -> str:
    """Root field that finds one node of a label: service, pastRecord."""
    return label[0].lower() + label[1:]
