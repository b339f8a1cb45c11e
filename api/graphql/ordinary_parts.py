"""The statements of the ordinary way, one for each kind of field, and what their rows are to graphql-core."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from graphql import GraphQLError

from api.graphql.aggregate_types import grouped, measured
from api.graphql.closure import reached
from api.graphql.cursors import encode
from api.graphql.given import Given
from api.graphql.inputs import LARGEST_PAGE
from api.graphql.lists import listed as list_statement
from api.graphql.lists import told_too_many
from api.graphql.orders import edge_keys, keys, ordered
from api.graphql.pages import Window, limit_of
from api.graphql.path import matched as path_statement
from api.graphql.predicates import on_edge, on_node
from api.graphql.reach import Reach
from api.graphql.search import labels_of, matches, text_of
from api.graphql.words import value_of

Run = Callable[..., Awaitable[list[list[Any]]]]
"""Runs a statement with the values of the field's arguments, and more."""


@dataclass(frozen=True)
class Found:
    """A node."""

    label: str
    properties: dict[str, Any]


def _node(variable: str) -> str:
    return f"head(labels({variable})), properties({variable})"


async def label_rows(run: Run, label: str, id_: str) -> list[Found]:
    """The node of an id, if it has that label."""
    return [Found(*row) for row in await run(f"MATCH (n0:{label} {{id: $sought}}) RETURN {_node('n0')}", sought=id_)]


async def listed(run: Run, reach: Reach, given: Given, start: str, name: str) -> list[Found]:
    """A plain list."""
    return _all([Found(*row) for row in await run(f"{start}{list_statement(reach, given)} RETURN {_node(reach.node)}")], name)


async def closure(run: Run, name: str, given: Given, start: str) -> list[dict[str, Any]]:
    """A transitive closure."""
    reach, text, limit = reached(name, "n0", 0, given)
    rows = await run(f"{start}{text} LIMIT {limit} RETURN d1, {_node(reach.node)}")
    return _all([{"distance": distance, "node": Found(*node)} for distance, *node in rows], name)


def _all(found: list[Any], name: str) -> list[Any]:
    if len(found) > LARGEST_PAGE:
        raise GraphQLError(told_too_many(name))
    return found


async def searched(run: Run, given: Given) -> list[Found]:
    """What a search finds, label by label."""
    text, limit = given["text"].parameter(text_of), given["first"].parameter(limit_of)
    hits = [
        (row[:3], Found(*row[3:]))
        for label in labels_of(given)
        for row in await run(f"{matches(label, text, limit)} RETURN k0, n0.name, n0.id, {_node('n0')}")
    ]
    return [node for _, node in sorted(hits, key=lambda hit: hit[0])[: given["first"].value]]


async def path(run: Run, given: Given) -> dict[str, Any] | None:
    """The shortest path."""
    nodes = "COLLECT { UNWIND nodes(p) AS n RETURN [head(labels(n)), properties(n)] }"
    steps = "COLLECT { UNWIND relationships(p) AS r RETURN [type(r), r.record] }"
    for length, found, relationships in await run(f"{path_statement(given)} RETURN length(p), {nodes}, {steps}"):
        listed_steps = [{"type": type_, **_asserted(run, record)} for type_, record in relationships]
        return {"length": length, "nodes": [Found(*node) for node in found], "relationships": listed_steps}
    return None


def _asserted(run: Run, record: str | None) -> dict[str, Any]:
    async def asked() -> Found | None:
        return next(iter(await label_rows(run, "Record", record or "")), None)

    return {"record": record, "assertedBy": asked}


def paged(run: Run, reach: Reach, given: Given, start: str) -> dict[str, Any]:
    """A connection; its page and its total are asked for when they are chosen."""
    window = Window(given)
    every = [*keys(reach, given.get("orderBy")), *edge_keys(reach)]
    held = [*on_node(given.get("where"), reach), *on_edge(given.get("whereEdge"), reach)]
    variables = [reach.node, reach.edge] if reach.type_ else [reach.node]
    page = ordered(variables, window.order(every), window.limit(one_more=True))
    edge = f"properties({reach.edge})" if reach.type_ else "{}"
    places = ", ".join(key.text for key in every)
    text = f"{start}{reach.matched([*held, *window.between(every)])} {page} RETURN {_node(reach.node)}, {edge}, [{places}]"

    async def rows() -> tuple[list[dict[str, Any]], bool]:
        found = await run(text)
        size = window.size
        shown = found[:size][::-1] if window.backward else found[:size]
        return [_edge(run, reach, every, row) for row in shown], len(found) > size

    async def edges() -> list[dict[str, Any]]:
        return (await rows())[0]

    async def nodes() -> list[Found]:
        return [edge["node"] for edge in await edges()]

    async def info() -> dict[str, Any]:
        found, more = await rows()
        before, behind = window.more_ends()
        ends = {"startCursor": found[0]["cursor"], "endCursor": found[-1]["cursor"]} if found else {}
        return {
            "hasNextPage": behind if window.backward else more or behind,
            "hasPreviousPage": more or before if window.backward else before,
            **(ends or {"startCursor": None, "endCursor": None}),
        }

    total = partial(_one, run, f"{start}{reach.matched(held)} RETURN count(*)")
    return {"edges": edges, "nodes": nodes, "pageInfo": info, "totalCount": total}


async def _one(run: Run, text: str) -> Any:
    return (await run(text))[0][0]


def _edge(run: Run, reach: Reach, every: list[Any], row: list[Any]) -> dict[str, Any]:
    label, node, properties, places = row
    own = {name: properties.get(p.name) for name, p in reach.edge_properties.items()}
    proof = _asserted(run, own["record"]) if "record" in own else {}
    return {**own, **proof, "node": Found(label, node), "cursor": encode(every, places)}


def aggregate(run: Run, reach: Reach, given: Given, start: str) -> dict[str, Any]:
    """An aggregate; each figure is asked for on its own."""
    matched = f"{start}{reach.matched(on_node(given.get('where'), reach))} WITH DISTINCT {reach.node}"

    def extremes(function: str) -> dict[str, Any]:
        properties = measured(reach.type_name).items()
        return {n: partial(_one, run, f"{matched} RETURN {function}({value_of(p, reach.node)})") for n, p in properties}

    async def counts(value: str) -> list[dict[str, Any]]:
        rows = await run(f"{matched} WITH {value} AS v, count(*) AS k ORDER BY v IS NULL, v RETURN v, k")
        return [{"value": term, "count": number} for term, number in rows]

    groups = {n: partial(counts, value_of(p, reach.node)) for n, p in grouped(reach.type_name).items()}
    total = partial(_one, run, f"{matched} RETURN count(*)")
    return {"count": total, "min": extremes("min"), "max": extremes("max"), "by": groups}
