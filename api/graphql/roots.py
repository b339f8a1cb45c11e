"""The root fields that become a statement, by name: what the statement is, and how its rows become the response."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from api.graphql.aggregate import Aggregate
from api.graphql.aggregate_types import SUFFIX
from api.graphql.columns import Columns, Shaper
from api.graphql.connection import Connection
from api.graphql.given import Given
from api.graphql.path import matched, path
from api.graphql.predicates import gathered
from api.graphql.reach import Reach, from_label
from api.graphql.search import search
from api.graphql.selecting import Details, Selecting
from api.graphql.words import list_name, lookup_name
from graph.engine import Row
from graph.schema import model

Rooted = tuple[str, Callable[[list[Row]], Any]]
Root = Callable[[Selecting, Given, Details], Rooted]

FINDINGS = {
    "conflicts": ("n0.overruled IS NOT NULL", "Records that say something which a record of higher priority overrules."),
    "unresolvedReferences": ("n0.unresolved IS NOT NULL", "Records with links whose target no source describes."),
}
"""Records in the graph that need somebody's eye: the condition, and what they are."""


def _one_row(columns: Columns, shaper: Shaper) -> Rooted:
    return f"RETURN {columns.named()}", lambda rows: shaper(rows[0])


def _listed(reach: Reach, compiler: Selecting, given: Given, details: Details) -> Rooted:
    columns, where = Columns(), given.get("where")
    names = {name for _, name, _ in compiler.fields(f"{reach.name}Connection", details)} - {"__typename"}
    # Page and total of a filter are found together, once; a page alone can end early.
    found = gathered(where, reach) if where and where.value and "totalCount" in names and len(names) > 1 else ""
    text, shape = _one_row(columns, Connection(compiler, reach, given, columns, "a" if found else "").shaper(details))
    return f"{found} WITH collect(DISTINCT {reach.node}) AS a {text}" if found else text, shape


def _aggregated(reach: Reach, compiler: Selecting, given: Given, details: Details) -> Rooted:
    columns = Columns()
    return _one_row(columns, Aggregate(compiler, reach, given, columns).shaper(details))


def _looked_up(label: str, compiler: Selecting, given: Given, details: Details) -> Rooted:
    columns = Columns()
    shaper = compiler.nodes(from_label(label), columns, details)
    text = f"MATCH (n0:{label} {{id: {given['id'].parameter(str)}}}) RETURN {columns.named()}"
    return text, lambda rows: shaper(rows[0]) if rows else None


def _node(compiler: Selecting, given: Given, details: Details) -> Rooted:
    """One look-up by label, because an index belongs to a label."""
    columns, sought = Columns(), given["id"].parameter(str)
    shapers: list[Shaper] = []
    for label in model.LABELS:
        row = Columns()
        shapers.append(compiler.nodes(from_label(label), row, details))
        columns.collect(f"MATCH (n0:{label} {{id: {sought}}})", row, 0)

    def shape(rows: list[Row]) -> Any:
        found = (shaper(hits[0]) for shaper, hits in zip(shapers, rows[0], strict=True) if hits)
        return next(found, None)

    return f"RETURN {columns.named()}", shape


def _searched(compiler: Selecting, given: Given, details: Details) -> Rooted:
    columns = Columns()
    return _one_row(columns, search(compiler, given, columns, details))


def _path(compiler: Selecting, given: Given, details: Details) -> Rooted:
    columns = Columns()
    shaper = path(compiler, columns, details)
    return f"{matched(given)} RETURN {columns.named()}", lambda rows: shaper(rows[0]) if rows else None


ROOTS: dict[str, Root] = {
    "node": _node,
    "search": _searched,
    "path": _path,
    **{list_name(label): partial(_listed, from_label(label)) for label in model.LABELS},
    **{lookup_name(label): partial(_looked_up, label) for label in model.LABELS},
    **{f"{list_name(label)}{SUFFIX}": partial(_aggregated, from_label(label)) for label in model.LABELS},
    **{name: partial(_listed, from_label("Record", (held,))) for name, (held, _) in FINDINGS.items()},
}
