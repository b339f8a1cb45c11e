"""What is derived from the declarations: labels, properties with type and unit, and which ends a type may join.

Everything else (constraints, load statements, GraphQL, pages) asks here and never reads a pydantic class itself.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from graph.errors import WrongUse, nearest
from graph.schema import nodes, relationships, values
from graph.schema.nodes import Node
from graph.schema.relationships import Relationship

Kind = Literal["text", "integer", "number", "boolean", "day", "instant", "term", "texts"]


@dataclass(frozen=True)
class Property:
    """One property of a node or relationship."""

    name: str
    kind: Kind
    about: str
    required: bool
    unit: str = ""
    terms: type[StrEnum] | None = None
    """The closed list, for kind `term`."""
    identity: str = ""
    """The scheme under which its value identifies the node, or empty."""
    deprecated: str = ""
    """Why nobody is to use it any more, and what instead; empty while it is in use."""

    @property
    def told(self) -> str:
        """What it is, and that it is deprecated where it is."""
        return f"{self.about} Deprecated: {self.deprecated}" if self.deprecated else self.about


_PLAIN: dict[Any, Kind] = {bool: "boolean", int: "integer", float: "number", str: "text"}


def _parts(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """The bare type under Optional and Annotated, and the markers met on the way."""
    markers: tuple[Any, ...] = ()
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *found = get_args(annotation)
            markers += tuple(found)
        elif get_origin(annotation) in (Union, types.UnionType):
            annotation = next(a for a in get_args(annotation) if a is not type(None))
        else:
            return annotation, markers


def _kind(bare: Any, unit: str) -> Kind:
    if get_origin(bare) is list:
        return "texts"
    if isinstance(bare, type) and issubclass(bare, StrEnum):
        return "term"
    if unit.startswith("ISO 8601"):
        return "instant" if "time" in unit else "day"
    return _PLAIN[bare]


@cache
def properties(declared: type[BaseModel]) -> dict[str, Property]:
    """The properties of a node class or of a relationship's `properties` class, by name, in declared order."""
    return {name: _property(name, field) for name, field in declared.model_fields.items()}


def _property(name: str, field: Any) -> Property:
    bare, markers = _parts(field.annotation)
    markers += tuple(field.metadata)
    unit = next((m.name for m in markers if isinstance(m, values.Unit)), "")
    return Property(
        name=name,
        kind=_kind(bare, unit),
        about=field.description or "",
        required=field.is_required(),
        unit=unit,
        terms=bare if isinstance(bare, type) and issubclass(bare, StrEnum) else None,
        identity=next((m.scheme for m in markers if isinstance(m, values.Identifies)), ""),
        deprecated=field.deprecation_message or "",
    )


LABELS: dict[str, type[Node]] = {n.__name__: n for n in nodes.NODES}
TYPES: dict[str, Relationship] = {r.type: r for r in relationships.RELATIONSHIPS}
LOADABLE: tuple[str, ...] = tuple(n.__name__ for n in nodes.LOADABLE)
"""Labels that a record can speak of."""
ASSERTED: tuple[str, ...] = tuple(r.type for r in relationships.ASSERTED)
"""Relationship types that a record can assert."""


def node(label: str) -> type[Node]:
    """The class declared for a label; raises WrongUse with the nearest label."""
    if label not in LABELS:
        raise WrongUse(f"There is no label {label}.", remedy=nearest(label, LABELS))
    return LABELS[label]


def relationship(type_: str) -> Relationship:
    """The relationship declared for a type; raises WrongUse with the nearest type."""
    if type_ not in TYPES:
        raise WrongUse(f"There is no relationship type {type_}.", remedy=nearest(type_, TYPES))
    return TYPES[type_]


def joins(declared: Relationship, source: str, target: str) -> bool:
    """Whether the type may lead from a node of the one label to a node of the other."""
    start, end = LABELS.get(source), LABELS.get(target)
    if start not in declared.source or end not in declared.target:
        return False
    return declared.type != "PART_OF" or start is end or (source, target) == ("Requirement", "Framework")


def leaving(label: str) -> Iterator[Relationship]:
    """The relationship types that may start at a node of this label."""
    return (r for r in TYPES.values() if LABELS[label] in r.source)


def arriving(label: str) -> Iterator[Relationship]:
    """The relationship types that may end at a node of this label."""
    return (r for r in TYPES.values() if LABELS[label] in r.target)


def travelling() -> tuple[str, ...]:
    """The types along which failure travels."""
    return tuple(t for t, r in TYPES.items() if r.travels)


def travelling_labels() -> tuple[str, ...]:
    """Labels of nodes that a failure can reach or leave, in declared order."""
    ends = {n.__name__ for r in TYPES.values() if r.travels for n in (*r.source, *r.target)}
    return tuple(label for label in LABELS if label in ends)
