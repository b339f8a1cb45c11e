"""Connections: a page of a list with its edges, cursors and total, as Relay's specification has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphql.execution.collect_fields import FieldDetails

from api.graphql.columns import Columns, Fields, Shaper, constant
from api.graphql.cursors import after, encode
from api.graphql.given import Given
from api.graphql.inputs import LARGEST_PAGE, PAGE
from api.graphql.reach import Reach, ordered
from graph.engine import Row

if TYPE_CHECKING:
    from api.graphql.compile import Compiler

Details = list[FieldDetails]


def limit_of(first: Any) -> int:
    """A size of page; raises ValueError for one that cannot be."""
    if not 0 <= first <= LARGEST_PAGE:
        raise ValueError(f"first = {first} is not between 0 and {LARGEST_PAGE}.")
    return int(first)


def _one_more(first: Any) -> int:
    """One node beyond the page tells whether another follows."""
    return limit_of(first) + 1


class Connection:
    """Compiles one connection; what it needs is added to the row of whatever it belongs to."""

    def __init__(self, compiler: Compiler, reach: Reach, given: Given, columns: Columns) -> None:
        self.compiler, self.reach, self.given, self.columns = compiler, reach, given, columns
        self.row = Columns()
        self.held = reach.conditions(given.get("where"))
        self.keys = [*reach.keys(given.get("orderBy")), *reach.edge_keys()]
        self.page = -1
        self.size = -1

    def shaper(self, details: Details) -> Shaper:
        """The connection of a row."""
        type_name = f"{self.reach.name}Connection"
        fields = Fields(self.columns, type_name)
        for key, selected in self.compiler.collect(self.compiler.type(type_name), details).items():
            name = selected[0].node.name.value
            if name == "__typename":
                fields.shaped(key, constant(type_name))
            elif name == "totalCount":
                fields.value(key, f"COUNT {{ {self.reach.matched(self.held)} }}")
            else:
                self._reserve()
                fields.shaped(key, self._part(name, selected))
        if self.page >= 0:
            self.columns.texts[self.page] = self._statement()
        return fields.shaper()

    def _reserve(self) -> None:
        if self.page < 0:
            self.page = self.columns.reserve()
            self.size = self.columns.at(self._limit(plus_one=False))

    def _limit(self, plus_one: bool) -> str:
        first = self.given.get("first")
        if first is None:
            return str(PAGE + plus_one)
        return first.parameter(_one_more if plus_one else limit_of)

    def _statement(self) -> str:
        reach, cursor = self.reach, self.given.get("after")
        matched = reach.matched([*self.held, after(self.keys, cursor)] if cursor else self.held)
        variables = [reach.node, reach.edge] if reach.type_ else [reach.node]
        page = ordered(variables, self.keys, self._limit(plus_one=True))
        return f"COLLECT {{ {matched} {page} RETURN {self.row.listed()} }}"

    def _part(self, name: str, details: Details) -> Shaper:
        if name == "pageInfo":
            return self._page_info(details)
        shaper = self.compiler.nodes(self.reach, self.row, details) if name == "nodes" else self._edge(details)
        page, size = self.page, self.size
        return lambda row: [shaper(item) for item in row[page][: row[size]]]

    def _edge(self, details: Details) -> Shaper:
        type_name = f"{self.reach.name}Edge"
        fields = Fields(self.row, type_name)
        for key, selected in self.compiler.collect(self.compiler.type(type_name), details).items():
            name = selected[0].node.name.value
            if name == "__typename":
                fields.shaped(key, constant(type_name))
            elif name == "cursor":
                fields.shaped(key, self._cursor())
            elif name == "node":
                fields.shaped(key, self.compiler.nodes(self.reach, self.row, selected))
            else:
                p = self.reach.edge_properties[name]
                fields.value(key, f"{self.reach.edge}.{p.name}", name if p.required else "")
        return fields.shaper()

    def _cursor(self) -> Shaper:
        keys = tuple(self.keys)
        places = [self.row.at(key.text) for key in keys]
        return lambda row: encode(keys, [row[place] for place in places])

    def _page_info(self, details: Details) -> Shaper:
        page, size, cursor = self.page, self.size, self._cursor()
        parts: dict[str, Shaper] = {
            "__typename": constant("PageInfo"),
            "hasNextPage": lambda row: len(row[page]) > row[size],
            "hasPreviousPage": constant(self.given.get("after") is not None),
            "startCursor": lambda row: _at(row[page][: row[size]], 0, cursor),
            "endCursor": lambda row: _at(row[page][: row[size]], -1, cursor),
        }
        fields = Fields(self.columns, "PageInfo")
        for key, selected in self.compiler.collect(self.compiler.type("PageInfo"), details).items():
            fields.shaped(key, parts[selected[0].node.name.value])
        return fields.shaper()


def _at(page: list[Row], position: int, cursor: Shaper) -> str | None:
    return cursor(page[position]) if page else None
