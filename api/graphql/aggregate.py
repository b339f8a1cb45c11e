"""Aggregates compiled: one subquery for all figures, grouped by a closed list where exactly one is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from api.graphql.aggregate_types import SUFFIX, grouped, measured, terms_of
from api.graphql.columns import Columns, Fields, Shaper, each
from api.graphql.given import Given
from api.graphql.predicates import on_node
from api.graphql.reach import Reach
from api.graphql.selecting import Details, Selecting, chosen
from api.graphql.words import value_of
from graph.engine import Row
from graph.schema.model import Property

_FOLDS: dict[str, Callable[[list[Any]], Any]] = {"count": sum, "min": min, "max": max}
"""How the figures of groups come to those of all."""


class Aggregate:
    """Compiles one aggregate."""

    def __init__(self, compiler: Selecting, reach: Reach, given: Given, columns: Columns) -> None:
        self.compiler, self.reach, self.columns = compiler, reach, columns
        once = f" WITH DISTINCT {reach.node}" if reach.type_ else ""
        self.matched = f"{reach.matched(on_node(given.get('where'), reach))}{once}"
        self.figures = Columns()
        self.by: Property | None = None
        self.place = -1

    def shaper(self, details: Details) -> Shaper:
        """The aggregate of a row."""
        fields = Fields(self.columns, f"{self.reach.type_name}{SUFFIX}")
        self.by = self._only_group([inner for _, name, inner in self.compiler.fields(fields.owner, details) if name == "by"])
        for key, name, inner in chosen(self.compiler, fields, details):
            fields.shaped(key, self._groups(inner) if name == "by" else self._figure(name, inner))
        if self.place >= 0:
            self.columns.aggregate(self.place, f"COLLECT {{ {self.matched} {self._returned()} }}")
        return fields.shaper()

    def _only_group(self, places: list[Details]) -> Property | None:
        type_name = f"{self.reach.type_name}Groups"
        names = [name for inner in places for _, name, _ in self.compiler.fields(type_name, inner) if name != "__typename"]
        return grouped(self.reach.type_name)[names[0]] if len(names) == 1 else None

    def _returned(self) -> str:
        """What a row of figures is; with the term and how many have it before them where they are grouped."""
        names = [f"a{i}" for i, _ in enumerate(self.figures.texts)]
        figures = [f"{text} AS {name}" for text, name in zip(self.figures.texts, names, strict=True)]
        if not self.by:
            return f"WITH {', '.join(figures)} RETURN [{', '.join(names)}]"
        group = _grouping(self.by, self.reach)
        return f"WITH {', '.join([group, *figures])} ORDER BY v IS NULL, v RETURN [{', '.join(['v', 'k', *names])}]"

    def _shared(self) -> int:
        if self.place < 0:
            self.place = self.columns.reserve()
        return self.place

    def _figure(self, name: str, details: Details) -> Shaper:
        place, own = self._shared(), self.figures
        count = own.at(f"count({self.reach.node})")
        if name == "count":
            return lambda row: self._folded(row[place], count)
        shaper = self._extremes(name, details)
        return lambda row: shaper([self._folded(row[place], i) for i in range(len(own.texts))])

    def _folded(self, rows: list[Row], place: int) -> Any:
        """A figure over all groups. Where there is nothing to measure, Neo4j gives no row rather than one of nothing."""
        function = self.figures.texts[place].partition("(")[0]
        values = [value for row in rows if (value := row[place + 2 if self.by else place]) is not None]
        return _FOLDS[function](values) if values else 0 if function == "count" else None

    def _extremes(self, name: str, details: Details) -> Shaper:
        fields, properties = Fields(self.figures, f"{self.reach.type_name}Extremes"), measured(self.reach.type_name)
        for key, selected, _ in chosen(self.compiler, fields, details):
            fields.value(key, f"{name}({value_of(properties[selected], self.reach.node)})")
        return fields.shaper()

    def _groups(self, details: Details) -> Shaper:
        fields, properties = Fields(self.columns, f"{self.reach.type_name}Groups"), grouped(self.reach.type_name)
        for key, name, selected in chosen(self.compiler, fields, details):
            fields.shaped(key, self._counts(properties[name], selected))
        return fields.shaper()

    def _counts(self, p: Property, details: Details) -> Shaper:
        row = Columns()
        places = {"value": row.at("v"), "count": row.at("k")}
        fields = Fields(row, f"{terms_of(p)}Count")
        for key, name, _ in chosen(self.compiler, fields, details):
            fields.value(key, row.texts[places[name]])
        if self.by:
            return each(self._shared(), fields.shaper())
        place = self.columns.reserve()
        ordered = f"WITH {_grouping(p, self.reach)} ORDER BY v IS NULL, v"
        self.columns.aggregate(place, row.collected(f"{self.matched} {ordered}", self.reach.depth))
        return each(place, fields.shaper())


def _grouping(p: Property, reach: Reach) -> str:
    return f"{value_of(p, reach.node)} AS v, count({reach.node}) AS k"
