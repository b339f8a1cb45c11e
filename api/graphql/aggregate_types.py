"""The types of aggregates: how many, the least and the greatest of each property, how many of each term of a closed list."""

from __future__ import annotations

from api.graphql.declare import Argument, Field, Registry
from api.graphql.scalars import annotation, enumerations
from api.graphql.words import INTERFACE, Properties, node_filters, node_properties
from graph.schema import model
from graph.schema.model import Property

SUFFIX = "Aggregate"
"""What follows the name of a list where it is counted instead of listed."""
_EXTREMES = {"min": "least", "max": "greatest"}


def measured(type_name: str) -> Properties:
    """Properties that have a least and a greatest."""
    kinds = ("text", "integer", "number", "day", "instant")
    return {name: p for name, p in node_properties(type_name).items() if p.kind in kinds and name != "id"}


def grouped(type_name: str) -> Properties:
    """Closed lists by whose terms nodes are counted."""
    return {name: p for name, p in node_filters(type_name).items() if p.terms}


def enter_aggregates(registry: Registry) -> None:
    """Enters the aggregate of every type, and the counts of every closed list."""
    for terms in enumerations():
        value = Field("value", f"Optional[{terms.__name__}]", "The term; null stands for those without one.")
        number = Field("count", "int", "How many have it.")
        registry.type(f"{terms.__name__}Count", f"How many nodes have one {terms.__name__}.", [value, number])
    for type_name in (INTERFACE, *model.LABELS):
        _enter(registry, type_name)


def _enter(registry: Registry, type_name: str) -> None:
    fields = [Field("count", "int", "How many there are.")]
    extremes = [
        Field(name, f"Optional[{annotation(p)}]", p.about, deprecated=p.deprecated) for name, p in measured(type_name).items()
    ]
    registry.type(f"{type_name}Extremes", f"One end of each property of {type_name} nodes; null where none has it.", extremes)
    fields += [Field(name, f"{type_name}Extremes", f"The {which} of each property.") for name, which in _EXTREMES.items()]
    if groups := grouped(type_name):
        counts = [
            Field(n, f"list[{terms_of(p)}Count]", f"By: {p.about} Ordered by term.", deprecated=p.deprecated)
            for n, p in groups.items()
        ]
        registry.type(f"{type_name}Groups", f"{type_name} nodes counted by closed lists.", counts)
        fields.append(Field("by", f"{type_name}Groups", "How many there are of each term of a closed list."))
    registry.type(f"{type_name}{SUFFIX}", f"What a set of {type_name} nodes comes to, each counted once.", fields)


def terms_of(p: Property) -> str:
    """Name of the closed list of a property."""
    return p.terms.__name__ if p.terms else ""


def aggregate_field(name: str, type_name: str, about: str, chosen: Argument) -> Field:
    """The field that aggregates what the list of this name would list."""
    return Field(f"{name}{SUFFIX}", f"{type_name}{SUFFIX}", f"{about} Counted, not listed.", [chosen])
