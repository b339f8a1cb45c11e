"""Scalars and enumerations: the types of single values, as the schema declares them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from enum import Enum, StrEnum
from typing import Any, NewType

import strawberry
from pydantic import TypeAdapter, ValidationError
from strawberry.schema.name_converter import NameConverter
from strawberry.types.enum import EnumValue, StrawberryEnumDefinition
from strawberry.types.scalar import ScalarDefinition

from api.graphql.declare import Registry
from api.graphql.words import Label
from graph.schema import model, values
from graph.schema.model import Property

Date = NewType("Date", str)
DateTime = NewType("DateTime", str)


class Direction(Enum):
    """Which way a list is ordered; what has no value comes last either way."""

    ASC = "ASC"
    DESC = "DESC"


def _checked(annotation: Any, form: str) -> Callable[[Any], str]:
    adapter = TypeAdapter(annotation)

    def parse(value: Any) -> str:
        try:
            return str(adapter.validate_python(value))
        except ValidationError:
            raise ValueError(f"{value!r} is not {form}.") from None

    return parse


def _same(value: Any) -> Any:
    return value


SCALARS: dict[Any, ScalarDefinition] = {
    Date: strawberry.scalar(
        name="Date",
        description="A day as ISO 8601 writes it: 2026-11-23.",
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
        serialize=_same,
        parse_value=_checked(values.Day, "a date of the form YYYY-MM-DD"),
    ),
    DateTime: strawberry.scalar(
        name="DateTime",
        description="A time in UTC as ISO 8601 writes it, to the second: 2026-11-23T07:00:00Z.",
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
        serialize=_same,
        parse_value=_checked(values.Instant, "a time of the form YYYY-MM-DDTHH:MM:SSZ"),
    ),
}
"""How the scalars that are not built in are read and written."""

_ANNOTATIONS: dict[model.Kind, str] = {
    "text": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "day": "Date",
    "instant": "DateTime",
    "texts": "list[str]",
}


def annotation(p: Property) -> str:
    """The type of a property's value, as registries write it; without regard to whether it is required."""
    if p.name == "id":
        return "ID"
    return p.terms.__name__ if p.terms else _ANNOTATIONS[p.kind]


def enter_scalars(registry: Registry) -> None:
    """Enters every scalar and enumeration."""
    registry.enter("Date", Date)
    registry.enter("DateTime", DateTime)
    registry.enter("Direction", strawberry.enum(Direction, description=inspect.getdoc(Direction)))
    for terms in enumerations():
        registry.enter(terms.__name__, strawberry.enum(terms, description=inspect.getdoc(terms)))


def enumerations() -> list[type[StrEnum]]:
    """The closed lists that some property has, and the labels."""
    declared = [*model.LABELS.values(), *(r.properties for r in model.TYPES.values())]
    found = {p.terms for d in declared for p in model.properties(d).values() if p.terms} | {Label}
    return sorted(found, key=lambda terms: terms.__name__)


class StoredNames(NameConverter):
    """Enumeration values are called what the graph stores, so nothing is converted on the way out."""

    def from_enum_value(self, enum: StrawberryEnumDefinition, enum_value: EnumValue) -> str:
        """The value of a closed list of texts; the member's name of any other enumeration."""
        if issubclass(enum.wrapped_cls, StrEnum):
            return str(enum.wrapped_cls[enum_value.name].value)
        return super().from_enum_value(enum, enum_value)
