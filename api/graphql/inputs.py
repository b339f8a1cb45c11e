"""Filters and orders: an input per kind of property, per enumeration and per label, derived from the schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from api.graphql.declare import Field, Registry
from api.graphql.operators import OPERATORS, Operator
from api.graphql.orders import countable, orderable
from api.graphql.quantifiers import QUANTIFIERS
from api.graphql.scalars import enumerations
from api.graphql.words import INTERFACE, Way, edge_properties, node_filters, pascal, shared_ways, ways
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
    for way in shared_ways():
        _enter_match(registry, way)
    for type_ in model.TYPES:
        if properties := edge_properties(type_):
            about = f"Which {type_} relationships; everything given must hold."
            registry.type(edge_filter(type_), about, _comparisons(properties.items(), edge_filter(type_)), "input")


def edge_filter(type_: str) -> str:
    """Name of the filter on relationships of a type."""
    return f"{pascal(type_)}EdgeFilter"


def _operators(kind: Kind, value: str) -> Iterator[Field]:
    for name, operator in OPERATORS[kind].items():
        yield Field(name, f"Optional[{_taken(operator, value)}]", operator.about)


def _taken(operator: Operator, value: str) -> str:
    return {"one": value, "list": f"list[{value}]", "text": "str", "switch": "bool"}[operator.takes]


def _enter_label(registry: Registry, type_name: str) -> None:
    own = f"{type_name}Filter"
    fields = _comparisons(node_filters(type_name).items(), own)
    if type_name != INTERFACE:
        fields += [field for way in ways(type_name).values() for field in _related(way)]
    registry.type(own, f"Which {type_name} nodes; everything given must hold.", fields, "input")
    registry.type(f"{type_name}Quantifier", f"How many {type_name} nodes have to pass.", _quantifiers(own), "input")
    orders = [Field(n, "Optional[Direction]", f"By: {p.about}", deprecated=p.deprecated) for n, p in orderable(type_name).items()]
    orders += [
        Field(n, "Optional[Direction]", f"By how many {way}Connection has in all.") for n, way in countable(type_name).items()
    ]
    registry.type(f"{type_name}Order", f"What {type_name} nodes are ordered by, and which way.", orders, "choice")


def _comparisons(properties: Iterable[tuple[str, Property]], own: str) -> list[Field]:
    return [
        *(Field(name, f"Optional[{_filter_of(p)}]", p.about, deprecated=p.deprecated) for name, p in properties),
        Field("AND", f"Optional[list[{own}]]", "All of these hold as well."),
        Field("OR", f"Optional[list[{own}]]", "At least one of these holds as well; of an empty list none does."),
        Field("NOT", f"Optional[{own}]", "This does not hold, or cannot be told because a value is missing."),
    ]


def _related(way: Way) -> Iterator[Field]:
    yield Field(way.name, f"Optional[{way.target}Quantifier]", f"{way.about} So many of those nodes pass.")
    about = f"{way.about} So many of the relationships pass, with the node at their other end."
    yield Field(way.connection_name, f"Optional[{way.shared_name}Quantifier]", about)


def _enter_match(registry: Registry, way: Way) -> None:
    type_, name = way.relationship.type, f"{way.shared_name}Match"
    fields = [Field("node", f"Optional[{way.target}Filter]", "The node at the other end.")]
    if edge_properties(type_):
        fields.append(Field("edge", f"Optional[{edge_filter(type_)}]", "The relationship itself."))
    registry.type(name, f"Which {type_} relationships; everything given must hold.", fields, "input")
    registry.type(f"{way.shared_name}Quantifier", f"How many {type_} relationships have to pass.", _quantifiers(name), "input")


def _quantifiers(taken: str) -> list[Field]:
    return [Field(name, f"Optional[{taken}]", quantifier.about) for name, quantifier in QUANTIFIERS.items()]


def _filter_of(p: Property) -> str:
    name = p.terms.__name__ if p.terms else _FILTERS[p.kind]
    return f"{name}Filter"
