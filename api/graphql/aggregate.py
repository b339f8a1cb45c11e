"""Aggregates: how many, the least and the greatest of each property, and how many of each term of a closed list."""

from __future__ import annotations

from api.graphql.columns import Columns, Fields, Shaper, constant, each
from api.graphql.declare import Argument, Field, Registry
from api.graphql.given import Given
from api.graphql.predicates import on_node
from api.graphql.reach import Reach
from api.graphql.scalars import annotation, enumerations
from api.graphql.selecting import Details, Selecting
from api.graphql.words import INTERFACE, Properties, node_filters, node_properties, value_of
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
            Field(n, f"list[{_terms(p)}Count]", f"By: {p.about} Ordered by term.", deprecated=p.deprecated)
            for n, p in groups.items()
        ]
        registry.type(f"{type_name}Groups", f"{type_name} nodes counted by closed lists.", counts)
        fields.append(Field("by", f"{type_name}Groups", "How many there are of each term of a closed list."))
    registry.type(f"{type_name}{SUFFIX}", f"What a set of {type_name} nodes comes to, each counted once.", fields)


def _terms(p: Property) -> str:
    return p.terms.__name__ if p.terms else ""


def aggregate_field(name: str, type_name: str, about: str, chosen: Argument) -> Field:
    """The field that aggregates what the list of this name would list."""
    return Field(f"{name}{SUFFIX}", f"{type_name}{SUFFIX}", f"{about} Counted, not listed.", [chosen])


class Aggregate:
    """Compiles one aggregate."""

    def __init__(self, compiler: Selecting, reach: Reach, given: Given, columns: Columns) -> None:
        self.compiler, self.reach, self.columns = compiler, reach, columns
        self.matched = f"{reach.matched(on_node(given.get('where'), reach))} WITH DISTINCT {reach.node}"
        self.row = Columns()
        self.place = -1

    def shaper(self, details: Details) -> Shaper:
        """The aggregate of a row."""
        type_name = f"{self.reach.type_name}{SUFFIX}"
        fields = Fields(self.columns, type_name)
        for key, name, selected in self.compiler.fields(type_name, details):
            if name == "__typename":
                fields.shaped(key, constant(type_name))
            elif name == "by":
                fields.shaped(key, self._groups(selected))
            else:
                fields.shaped(key, self._measure(name, selected))
        if self.place >= 0:
            self.columns.aggregate(self.place, f"COLLECT {{ {self.matched} {self._figures()} }}")
        return fields.shaper()

    def _figures(self) -> str:
        """What a row of measures returns."""
        names = [f"a{i}" for i, _ in enumerate(self.row.texts)]
        figures = ", ".join(f"{text} AS {name}" for text, name in zip(self.row.texts, names, strict=True))
        return f"WITH {figures} RETURN [{', '.join(names)}]"

    def _measure(self, name: str, details: Details) -> Shaper:
        """Of the one row that all measures share."""
        if self.place < 0:
            self.place = self.columns.reserve()
        at, place = self.row.at(f"count({self.reach.node})"), self.place
        if name == "count":
            return lambda row: row[place][0][at] if row[place] else 0
        shaper = self._extremes(name, details)
        nothing = [None] * len(self.row.texts)
        # Neo4j gives no row, rather than one of nothing, where there is nothing to measure.
        return lambda row: shaper(row[place][0] if row[place] else nothing)

    def _extremes(self, name: str, details: Details) -> Shaper:
        type_name = f"{self.reach.type_name}Extremes"
        fields, properties = Fields(self.row, type_name), measured(self.reach.type_name)
        for key, selected, _ in self.compiler.fields(type_name, details):
            if selected == "__typename":
                fields.shaped(key, constant(type_name))
            else:
                fields.value(key, f"{name}({value_of(properties[selected], self.reach.node)})")
        return fields.shaper()

    def _groups(self, details: Details) -> Shaper:
        type_name = f"{self.reach.type_name}Groups"
        fields, properties = Fields(self.columns, type_name), grouped(self.reach.type_name)
        for key, name, selected in self.compiler.fields(type_name, details):
            if name == "__typename":
                fields.shaped(key, constant(type_name))
            else:
                fields.shaped(key, self._counts(properties[name], selected))
        return fields.shaper()

    def _counts(self, p: Property, details: Details) -> Shaper:
        value, counts = value_of(p, self.reach.node), f"count({self.reach.node}) AS k"
        ordered = f"WITH {value} AS v, {counts} ORDER BY v IS NULL, v"
        row = Columns()
        fields, type_name = Fields(row, f"{_terms(p)}Count"), f"{_terms(p)}Count"
        for key, name, _ in self.compiler.fields(type_name, details):
            if name == "__typename":
                fields.shaped(key, constant(type_name))
            else:
                fields.value(key, {"value": "v", "count": "k"}[name])
        place = self.columns.reserve()
        self.columns.aggregate(place, row.collected(f"{self.matched} {ordered}", self.reach.depth))
        return each(place, fields.shaper())
