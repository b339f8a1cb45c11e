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

from graph.schema import model
from graph.schema.nodes import LOADABLE
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
    first: int | None
    last: int | None

    @property
    def shown(self) -> list[Reached]:
        if self.last is not None:
            return self.found[len(self.found) - min(self.last, len(self.found)) :]
        return self.found[: 50 if self.first is None else self.first]


@dataclass(frozen=True)
class Extremes:
    """The least or the greatest of each property."""

    nodes: list[Node]
    function: Callable[[list[Any]], Any]

    def of(self, name: str) -> Any:
        values = [v for n in self.nodes if (v := n.properties.get(snake(name))) is not None]
        return self.function(values) if values else None


@dataclass(frozen=True)
class Groups:
    """How many nodes have each term."""

    nodes: list[Node]

    def of(self, name: str) -> list[dict[str, Any]]:
        values = [_said(n, name) for n in self.nodes]
        return [{"value": v, "count": values.count(v)} for v in sorted(set(values), key=lambda v: (v is None, v or ""))]


def _said(node: Node, name: str) -> Any:
    return node.label if name == "label" else node.properties.get(snake(name))


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
        if isinstance(source, Extremes | Groups):
            return source.of(name)
        if source is None:
            return self._root(name, info, arguments)
        if isinstance(source, Page):
            return self._page(source, name)
        if isinstance(source, Reached):
            return self._edge(source, name)
        if isinstance(source, dict):
            return source[name]
        if name in ("allDependencies", "allDependents"):
            return self._closure(source, name == "allDependencies", arguments)
        if name.endswith("Aggregate"):
            reached = self._follow(source, snake(name.removesuffix("Aggregate")))
            return self._aggregate({r.node.id: r.node for r in reached}.values(), arguments)
        if snake(name) in source.properties:
            return source.properties[snake(name)]
        return self._link(source, name, arguments)

    def _root(self, name: str, info: GraphQLResolveInfo, arguments: dict[str, Any]) -> Any:
        type_ = str(info.return_type).rstrip("!")
        if "id" in arguments:
            node = self.world.nodes.get(arguments["id"])
            return node if node and type_ in ("Node", node.label) else None
        if name == "search":
            return self._search(**arguments)
        if name == "path":
            found = (
                self._distances(arguments["from"], True, arguments["maxLength"]) if arguments["from"] in self.world.nodes else {}
            )
            return {"length": found[arguments["to"]]} if arguments["to"] in found else None
        label = type_.removesuffix("Connection").removesuffix("Aggregate")
        nodes = [n for n in self.world.nodes.values() if n.label == label]
        if name.endswith("Aggregate"):
            return self._aggregate(nodes, arguments)
        finding = {"conflicts": "overruled", "unresolvedReferences": "unresolved"}.get(name)
        return self._paged([Reached(n, None) for n in nodes if not finding or n.properties.get(finding)], arguments)

    def _search(self, text: str, first: int, labels: list[str] | None = None) -> list[Node]:
        names = ("id", "name", "reference", "ref", "title", "legal_name", "lei", "registration_id", "email", "serial_number")
        text, wanted = text.lower(), [n.__name__ for n in LOADABLE] if labels is None else labels
        hits = [
            node
            for node in self.world.nodes.values()
            if node.label in wanted and any(text in str(node.properties.get(n) or "").lower() for n in names)
        ]

        def rank(node: Node) -> tuple[int, str, str]:
            name = node.properties["name"].lower()
            return (0 if name == text else 1 if name.startswith(text) else 2, node.properties["name"], node.id)

        return sorted(hits, key=rank)[:first]

    def _distances(self, start: str, outward: bool, far: int) -> dict[str, int]:
        travels = {r.type for r in RELATIONSHIPS if r.travels}
        near, end = ("start", "end") if outward else ("end", "start")
        found, edge = {start: 0}, [start]
        for distance in range(1, far + 1):
            steps = {getattr(e, end) for e in self.world.edges if e.type in travels and getattr(e, near) in edge}
            edge = sorted(steps - set(found))
            found.update(dict.fromkeys(edge, distance))
        return {id_: distance for id_, distance in found.items() if distance}

    def _closure(self, node: Node, outward: bool, arguments: dict[str, Any]) -> list[dict[str, Any]]:
        reached = self._distances(node.id, outward, arguments["maxDepth"])
        nodes = [self.world.nodes[id_] for id_ in reached if self._holds(self.world.nodes[id_], arguments.get("where") or {})]
        nodes.sort(key=lambda n: (reached[n.id], n.properties["name"], n.id))
        first = arguments.get("first")
        return [{"node": n, "distance": reached[n.id]} for n in (nodes if first is None else nodes[:first])]

    def _aggregate(self, nodes: Iterable[Node], arguments: dict[str, Any]) -> dict[str, Any]:
        kept = [n for n in nodes if self._holds(n, arguments.get("where") or {})]
        return {"count": len(kept), "min": Extremes(kept, min), "max": Extremes(kept, max), "by": Groups(kept)}

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
        found = [r for r in reached if r.edge is None or self._edge_holds(r.edge, arguments.get("whereEdge") or {})]
        return Page(self._chosen(found, arguments), arguments.get("first"), arguments.get("last"))

    def _chosen(self, reached: list[Reached], arguments: dict[str, Any]) -> list[Reached]:
        where = arguments.get("where") or {}
        orders = [*(arguments.get("orderBy") or []), {"name": "ASC"}, {"id": "ASC"}]
        kept = [r for r in reached if self._holds(r.node, where)]
        kept.sort(key=lambda r: sorted_properties(r.edge))
        return sorted(kept, key=cmp_to_key(self._comparison(orders)))

    def _holds(self, node: Node, where: dict[str, Any]) -> bool:
        return all(self._part_holds(node, name, given) for name, given in where.items())

    def _part_holds(self, node: Node, name: str, given: Any) -> bool:
        combined = _combined(name, given, lambda part: self._holds(node, part))
        if combined is not None:
            return combined
        list_name = name.removesuffix("Connection")
        if name == "label" or snake(name) in model.properties(model.LABELS[node.label]):
            return _compares(_said(node, name), given)
        reached = list(self._follow(node, snake(list_name)))
        if name == list_name:
            reached = list({r.node.id: r for r in reached}.values())
        return all(self._quantified(quantifier, reached, match, name == list_name) for quantifier, match in given.items())

    def _quantified(self, quantifier: str, reached: list[Reached], match: dict[str, Any], listed: bool) -> bool:
        def passes(one: Reached) -> bool:
            if listed:
                return self._holds(one.node, match)
            assert one.edge
            return self._edge_holds(one.edge, match.get("edge") or {}) and self._holds(one.node, match.get("node") or {})

        passed = sum(map(passes, reached))
        return {"any": passed > 0, "all": passed == len(reached), "none": passed == 0, "single": passed == 1}[quantifier]

    def _edge_holds(self, edge: Edge, where: dict[str, Any]) -> bool:
        for name, given in where.items():
            combined = _combined(name, given, lambda part: self._edge_holds(edge, part))
            if combined is False or (combined is None and not _compares(edge.properties.get(snake(name)), given)):
                return False
        return True

    def _comparison(self, orders: list[dict[str, str]]) -> Callable[[Reached, Reached], int]:
        def value(node: Node, name: str) -> Any:
            if name.endswith("Count"):
                return len(list(self._follow(node, snake(name.removesuffix("Count")))))
            return node.properties.get(snake(name))

        def compare(left: Reached, right: Reached) -> int:
            for order in orders:
                ((name, direction),) = order.items()
                a, b = value(left.node, name), value(right.node, name)
                if a == b:
                    continue
                if a is None or b is None:
                    return 1 if a is None else -1
                return (1 if a > b else -1) * (-1 if direction == "DESC" else 1)
            return 0

        return compare

    def _page(self, page: Page, name: str) -> Any:
        if name == "nodes":
            return [r.node for r in page.shown]
        if name == "edges":
            return page.shown
        if name == "totalCount":
            return len(page.found)
        end, more = CURSOR if page.shown else None, len(page.found) > len(page.shown)
        backward = page.last is not None
        more_ends = {"hasNextPage": more and not backward, "hasPreviousPage": more and backward}
        return {**more_ends, "startCursor": end, "endCursor": end}

    def _edge(self, reached: Reached, name: str) -> Any:
        if name == "node":
            return reached.node
        if name == "assertedBy":
            assert reached.edge
            return self.world.nodes.get(reached.edge.properties["record"])
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
    "endsWith": lambda mine, given: mine.endswith(given),
    "lt": lambda mine, given: mine < given,
    "lte": lambda mine, given: mine <= given,
    "gt": lambda mine, given: mine > given,
    "gte": lambda mine, given: mine >= given,
    "includes": lambda mine, given: given in mine,
}
_MISSING_COUNTS: dict[str, Callable[[Any, Any], bool]] = {
    "isNull": lambda mine, given: (mine is None) == given,
    "ne": lambda mine, given: mine != given,
    "notIn": lambda mine, given: mine not in given,
}


def _compares(mine: Any, given: dict[str, Any]) -> bool:
    for operator, operand in given.items():
        if operator in _MISSING_COUNTS:
            if not _MISSING_COUNTS[operator](mine, operand):
                return False
        elif mine is None or not _COMPARE[operator](mine, operand):
            return False
    return True


def _combined(name: str, given: Any, holds: Callable[[Any], bool]) -> bool | None:
    """What AND, OR and NOT come to; None for anything else."""
    if name == "AND":
        return all(map(holds, given))
    if name == "OR":
        return any(map(holds, given))
    return not holds(given) if name == "NOT" else None


def without_cursors(answer: Any, key: str = "") -> Any:
    """An answer with every cursor replaced; documents alias cursors to names that begin with `cursor`."""
    if isinstance(answer, dict):
        return {k: without_cursors(v, k) for k, v in answer.items()}
    if isinstance(answer, list):
        return [without_cursors(item) for item in answer]
    return CURSOR if isinstance(answer, str) and key.lower().startswith("cursor") else answer
