"""What the declarations say about each label, as plain data: its properties, and its relationships from its own end.

The schema page, `clausegraph schema` and its JSON are all written from this.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graph.schema import model
from graph.schema.relationships import Relationship


@dataclass(frozen=True)
class End:
    """One relationship type as a node of the label reads it."""

    reads: str
    """The name under which the node reaches the other end: depends_on, dependents."""
    type: str
    outgoing: bool
    """Whether the arrow starts at this label."""
    others: tuple[str, ...]
    """Labels of the other end."""
    says: str
    """What the arrow says, read from its start."""
    travels: bool
    """Whether failure travels along it, against the arrow."""
    properties: tuple[model.Property, ...]


@dataclass(frozen=True)
class Description:
    """Everything declared about one label."""

    label: str
    plural: str
    about: str
    joins_by_name: bool
    properties: tuple[model.Property, ...]
    ends: tuple[End, ...]

    def as_json(self) -> dict[str, Any]:
        """The same as objects, lists and scalars."""
        ends = [{**vars(end), "properties": [_as_json(p) for p in end.properties]} for end in self.ends]
        return {**vars(self), "properties": [_as_json(p) for p in self.properties], "ends": ends}


def describe(label: str | None = None) -> list[Description]:
    """What is declared about one label, or about every label in declared order.

    Raises WrongUse with the nearest label for one that does not exist.
    """
    return [_description(name) for name in ([label] if label else model.LABELS)]


def _description(label: str) -> Description:
    declared = model.node(label)
    return Description(
        label=label,
        plural=declared.plural,
        about=inspect.getdoc(declared) or "",
        joins_by_name=declared.joins_by_name,
        properties=tuple(model.properties(declared).values()),
        ends=tuple(_ends(label)),
    )


def _ends(label: str) -> Iterator[End]:
    for declared in model.leaving(label):
        yield _end(
            declared, declared.forward, True, [t.__name__ for t in declared.target if model.joins(declared, label, t.__name__)]
        )
    for declared in model.arriving(label):
        yield _end(
            declared, declared.reverse, False, [s.__name__ for s in declared.source if model.joins(declared, s.__name__, label)]
        )


def _end(declared: Relationship, reads: str, outgoing: bool, others: list[str]) -> End:
    return End(
        reads=reads,
        type=declared.type,
        outgoing=outgoing,
        others=tuple(others),
        says=declared.says,
        travels=declared.travels,
        properties=tuple(model.properties(declared.properties).values()),
    )


def _as_json(prop: model.Property) -> dict[str, Any]:
    return {**vars(prop), "terms": [str(term.value) for term in prop.terms] if prop.terms else []}
