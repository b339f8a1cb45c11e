"""The tables of one clause: who addresses it, what it asks for, what is there and how old, and each check row by row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from api.pages.coverage.tables import exceptions
from api.pages.tables import Column, Kind, Row, Table
from queries.assessment.facts import Evidence
from queries.assessment.inputs import claimed, counts, items
from queries.assessment.model import Assessment, Clause, ClauseCheck
from queries.contract import FindingStatus

_WORST = {status: place for place, status in enumerate(FindingStatus)}


def tables(assessment: Assessment, clause: Clause) -> list[Table]:
    """All of them; those that say nothing of it are left out."""
    made = [claims(clause), required(assessment, clause), evidence(assessment, clause), still_open(clause), checks(clause)]
    always = ("claims", "checks")
    found = [table for table in made if table.rows or table.name in always]
    accepted = _exceptions(assessment, clause)
    return [*found, rows(clause), *([accepted] if accepted.rows else [])]


def claims(clause: Clause) -> Table:
    """Who says to address it."""
    columns = (
        Column("who", Kind.NODE),
        Column("type"),
        Column("in_use"),
        Column("claim"),
        Column("counts_as"),
        Column("note", quiet=True),
    )
    said = [
        {
            "id": one.id,
            "who": one.name,
            "type": one.label.lower(),
            "in_use": one.in_use,
            "claim": (one.status or "partial").replace("_", " "),
            "counts_as": claimed(one).value,
            "note": one.note,
        }
        for one in clause.facts.claims
    ]
    return Table("claims", "Who addresses it", columns, said, empty="Nobody addresses it.")


def required(assessment: Assessment, clause: Clause) -> Table:
    """Documents and records that it asks for, and what is there for each."""
    columns = (
        Column("item", title="What it asks for"),
        Column("what", title="As"),
        Column("stands", Kind.STATE),
        Column("within_days", Kind.NUMBER, "Recent within (days)"),
        Column("there", Kind.LIST),
    )
    framework = assessment.framework
    said = [
        {
            "item": described.title if (described := framework.documents.get(item) or framework.records.get(item)) else item,
            "what": what,
            "stands": "missing" if item in clause.inputs.missing else "there",
            "within_days": assessment.limits.within_days(item) if what == "record" else None,
            "there": [one.name for one in there],
        }
        for what, item, there in items(clause.facts)
    ]
    return Table("required", "What it asks for", columns, said)


def evidence(assessment: Assessment, clause: Clause) -> Table:
    """Documents and records with their age."""
    columns = (
        Column("document", Kind.NODE),
        Column("kind"),
        Column("item", title="Shown as"),
        Column("status"),
        Column("version"),
        Column("valid_from", Kind.DAY, "Of, or in force from"),
        Column("age_days", Kind.NUMBER, "Age (days)"),
        Column("valid_to", Kind.DAY, "Until"),
        Column("counts", Kind.FLAG),
    )
    said = [_evidence(one, assessment.today) for one in clause.facts.evidence]
    return Table("evidence", "Documents in force, and records with their age", columns, said)


def _evidence(one: Evidence, today: str) -> Row:
    said = {**one._asdict(), "document": one.name, "kind": (one.kind or "").replace("_", " ")}
    return {**said, "age_days": age(one.valid_from, today), "counts": counts(one, today)}


def age(day: str | None, today: str) -> int | None:
    """Days since a day; None for one to come, or none."""
    try:
        days = (date.fromisoformat(today) - date.fromisoformat((day or "")[:10])).days
    except ValueError:
        return None
    return days if days >= 0 else None


def still_open(clause: Clause) -> Table:
    """Nonconformities and improvements that are not closed."""
    columns = (
        Column("name", Kind.NODE, "Open finding"),
        Column("kind"),
        Column("grade"),
        Column("raised", Kind.DAY),
        Column("due", Kind.DAY),
        Column("owners", Kind.LIST),
    )
    return Table("open", "Open findings and improvements", columns, [one._asdict() for one in clause.facts.open])


def checks(clause: Clause) -> Table:
    """How many rows of each check have which status."""
    columns = (
        Column("check", Kind.LINK, key="address"),
        Column("severity"),
        Column("named", Kind.FLAG, "Named for it"),
        *(Column(status.value, Kind.NUMBER) for status in FindingStatus),
        Column("not_counted", Kind.NUMBER),
    )
    note = "Rows of a check that is not named for the clause, and rows out of scope, are shown and do not count."
    said = [_check(one) for one in clause.checks]
    return Table("checks", "Checks that speak of it", columns, said, note=note if said else "", empty="No check speaks of it.")


def _check(one: ClauseCheck) -> Row:
    return {
        "check": one.check.title,
        "address": f"/questions/{one.check.name}",
        "severity": one.check.severity.value,
        "named": one.named,
        **{status.value: one.count(status) for status in FindingStatus},
        "not_counted": one.uncounted,
    }


def rows(clause: Clause) -> Table:
    """Every row of every check: what counts first, and of that the worst."""
    columns = (
        Column("name", Kind.NODE, "What was judged"),
        Column("status", Kind.STATE),
        Column("check", Kind.LINK, key="address"),
        Column("reason", quiet=True),
        Column("counts", Kind.FLAG),
    )
    said = sorted(_rows(clause), key=lambda row: (not row["counts"], _WORST[row["status"]]))
    return Table("rows", "The checks row by row, the worst first", columns, said, empty="No check has a row about it.")


def _rows(clause: Clause) -> Iterator[Row]:
    for one in clause.checks:
        for row in one.rows:
            found = row.finding
            yield {
                "id": found.resource,
                "name": found.name,
                "status": found.status,
                "check": found.check,
                "address": f"/questions/{found.check}",
                "reason": found.reason,
                "counts": row.counts,
            }


def _exceptions(assessment: Assessment, clause: Clause) -> Table:
    used = {row.finding.exception for check in clause.checks for row in check.rows if row.finding.exception}
    named = {check.check.name for check in clause.checks if check.named}
    return exceptions(one for one in assessment.exceptions if one.exception.id in used or one.exception.check in named)


def spoken_of(clause: Clause) -> list[str]:
    """Ids of what it rests on: itself, claims, evidence, what is open, then rows that count against it."""
    facts = clause.facts
    given = [clause.id, *(one.id for some in (facts.claims, facts.evidence, facts.open) for one in some)]
    alarms = [row["id"] for row in rows(clause).rows if row["status"] is FindingStatus.ALARM and row["id"]]
    return list(dict.fromkeys([*given, *alarms]))
