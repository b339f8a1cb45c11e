"""The relationships of a node by type and direction: how many there are, and each with the record that asserts it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from graph.engine import Engine
from graph.schema.description import End, describe
from queries.lineage import Said, said_by

_COUNTS = "MATCH (n:{label} {{id: $id}}) RETURN {counts}"
_SOME = (
    "MATCH (n:{label} {{id: $id}}){left}[e:{type}]{right}(m) WITH e, m ORDER BY m.name, m.id LIMIT {most} "
    "RETURN m.id, head(labels(m)), m.name, coalesce(m.subtype, m.kind), m.criticality, m.state, properties(e)"
)


class Related(NamedTuple):
    """One relationship, seen from the node."""

    id: str
    label: str
    name: str
    kind: str | None
    criticality: str | None
    state: str | None
    properties: dict[str, Any]
    """Its own, without the record."""
    said: Said | None
    """Where the record stands that asserts it; None for what loads keep of themselves."""


def ends(label: str) -> tuple[End, ...]:
    """What a node of this label can be joined by, its own end each."""
    return describe(label)[0].ends


async def counted(engine: Engine, label: str, id_: str) -> list[tuple[End, int]]:
    """How many relationships of each kind a node has; those it has none of are left out. Raises as `Engine.read`."""
    its = ends(label)
    counts = ", ".join(f"COUNT {{ (n){_arrow(end)}() }}" for end in its)
    rows = await engine.read(_COUNTS.format(label=label, counts=f"[{counts}]"), {"id": id_})
    return [(end, count) for end, count in zip(its, rows[0][0] if rows else [], strict=False) if count]


async def related(engine: Engine, label: str, id_: str, end: End, most: int) -> list[Related]:
    """The first of one kind, by name of the other end. Raises as `Engine.read`."""
    left, right = ("-", "->") if end.outgoing else ("<-", "-")
    text = _SOME.format(label=label, left=left, type=end.type, right=right, most=most)
    rows = await engine.read(text, {"id": id_})
    said = await said_by(engine, (row[6]["record"] for row in rows if "record" in row[6]))
    return list(_related(rows, said))


def _related(rows: list[list[Any]], said: dict[str, Said]) -> Iterator[Related]:
    for id_, label, name, kind, criticality, state, properties in rows:
        own = {key: properties[key] for key in sorted(properties) if key != "record"}
        yield Related(id_, label, name or id_, kind, criticality, state, own, said.get(properties.get("record", "")))


def _arrow(end: End) -> str:
    return f"-[:{end.type}]->" if end.outgoing else f"<-[:{end.type}]-"
