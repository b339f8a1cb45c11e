"""Rows and shapes: what a statement returns for one thing, and how that list of values becomes the response.

Values come as lists, position by position, which drivers decode several times faster than maps.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from graphql import GraphQLError

from graph.engine import Row

Shaper = Callable[[Row], Any]
"""Makes a part of the response of a row."""


class Columns:
    """The values that one row returns, as Cypher; equal ones once."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._aggregating: set[int] = set()

    def at(self, text: str) -> int:
        """The position of a value, which is added where it is new."""
        if text not in self.texts:
            self.texts.append(text)
        return self.texts.index(text)

    def reserve(self) -> int:
        """A position whose text follows."""
        self.texts.append("")
        return len(self.texts) - 1

    def collect(self, statement: str, row: Columns, depth: int, *, aggregates: bool = False) -> int:
        """The position of the rows of a subquery, which reads up to its RETURN and whose node has that depth."""
        place = self.at(row.collected(statement, depth))
        if row._aggregating or aggregates:
            self._aggregating.add(place)
        return place

    def fill(self, place: int, statement: str, row: Columns, depth: int) -> None:
        """Likewise at a position that was reserved."""
        self.texts[place] = row.collected(statement, depth)
        if row._aggregating:
            self._aggregating.add(place)

    def aggregate(self, place: int, statement: str) -> None:
        """Says of a position that it is a subquery which aggregates."""
        self.texts[place] = statement
        self._aggregating.add(place)

    def collected(self, statement: str, depth: int) -> str:
        """The subquery that returns these rows as lists.

        What aggregates is bound by a WITH before: in a list beside other values, Neo4j would take it for an aggregate of
        the query around it.
        """
        names = {place: f"g{depth}_{i}" for i, place in enumerate(sorted(self._aggregating))}
        bound = [f"{self.texts[place]} AS {name}" for place, name in names.items()]
        before = f" WITH *, {', '.join(bound)}" if bound else ""
        values = [names.get(place, text) for place, text in enumerate(self.texts)]
        return f"COLLECT {{ {statement}{before} RETURN [{', '.join(values or ['true'])}] }}"

    def named(self) -> str:
        """The row as what follows RETURN, each value under a name of its own."""
        return ", ".join(f"{text} AS c{i}" for i, text in enumerate(self.texts or ["true"]))


class Fields:
    """An object of the response in the making: its keys in the order of the document."""

    def __init__(self, columns: Columns, owner: str) -> None:
        self.columns, self.owner = columns, owner
        self._positions: dict[str, int] = {}
        self._shapers: dict[str, Shaper] = {}
        self._promised: dict[int, str] = {}

    def value(self, key: str, text: str, promised: str = "") -> None:
        """A key whose value is returned as it is; `promised` names the field where null is a broken promise."""
        self._positions[key] = self.columns.at(text)
        if promised:
            self._promised[self._positions[key]] = promised

    def shaped(self, key: str, shaper: Shaper) -> None:
        """A key whose value is made of the row."""
        self._positions[key] = -1
        self._shapers[key] = shaper

    def shaper(self) -> Shaper:
        """Makes the object of a row, by code made for it: a response has thousands of objects.

        The code holds response keys, which are names by GraphQL's grammar, and positions; nothing else of a request.
        """
        names: dict[str, Any] = {"broken": self._broken, "__builtins__": {}}
        names |= {f"shape{i}": shaper for i, shaper in enumerate(self._shapers.values())}
        shaped = {key: f"shape{i}(row)" for i, key in enumerate(self._shapers)}
        parts = (f"{key!r}: {shaped.get(key) or self._copied(place)}" for key, place in self._positions.items())
        return cast(Shaper, eval(f"lambda row: {{{', '.join(parts)}}}", names))  # noqa: S307

    def _copied(self, place: int) -> str:
        if place not in self._promised:
            return f"row[{place}]"
        return f"row[{place}] if row[{place}] is not None else broken({self._promised[place]!r})"

    def _broken(self, name: str) -> Any:
        raise GraphQLError(f"Cannot return null for non-nullable field {self.owner}.{name}.")


def each(position: int, shaper: Shaper) -> Shaper:
    """A list of the response from the list of rows at a position."""
    return lambda row: [shaper(item) for item in row[position]]


def by_label(position: int, shapers: dict[str, Shaper]) -> Shaper:
    """An object that is shaped by what the label at a position is."""
    return lambda row: shapers[row[position]](row)


def constant(value: Any) -> Shaper:
    """The same for every row."""
    return lambda _row: value


def at_most(position: int, limit: int, refuse: Callable[[], GraphQLError], shaper: Shaper) -> Shaper:
    """A list as `each` makes it; raises what `refuse` gives where it is longer than the limit."""

    def shape(row: Row) -> list[Any]:
        rows: Sequence[Row] = row[position]
        if len(rows) > limit:
            raise refuse()
        return [shaper(item) for item in rows]

    return shape
