"""Two assessments side by side: a framework on two days with the records behind each change, or two that map to each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from api.cli import coverage_beside
from api.pages.coverage.tables import Address
from api.pages.tables import Column, Kind, Row, Table
from graph.engine import Engine
from queries.assessment.carried import Share, given, read_mappings, shares
from queries.assessment.causes import Moved
from queries.assessment.compare import beside, then_and_now
from queries.assessment.model import Assessment


def changes(then: Assessment, now: Assessment, address: Address) -> Table:
    """A row a clause: before, now, and what became of it."""
    columns = (
        Column("clause", Kind.LINK, key="address"),
        Column("title"),
        Column("before", Kind.STATE, f"On {then.today}"),
        Column("now", Kind.STATE, f"On {now.today}"),
        Column("change", Kind.STATE),
        Column("why_before", quiet=True),
        Column("why", title="Why now", quiet=True),
    )
    rows = [
        {
            "clause": one.clause.ref,
            "address": address(one.clause.ref),
            "title": one.clause.title,
            "before": one.before.value,
            "now": one.clause.state.value,
            "change": one.change,
            "why_before": one.why_before if one.change != "same" else "",
            "why": one.clause.why if one.change != "same" else "",
        }
        for one in sorted(then_and_now(then, now), key=lambda one: ("worse", "better", "same").index(one.change))
    ]
    return Table("changes", "Every clause then and now, what changed first", columns, rows)


def causes(found: Iterable[Moved], address: Address) -> Table:
    """A row for each record that changed what a clause rests on."""
    columns = (
        Column("clause", Kind.LINK, key="address"),
        Column("change", Kind.STATE),
        Column("name", Kind.NODE, "Record about"),
        Column("kind", title="It is"),
        Column("bearing", title="It bears on the reason"),
        Column("said", Kind.LIST, "What it says differently"),
        Column("source"),
        Column("file"),
        Column("line", Kind.NUMBER),
    )
    rows = [row for one in found for row in _causes(one, address)]
    note = "Where a clause changed and no record is listed, the days that passed did it: a document expired, a record grew old."
    return Table("causes", "Records behind the changes", columns, rows, note=note, empty=f"No record is behind a change. {note}")


def _causes(one: Moved, address: Address) -> Iterable[Row]:
    for cause in one.causes:
        shown = cause.difference.shown
        yield {
            "clause": one.now.ref,
            "address": address(one.now.ref),
            "change": one.change,
            "id": shown.node,
            "name": cause.name,
            "kind": cause.kind,
            "bearing": cause.bearing.value,
            "said": list(cause.said),
            "source": shown.source,
            "file": shown.file,
            "line": shown.line or None,
        }


async def mapped(
    engine: Engine, ours: Assessment, theirs: Assessment, address: Address, other: Address
) -> tuple[Table, list[tuple[Share, int]]]:
    """Every pair that a mapping ties with how much it gives, and how many clauses of ours get how much."""
    mappings = await read_mappings(engine, ours.framework.id, theirs.framework.id)
    gets = given(theirs, ours, mappings)
    said = coverage_beside.rows(beside(ours, theirs, mappings), gets)
    rows = [dict(zip(coverage_beside.COLUMNS, row, strict=True)) for row in said]
    counted = shares(gets, ours)
    shown = [{**row, "address": address(row["clause"]), "there": other(row["other"]) if row["other"] else ""} for row in rows]
    return _mapped(ours, theirs, shown), [(share, counted[share]) for share in Share if counted[share]]


def _mapped(ours: Assessment, theirs: Assessment, rows: Sequence[Row]) -> Table:
    columns = (
        Column("clause", Kind.LINK, ours.framework.name, key="address"),
        Column("title"),
        Column("state", Kind.STATE),
        Column("gets", title="It gets"),
        Column("relation"),
        Column("other", Kind.LINK, theirs.framework.name, key="there"),
        Column("other_title", title="Title there"),
        Column("other_state", Kind.STATE, "State there"),
    )
    note = "A relation is read from left to right. What is carried across points at evidence to look at; it changes no state."
    return Table("mapped", f"What {ours.framework.name} gets from {theirs.framework.name}", columns, rows, note=note)
