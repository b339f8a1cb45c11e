"""The shortest way from a node to another, by relationships of given types, whichever way their arrows go or along them."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from graph.engine import Engine
from graph.schema import model
from queries.explore.neighbourhood import Met, Tie, Way

LONGEST = 8
"""Relationships at the most."""
_ARROWS = {Way.BOTH: ("-", "-"), Way.OUT: ("-", "->"), Way.IN: ("<-", "-")}
_WAY = (
    "MATCH (a:{start} {{id: $start}}) MATCH (b:{end} {{id: $end}}) "
    "MATCH p = shortestPath((a){left}[:{types}*1..{longest}]{right}(b)) "
    "RETURN [n IN nodes(p) | [n.id, head(labels(n)), n.name, coalesce(n.subtype, n.kind), n.state, n.criticality]], "
    "[e IN relationships(p) | [startNode(e).id, endNode(e).id, type(e), e.group IS NOT NULL, "
    "coalesce(e.effect = 'degraded', false)]]"
)


class Passage(NamedTuple):
    """A way: its nodes from the first to the last, and the relationships between them."""

    nodes: list[Met]
    ties: list[Tie]


async def way_to(engine: Engine, start: Met, end: Met, way: Way, types: Collection[str]) -> Passage | None:
    """The shortest way, one along which failure travels before any other; None where there is none. Raises as `Engine.read`."""
    if start.id == end.id:
        return None
    failing = [one for one in model.travelling() if one in types]
    ends = {start.label, end.label} <= set(model.travelling_labels())
    for direction in way.directed if ends and failing else ():
        if passage := await _shortest(engine, start, end, direction, failing):
            return passage
    return await _shortest(engine, start, end, way, types) if types else None


async def _shortest(engine: Engine, start: Met, end: Met, way: Way, types: Collection[str]) -> Passage | None:
    left, right = _ARROWS[way]
    joined = "|".join(sorted(types))
    text = _WAY.format(start=start.label, end=end.label, left=left, right=right, types=joined, longest=LONGEST)
    rows = await engine.read(text, {"start": start.id, "end": end.id})
    if not rows:
        return None
    nodes, ties = rows[0]
    met = [Met(str(id_), label, *(str(value or "") for value in said)) for id_, label, *said in nodes]
    return Passage(met, [Tie(start, end, type_, backed, degrades) for start, end, type_, backed, degrades in ties])
