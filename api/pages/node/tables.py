"""The tables of a node's page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from api.pages.node.picture import Shown
from api.pages.tables import Column, Kind, Row, Table
from graph.schema import model
from graph.schema.description import End
from queries.contract import Check
from queries.explore.found import Found
from queries.explore.judged import Judged
from queries.explore.relations import Related
from queries.findings import Finding
from queries.lineage import Fact, Said, text_of

TIES = 6
"""So many ties of a box are written out."""
_APART = ("id", "name")
OK, OVERRULED = "ok", "overruled"


def worded(name: str) -> str:
    """A name of the schema as people read it: DEPENDS_ON and depends_on are depends on."""
    return name.replace("_", " ").lower()


def facts(node: Found) -> Table:
    """What the graph says of it, in the order of the schema."""
    declared = model.properties(model.node(node.label))
    names = [name for name in declared if name in node.said and name not in _APART]
    rows = [
        {"fact": worded(name), "value": text_of(node.said[name]), "unit": declared[name].unit, "means": declared[name].about}
        for name in names
    ]
    columns = (Column("fact"), Column("value"), Column("unit"), Column("means", quiet=True))
    return Table("facts", "What the graph says of it", _said(columns, rows), rows, empty="Nothing but its name.")


def boxes(shown: Shown) -> Table:
    """The picture in words: a row for each box, with what ties it to others."""
    ties = _ties(shown)
    rows = [
        {
            "id": node.id,
            "name": node.name,
            "type": node.label.lower(),
            "kind": node.detail.replace("_", " "),
            "criticality": node.criticality,
            "state": node.state,
            "in_the_picture": " ".join(part for part in (node.word, node.badge) if part),
            "ties": ties[node.id],
        }
        for node in shown.picture.nodes
    ]
    columns = (
        Column("name", Kind.NODE, "Box"),
        Column("type"),
        Column("kind"),
        Column("criticality", Kind.CRITICALITY),
        Column("state", Kind.STATE),
        Column("in_the_picture"),
        Column("ties", Kind.LIST, "How it is tied", quiet=True),
    )
    return Table("boxes", "The picture in words", _said(columns, rows), rows, picked=True)


def _ties(shown: Shown) -> dict[str, list[str]]:
    names = {node.id: node.name for node in shown.picture.nodes}
    found: dict[str, list[str]] = defaultdict(list)
    for edge in shown.picture.edges:
        says = ", ".join(worded(type_) for type_ in edge.type.split(", "))
        found[edge.start].append(f"{says} {names[edge.end]}")
        found[edge.end].append(f"{names[edge.start]} {says} it")
    return {id_: _cut(found[id_]) for id_ in names}


def _cut(said: list[str]) -> list[str]:
    return said if len(said) <= TIES else [*said[:TIES], f"and {len(said) - TIES} more"]


def relations(end: End, rows: Sequence[Related], count: int) -> Table:
    """Relationships of one kind, each with the record that asserts it."""
    its = [_related(one) for one in rows]
    columns = (
        Column("name", Kind.NODE, "Other end"),
        Column("type"),
        Column("kind"),
        Column("criticality", Kind.CRITICALITY),
        Column("state", Kind.STATE),
        Column("says", Kind.LIST, "With"),
        *_PLACE,
    )
    arrow = f"{end.type}, {'from' if end.outgoing else 'to'} here: {end.says}"
    title = f"{worded(end.reads).capitalize()} ({count:,})"
    note = f"{arrow}. The first {len(rows):,} by name." if len(rows) < count else f"{arrow}."
    return Table(end.reads.replace("_", "-"), title, _said(columns, its), its, note=note)


_PLACE = (Column("source", title="Asserted by"), Column("where", Kind.NODE, "Record", key="record"), Column("since", Kind.MOMENT))


def _related(one: Related) -> Row:
    own = [f"{worded(name)}: {text_of(value)}" for name, value in one.properties.items()]
    node = {"id": one.id, "name": one.name, "type": one.label.lower(), "kind": (one.kind or "").replace("_", " ")}
    return {**node, "criticality": one.criticality, "state": one.state, "says": own, **_place(one.said)}


def _place(said: Said | None) -> dict[str, Any]:
    if said is None:
        return {"source": "", "where": "", "record": "", "since": ""}
    where = f"{said.file}:{said.line}" if said.line else said.file or said.key
    return {"source": said.source, "where": where, "record": said.record, "since": said.since}


def lineage(node: Found, said: Iterable[Fact]) -> Table:
    """Every fact that a record states; where records disagree, all of them, that which is shown first."""
    rows = [_fact(node, fact) for fact in said]
    apart = {row["fact"] for row in rows if row["standing"] == OVERRULED}
    rows.sort(key=lambda row: (row["fact"] not in apart, row["fact"], row["standing"] == OVERRULED, row["source"]))
    columns = (Column("fact"), Column("value"), Column("standing", Kind.STATE), Column("instead", title="Shown instead"), *_PLACE)
    note = "Overruled: a source of higher priority says something else. File and line are those of the run that first read it."
    return Table("said", "Which record says each fact", _said(columns, rows), rows, note=note, empty="No source speaks of it.")


def _fact(node: Found, fact: Fact) -> dict[str, Any]:
    instead = text_of(node.said.get(fact.fact, "")) if fact.standing == OVERRULED else ""
    said = {"fact": worded(fact.fact), "value": fact.value, "standing": fact.standing, "instead": instead}
    return {**said, **_place(fact.said)}


def records(rows: Sequence[Mapping[str, Any]]) -> Table:
    """Records that speak of it, now and before."""
    columns = (
        Column("record"),
        Column("source"),
        Column("since", Kind.MOMENT),
        Column("until", Kind.MOMENT),
        Column("last_seen", Kind.MOMENT),
        Column("overruled", Kind.LIST),
    )
    return Table("records", "Records that speak of it, now and before", columns, rows, empty="None.")


def checks(found: Judged, id_: str) -> Table:
    """What each check says of it, the worst first."""
    rows = [_finding(check, finding) for check, finding in found.of(id_)]
    columns = (
        Column("check", Kind.LINK, key="address"),
        Column("status", Kind.STATE),
        Column("severity"),
        Column("reason", quiet=True),
    )
    return Table("checks", "What checks say of it", columns, rows, empty="No check has it in its scope.")


def _finding(check: Check, finding: Finding | None) -> Row:
    said = (finding.status, finding.reason) if finding else (OK, check.passes_when)
    told = dict(zip(("status", "reason"), said, strict=True))
    return {"check": check.title, "address": f"/questions/{check.name}", "severity": check.severity, **told}


def _said(columns: Sequence[Column], rows: Iterable[Row]) -> list[Column]:
    """The first column, and those in which anything is said."""
    its = list(rows)
    return [column for at, column in enumerate(columns) if not at or any(column.value(row) for row in its)]
