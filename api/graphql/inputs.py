"""Filters and orders: an input per kind of property, per enumeration and per label, derived from the schema."""

from __future__ import annotations

from collections.abc import Iterator

from api.graphql.declare import Argument, Field, Registry
from api.graphql.operators import OPERATORS, Operator
from api.graphql.scalars import enumerations
from api.graphql.words import INTERFACE, node_properties
from graph.schema import model
from graph.schema.model import Kind, Property

PAGE = 50
"""Nodes of a page that nobody gave a size."""
LARGEST_PAGE = 1_000
"""The most that one list or page gives."""

_FILTERS: dict[Kind, str] = {
    "text": "Text",
    "integer": "Int",
    "number": "Float",
    "boolean": "Boolean",
    "day": "Date",
    "instant": "DateTime",
    "texts": "Texts",
}
_VALUES: dict[Kind, str] = {"integer": "int", "number": "float", "boolean": "bool", "day": "Date", "instant": "DateTime"}


def orderable(type_name: str) -> dict[str, Property]:
    """Properties that a list of these can be ordered by."""
    return {name: p for name, p in node_properties(type_name).items() if p.kind != "texts"}


def enter_inputs(registry: Registry) -> None:
    """Enters the filters and orders."""
    for kind, name in _FILTERS.items():
        about = f"Compares {'lists of texts' if kind == 'texts' else f'a {kind}'}; everything given must hold."
        registry.type(f"{name}Filter", about, list(_operators(kind, _VALUES.get(kind, "str"))), "input")
    for terms in enumerations():
        about = f"Compares a {terms.__name__}; everything given must hold."
        registry.type(f"{terms.__name__}Filter", about, list(_operators("term", terms.__name__)), "input")
    for type_name in (INTERFACE, *model.LABELS):
        _enter_label(registry, type_name)


def _operators(kind: Kind, value: str) -> Iterator[Field]:
    for name, operator in OPERATORS[kind].items():
        yield Field(name, f"Optional[{_taken(operator, value)}]", operator.about)


def _taken(operator: Operator, value: str) -> str:
    return {"one": value, "list": f"list[{value}]", "text": "str", "switch": "bool"}[operator.takes]


def _enter_label(registry: Registry, type_name: str) -> None:
    filters = [Field(n, f"Optional[{_filter_of(p)}]", p.about) for n, p in node_properties(type_name).items()]
    every = Field("AND", f"Optional[list[{type_name}Filter]]", "All of these hold as well.")
    registry.type(f"{type_name}Filter", f"Which {type_name} nodes; everything given must hold.", [*filters, every], "input")
    orders = [Field(n, "Optional[Direction]", f"By: {p.about}") for n, p in orderable(type_name).items()]
    registry.type(f"{type_name}Order", f"What {type_name} nodes are ordered by, and which way.", orders, "choice")


def _filter_of(p: Property) -> str:
    name = p.terms.__name__ if p.terms else _FILTERS[p.kind]
    return f"{name}Filter"


def list_arguments(type_name: str) -> list[Argument]:
    """Arguments of a plain list of nodes."""
    return [
        Argument("where", f"Optional[{type_name}Filter]", "Only those for which all of this holds."),
        Argument("orderBy", f"Optional[list[{type_name}Order]]", "Order; name and id decide what it leaves open."),
        Argument(
            "first",
            "Optional[int]",
            f"At most so many, {LARGEST_PAGE} at the most. Without it all, or an error when there are more.",
        ),
    ]


def connection_arguments(type_name: str) -> list[Argument]:
    """Arguments of a connection."""
    where, order, _ = list_arguments(type_name)
    first = Argument("first", "Optional[int]", f"Size of the page, {LARGEST_PAGE} at the most.", PAGE)
    return [where, order, first, Argument("after", "Optional[str]", "The cursor after which the page starts.")]
