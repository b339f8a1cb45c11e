"""The tables of a pack: columns and rows, the same in the workbook and in the CSV files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from api.packs.contents import Contents
from queries.assessment.inputs import claimed, counts, items
from queries.assessment.model import Clause
from queries.contract import FindingStatus

Row = list[Any]
Made = tuple[tuple[str, ...], Iterator[Row]]
_COUNTS = tuple(status.value for status in FindingStatus)


def summary(contents: Contents) -> Made:
    """What was assessed, by what, and what came out."""
    return ("what", "value"), iter([[name, value] for name, value in stated(contents).items()])


def stated(contents: Contents) -> dict[str, Any]:
    """Everything that is said once of a pack, by name."""
    a = contents.assessment
    return {
        "organisation": contents.organisation,
        "framework": a.framework.id,
        "name": a.framework.name,
        "edition": a.framework.edition,
        "section": a.section,
        "day": a.today,
        "verdict": a.ruling.verdict.value,
        "why": " ".join(a.ruling.why),
        **{f"clauses {state.value.replace('_', ' ')}": number for state, number in a.states.items()},
        "record_within_days": a.limits.record_within_days,
        "systemic_percent": a.limits.systemic_percent,
        "exclusions": a.limits.exclusions,
        "graph fingerprint": contents.fingerprint,
        "software": contents.software,
    }


def clauses(contents: Contents) -> Made:
    """Every clause with its state and what led to it."""
    columns = ("clause", "title", "state", "own_state", "why", "also", "addressed", "documents_needed", "documents_missing",
               "records_needed", "records_missing", "missing", "evidence", "major_open", "minor_open", "worst_below")  # fmt: skip
    return columns, (_clause(one) for one in contents.assessment.clauses)


def _clause(one: Clause) -> Row:
    i = one.inputs
    needed = [i.documents_needed, i.documents_missing, i.records_needed, i.records_missing, ", ".join(i.missing)]
    said = [one.ref, one.title, one.state.value, one.own and one.own.value, one.why, " ".join(one.also), i.addressed.value]
    return [*said, *needed, i.evidence, i.major_open, i.minor_open, one.worst]


def checks(contents: Contents) -> Made:
    """A row for each clause and each check that speaks of it, with the rows that count by status."""
    columns = ("clause", "check", "title", "severity", "named", *_COUNTS, "not_counted")
    return columns, (
        [c.ref, k.check.name, k.check.title, k.check.severity.value, k.named, *map(k.count, FindingStatus), k.uncounted]
        for c in contents.assessment.clauses
        for k in c.checks
    )


def findings(contents: Contents) -> Made:
    """Every row of every check, for each clause that it speaks of."""
    columns = ("clause", "check", "severity", "status", "counts", "name", "reason", "resource", "exception")
    return columns, (
        [c.ref, f.check, k.check.severity.value, f.status.value, row.counts, f.name, f.reason, f.resource, f.exception]
        for c in contents.assessment.clauses
        for k in c.checks
        for row in k.rows
        for f in (row.finding,)
    )


def claims(contents: Contents) -> Made:
    """Who says to address a clause, and what that comes to."""
    columns = ("clause", "name", "label", "kind", "in_use", "valid_from", "valid_to", "claim", "counts_as", "note", "id")
    return columns, (
        [c.ref, o.name, o.label, o.kind, o.in_use, o.valid_from, o.valid_to, o.status, claimed(o).value, o.note, o.id]
        for c in contents.assessment.clauses
        for o in c.facts.claims
    )


def required(contents: Contents) -> Made:
    """The documents and records that a clause asks for, and how many are there for each."""
    return ("clause", "what", "item", "within_days", "missing", "there"), (
        [c.ref, what, item, _days(contents, what, item), item in c.inputs.missing, [one.name for one in there]]
        for c in contents.assessment.clauses
        for what, item, there in items(c.facts)
    )


def _days(contents: Contents, what: str, item: str) -> int | None:
    return contents.assessment.limits.within_days(item) if what == "record" else None


def evidence(contents: Contents) -> Made:
    """The documents that show something of a clause, and whether they count on the day."""
    columns = ("clause", "item", "name", "kind", "status", "version", "valid_from", "valid_to", "counts", "id")
    today = contents.assessment.today
    return columns, (
        [c.ref, e.item, e.name, e.kind, e.status, e.version, e.valid_from, e.valid_to, counts(e, today), e.id]
        for c in contents.assessment.clauses
        for e in c.facts.evidence
    )


def still_open(contents: Contents) -> Made:
    """Nonconformities and improvements that are not closed."""
    return ("clause", "name", "kind", "grade", "raised", "due", "owners", "id"), (
        [c.ref, o.name, o.kind, o.grade, o.raised, o.due, o.owners, o.id]
        for c in contents.assessment.clauses
        for o in c.facts.open
    )


def exceptions(contents: Contents) -> Made:
    """Accepted deviations, in force or stale."""
    columns = ("exception", "check", "resources", "reason", "approved_by", "valid_from", "until", "standing", "told", "id")
    return columns, (
        [e.name, e.check, [*e.resources.values()], e.reason, e.approved_by, e.valid_from, e.until, o.standing.value, o.told, e.id]
        for o in contents.assessment.exceptions
        for e in (o.exception,)
    )


def scope(contents: Contents) -> Made:
    """What is in scope of the framework."""
    return ("label", "name", "id"), (list(row) for row in contents.scope)


def sources(contents: Contents) -> Made:
    """Every source, with its last run and how old its data is."""
    table = contents.sources
    return (*table.columns, "age_days"), ([*row, age(contents, row)] for row in table.rows)


def age(contents: Contents, row: list[Any]) -> int | None:
    """Days between the last good run of a source and the day of the assessment; None when it never had one."""
    read = dict(zip(contents.sources.columns, row, strict=True))["data_from"]
    return max(0, (contents.moment.date() - date.fromisoformat(read[:10])).days) if read else None


def lineage(contents: Contents) -> Made:
    """Who said each fact, down to file and line."""
    columns = ("node", "label", "fact", "value", "standing", "source", "key", "file", "line", "run", "since", "record")
    return columns, (
        [*fact[:5], s.source, s.key, s.file, s.line or None, s.run, s.since, s.record]
        for fact in contents.lineage
        for s in (fact.said,)
    )


TABLES: Mapping[str, Callable[[Contents], Made]] = {
    "summary": summary, "clauses": clauses, "checks": checks, "findings": findings, "claims": claims, "required": required,
    "evidence": evidence, "open": still_open, "exceptions": exceptions, "scope": scope, "sources": sources,
}  # fmt: skip
"""Name of a table, which is that of its sheet and its CSV file, to what makes it. Lineage is a file of its own: it is long."""
