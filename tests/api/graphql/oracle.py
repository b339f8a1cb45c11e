"""The slow way, written on its own: every field resolved one by one, in Python, over plain values.

It shares nothing with the compiler but the schema's printed text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cmp_to_key
from typing import Any

from graphql import ExecutionResult, GraphQLResolveInfo, GraphQLSchema, build_schema, execute_sync, parse

from graph.schema.relationships import RELATIONSHIPS
from tests.api.graphql.world import Edge, Node, World

CURSOR = "cursor"
"""What stands for every cursor; `without_cursors` puts it into other answers."""


@dataclass(frozen=True)
class Reached:
    """A node at the end of a relationship, or of none."""

    node: Node
    edge: Edge | None


@dataclass(frozen=True)
class Page:
    """A connection before anything of it is chosen."""

    found: list[Reached]
    first: int

    @property
    def shown(self) -> list[Reached]:
        return self.found[: self.first]


class Oracle:
    """Answers queries over a world."""

    def __init__(self, world: World, sdl: str) -> None:
        self.world = world
        self.schema: GraphQLSchema = build_schema(sdl)

    def answer(self, query: str, variables: dict[str, Any] | None = None) -> ExecutionResult:
        """The answer, cursors blanked."""
        return execute_sync(
            self.schema,
            parse(query),
            variable_values=variables,
            field_resolver=self._field,
            type_resolver=lambda node, *_: node.label,
        )

    def _field(self, source: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        name = info.field_name
        if source is None:
            return self._root(name, info, arguments)
        if isinstance(source, Page):
            return self._page(source, name)
        if isinstance(source, Reached):
            return self._edge(source, name)
        if isinstance(source, dict):
            return source[name]
        if snake(name) in source.properties:
            return source.properties[snake(name)]
        return self._link(source, name, arguments)

    def _root(self, name: str, info: GraphQLResolveInfo, arguments: dict[str, Any]) -> Any:
        type_ = str(info.return_type).rstrip("!")
        if "id" in arguments:
            node = self.world.nodes.get(arguments["id"])
            return node if node and type_ in ("Node", node.label) else None
        label = type_.removesuffix("Connection")
        return self._paged([Reached(n, None) for n in self.world.nodes.values() if n.label == label], arguments)

    def _link(self, node: Node, name: str, arguments: dict[str, Any]) -> Any:
        list_name = name.removesuffix("Connection")
        reached = list(self._follow(node, snake(list_name)))
        if name != list_name:
            return self._paged(reached, arguments)
        once = list({r.node.id: Reached(r.node, None) for r in reached}.values())
        found = [r.node for r in self._chosen(once, arguments)]
        first = arguments.get("first")
        return found if first is None else found[:first]

    def _follow(self, node: Node, name: str) -> Iterable[Reached]:
        for declared in RELATIONSHIPS:
            for reading, near, far in ((declared.forward, "start", "end"), (declared.reverse, "end", "start")):
                if reading == name:
                    for edge in self.world.edges:
                        if edge.type == declared.type and getattr(edge, near) == node.id:
                            yield Reached(self.world.nodes[getattr(edge, far)], edge)

    def _paged(self, reached: list[Reached], arguments: dict[str, Any]) -> Page:
        first = arguments.get("first")
        return Page(self._chosen(reached, arguments), 50 if first is None else first)

    def _chosen(self, reached: list[Reached], arguments: dict[str, Any]) -> list[Reached]:
        where = arguments.get("where") or {}
        orders = [*(arguments.get("orderBy") or []), {"name": "ASC"}, {"id": "ASC"}]
        kept = [r for r in reached if _holds(r.node, where)]
        kept.sort(key=lambda r: sorted_properties(r.edge))
        return sorted(kept, key=cmp_to_key(_comparison(orders)))

    def _page(self, page: Page, name: str) -> Any:
        if name == "nodes":
            return [r.node for r in page.shown]
        if name == "edges":
            return page.shown
        if name == "totalCount":
            return len(page.found)
        end = CURSOR if page.shown else None
        return {"hasNextPage": len(page.found) > page.first, "hasPreviousPage": False, "startCursor": end, "endCursor": end}

    def _edge(self, reached: Reached, name: str) -> Any:
        if name == "node":
            return reached.node
        return CURSOR if name == "cursor" else (reached.edge.properties if reached.edge else {}).get(snake(name))


def snake(camel: str) -> str:
    """dependsOn → depends_on."""
    return re.sub("([A-Z])", lambda m: f"_{m[1].lower()}", camel)


def sorted_properties(edge: Edge | None) -> list[Any]:
    """What decides between relationships of the same two nodes: the record, then the properties as they are declared."""
    if edge is None:
        return []
    declared = next(r for r in RELATIONSHIPS if r.type == edge.type).properties.model_fields
    names = ["record", *declared]
    return [(edge.properties.get(n) is None, "" if edge.properties.get(n) is None else edge.properties[n]) for n in names]


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda mine, given: mine == given,
    "in": lambda mine, given: mine in given,
    "contains": lambda mine, given: given in mine,
    "startsWith": lambda mine, given: mine.startswith(given),
    "lt": lambda mine, given: mine < given,
    "lte": lambda mine, given: mine <= given,
    "gt": lambda mine, given: mine > given,
    "gte": lambda mine, given: mine >= given,
    "includes": lambda mine, given: given in mine,
}


def _holds(node: Node, where: dict[str, Any]) -> bool:
    for name, given in where.items():
        if name == "AND":
            if not all(_holds(node, part) for part in given):
                return False
            continue
        mine = node.properties.get(snake(name))
        for operator, operand in given.items():
            if operator == "isNull":
                if (mine is None) != operand:
                    return False
            elif mine is None or not _COMPARE[operator](mine, operand):
                return False
    return True


def _comparison(orders: list[dict[str, str]]) -> Callable[[Reached, Reached], int]:
    def compare(left: Reached, right: Reached) -> int:
        for order in orders:
            ((name, direction),) = order.items()
            a, b = left.node.properties.get(snake(name)), right.node.properties.get(snake(name))
            if a == b:
                continue
            if a is None or b is None:
                return 1 if a is None else -1
            return (1 if a > b else -1) * (-1 if direction == "DESC" else 1)
        return 0

    return compare


def without_cursors(answer: Any, key: str = "") -> Any:
    """An answer with every cursor replaced; documents alias cursors to names that begin with `cursor`."""
    if isinstance(answer, dict):
        return {k: without_cursors(v, k) for k, v in answer.items()}
    if isinstance(answer, list):
        return [without_cursors(item) for item in answer]
    return CURSOR if isinstance(answer, str) and key.lower().startswith("cursor") else answer
