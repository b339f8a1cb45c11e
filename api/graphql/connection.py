"""Connections: a page of a list with its edges, cursors and total, as Relay's specification has them."""

from __future__ import annotations

from api.graphql.columns import Columns, Fields, Shaper, constant
from api.graphql.cursors import encode
from api.graphql.given import Given
from api.graphql.orders import edge_keys, keys, ordered
from api.graphql.pages import Window
from api.graphql.predicates import on_edge, on_node
from api.graphql.provenance import asserted_by
from api.graphql.reach import Reach
from api.graphql.selecting import Details, Selecting, chosen
from graph.engine import Row


class Connection:
    """Compiles one connection; what it needs is added to the row of whatever it belongs to."""

    def __init__(self, compiler: Selecting, reach: Reach, given: Given, columns: Columns, found: str = "") -> None:
        """`found` is the variable of all nodes that pass the filter, where a statement before has collected them."""
        self.compiler, self.reach, self.columns, self.found = compiler, reach, columns, found
        self.row = Columns()
        self.window = Window(given)
        self.held = [] if found else [*on_node(given.get("where"), reach), *on_edge(given.get("whereEdge"), reach)]
        self.keys = [*keys(reach, given.get("orderBy")), *edge_keys(reach)]
        self.backward = self.window.backward
        self.between, self.limit = self.window.between(self.keys), self.window.limit(one_more=True)
        self.page = -1
        self.size = -1

    def shaper(self, details: Details) -> Shaper:
        """The connection of a row."""
        fields = Fields(self.columns, f"{self.reach.name}Connection")
        for key, name, selected in chosen(self.compiler, fields, details):
            if name == "totalCount":
                fields.value(key, f"size({self.found})" if self.found else f"COUNT {{ {self.reach.matched(self.held)} }}")
            else:
                self._reserve()
                fields.shaped(key, self._part(name, selected))
        if self.page >= 0:
            self.columns.fill(self.page, self._statement(), self.row, self.reach.depth)
        return fields.shaper()

    def _reserve(self) -> None:
        if self.page < 0:
            self.page = self.columns.reserve()
            self.size = self.columns.at(self.window.limit(one_more=False))

    def _statement(self) -> str:
        reach = self.reach
        variables = [reach.node, reach.edge] if reach.type_ else [reach.node]
        return f"{self._matched()} {ordered(variables, self.window.order(self.keys), self.limit)}"

    def _matched(self) -> str:
        reach, first = self.reach, self.keys[0]
        if self.found:
            between = f" WITH {reach.node} WHERE {' AND '.join(self.between)}" if self.between else ""
            return f"UNWIND {self.found} AS {reach.node}{between}"
        # Every node has a name. Where the whole label is listed by it, saying so lets Neo4j read its index in order.
        whole = not (reach.type_ or reach.held or self.held or self.between) and first.name == "name"
        return reach.matched([f"{first.text} IS NOT NULL"] if whole else [*self.held, *self.between])

    def _rows(self, row: Row) -> list[Row]:
        """The rows of the page, in the order of the list."""
        found: list[Row] = row[self.page][: row[self.size]]
        return found[::-1] if self.backward else found

    def _part(self, name: str, details: Details) -> Shaper:
        if name == "pageInfo":
            return self._page_info(details)
        shaper = self.compiler.nodes(self.reach, self.row, details) if name == "nodes" else self._edge(details)
        if self.backward:
            return lambda row: [shaper(item) for item in self._rows(row)]
        page, size = self.page, self.size
        return lambda row: [shaper(item) for item in row[page][: row[size]]]

    def _edge(self, details: Details) -> Shaper:
        fields = Fields(self.row, f"{self.reach.name}Edge")
        for key, name, selected in chosen(self.compiler, fields, details):
            if name == "cursor":
                fields.shaped(key, self._cursor())
            elif name == "node":
                fields.shaped(key, self.compiler.nodes(self.reach, self.row, selected))
            elif name == "assertedBy":
                fields.shaped(key, asserted_by(self.compiler, self.reach.edge, self.reach.depth, self.row, selected))
            else:
                p = self.reach.edge_properties[name]
                fields.value(key, f"{self.reach.edge}.{p.name}", name if p.required else "")
        return fields.shaper()

    def _cursor(self) -> Shaper:
        keys = tuple(self.keys)
        places = [self.row.at(key.text) for key in keys]
        return lambda row: encode(keys, [row[place] for place in places])

    def _page_info(self, details: Details) -> Shaper:
        cursor, backward = self._cursor(), self.backward
        before, behind = self.window.more_ends()

        def more(row: Row) -> bool:
            return len(row[self.page]) > int(row[self.size])

        parts: dict[str, Shaper] = {
            "hasNextPage": constant(behind) if backward else lambda row: more(row) or behind,
            "hasPreviousPage": (lambda row: more(row) or before) if backward else constant(before),
            "startCursor": lambda row: _at(self._rows(row), 0, cursor),
            "endCursor": lambda row: _at(self._rows(row), -1, cursor),
        }
        fields = Fields(self.columns, "PageInfo")
        for key, name, _ in chosen(self.compiler, fields, details):
            fields.shaped(key, parts[name])
        return fields.shaper()


def _at(page: list[Row], position: int, cursor: Shaper) -> str | None:
    return cursor(page[position]) if page else None
