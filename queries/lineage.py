"""Who said each fact: every property and relationship of nodes, down to file and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from graph.engine import Engine
from graph.records import known
from graph.records.content import decode
from graph.schema import model

_NODE = "UNWIND $ids AS id MATCH (n:{label} {{id: id}})"
_RECORD = "r.id, r.source, r.key, r.file, r.line, r.run, r.valid_from"


class Said(NamedTuple):
    """A record: where a fact stands."""

    record: str
    source: str
    key: str
    file: str | None
    line: int | None
    """From 1; 0 or absent where a file has no lines."""
    run: str
    """Id of the run that first read it."""
    since: str


class Fact(NamedTuple):
    """One property or relationship, and the record that says so."""

    node: str
    label: str
    fact: str
    """Name of a property, or type of a relationship with its properties."""
    value: str
    """Value of the property, or id of the node at the other end; `<-` stands before one that the relationship starts at."""
    standing: str
    """`shown`, or `overruled` where a source of higher priority says something else."""
    said: Said


async def read_lineage(engine: Engine, ids: Iterable[str]) -> list[Fact]:
    """The facts about these nodes, sorted; a node that no source speaks of has none."""
    wanted, facts = sorted(ids), set[Fact]()
    for label in model.LOADABLE:
        for some in known.chunks(wanted, 10 * known.CHUNK):
            facts.update(await _about(engine, label, list(some)))
    return sorted(facts)


async def _about(engine: Engine, label: str, ids: list[str]) -> list[Fact]:
    node, facts = _NODE.format(label=label), await properties_said(engine, label, ids)
    edges = []
    for pattern, arrow in (("-[e]->(m)", ""), ("<-[e]-(m)", "<-")):
        held = f"{node}{pattern} WHERE e.record IS NOT NULL"
        edges += [(arrow, row) for row in await known.rows(engine, held, "[n.id, type(e), m.id, properties(e)]", ids=ids)]
    said = await said_by(engine, {row[3]["record"] for _, row in edges})
    return facts + [_relationship(said, label, arrow, *row) for arrow, row in edges if row[3]["record"] in said]


async def properties_said(engine: Engine, label: str, ids: list[str]) -> list[Fact]:
    """What every record says of the properties of these nodes of one label."""
    about = f"{_NODE.format(label=label)}<-[:ABOUT]-(r:Record)"
    records = await known.rows(engine, about, f"[n.id, r.content, r.overruled, {_RECORD}]", ids=ids)
    return [fact for row in records for fact in _properties(label, *row)]


def _properties(label: str, node: str, content: str, overruled: list[str] | None, *said: Any) -> Iterator[Fact]:
    place = _said(said)
    for name, value in decode(place.key, content).properties.items():
        standing = "overruled" if name in (overruled or ()) else "shown"
        yield Fact(node, label, name, text_of(value), standing, place)


def _relationship(
    said: dict[str, Said], label: str, arrow: str, node: str, type_: str, other: str, properties: dict[str, Any]
) -> Fact:
    more = ", ".join(f"{name}: {text_of(properties[name])}" for name in sorted(properties) if name != "record")
    return Fact(node, label, f"{type_} {{{more}}}" if more else type_, f"{arrow}{other}", "shown", said[properties["record"]])


async def said_by(engine: Engine, ids: Iterable[str]) -> dict[str, Said]:
    """Id of a record to where it stands; one that is no longer known is left out."""
    found: dict[str, Said] = {}
    for some in known.chunks(sorted(set(ids)), 10 * known.CHUNK):
        match = "UNWIND $ids AS id MATCH (r:Record {id: id})"
        found |= {row[0]: _said(row) for row in await known.rows(engine, match, f"[{_RECORD}]", ids=some)}
    return found


def _said(row: Iterable[Any]) -> Said:
    record, source, key, file, line, run, since = row
    return Said(record, source, key, file or "", line or 0, run, since)


def text_of(value: Any) -> str:
    """A value as people read it."""
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
