"""One clause in full: who addresses it, what is in force, how old the records are, and what each check says, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rich.console import Console
from rich.text import Text

from api.cli import terminal
from queries.assessment.facts import Evidence
from queries.assessment.inputs import claimed, counts, is_document, is_record, items
from queries.assessment.inputs import days_before as earlier
from queries.assessment.model import Assessment, Clause, ClauseCheck, Row
from queries.assessment.states import COUNTED
from queries.contract import FindingStatus


def show(out: Console, assessment: Assessment, clause: Clause) -> None:
    """Prints it."""
    out.print(terminal.sentence(f"{clause.ref} {clause.title}", "bold"))
    if clause.requirement.summary:
        out.print(terminal.sentence(clause.requirement.summary))
    out.print(Text.assemble("\n", terminal.words(clause.state), f": {terminal.visible(clause.why)}"))
    if clause.also:
        out.print(terminal.sentence(f"Also: {' '.join(clause.also)}"))
    _section(out, "Who addresses it", ["who", "label", "claim", "note"], list(_claims(clause)))
    _section(out, "What it asks for", ["item", "needed", "there"], list(_items(assessment, clause)))
    _section(out, "Open findings and improvements", ["what", "kind", "grade", "due", "owner"], _open(clause))
    for check in clause.checks:
        _show_check(out, check)
    out.print()


def _section(out: Console, title: str, columns: list[str], rows: list[list[object]]) -> None:
    if rows:
        out.print(Text(f"\n{title}", style="bold"))
        out.print(terminal.table(out, columns, rows))


def _claims(clause: Clause) -> Iterator[list[object]]:
    for claim in clause.facts.claims:
        idle = "" if claimed(claim) != "none" or claim.status == "not_applicable" else f" ({claim.in_use}: does not count)"
        yield [claim.name, claim.label, f"{(claim.status or 'partial').replace('_', ' ')}{idle}", claim.note]


def _items(assessment: Assessment, clause: Clause) -> Iterator[list[object]]:
    """A line for each thing that is there for an item, and one for each item that nothing is there for."""
    today, shown = assessment.today, set()
    for what, item, there in items(clause.facts):
        days = assessment.limits.within_days(item)
        since = earlier(today, days)
        asked = what if what == "document" else f"record, {days} days"
        good = {e: is_document(e, item, today) if what == "document" else is_record(e, item, since, today) for e in there}
        shown |= set(there)
        for evidence in there:
            yield [item, asked, _told(evidence, good[evidence], today)]
        if not there:
            yield [item, asked, Text("missing", style="bold red")]
    for evidence in clause.facts.evidence:
        if evidence not in shown:
            yield [evidence.item, "not asked for", _told(evidence, counts(evidence, today), today)]


def _told(evidence: Evidence, good: bool, today: str) -> Text:
    parts = [f"{evidence.name}{f', version {evidence.version}' if evidence.version else ''}", evidence.status or ""]
    if evidence.valid_from:
        parts.append(f"{evidence.valid_from}{_age(evidence.valid_from, today)}")
    if evidence.valid_to:
        parts.append(f"until {evidence.valid_to}")
    told = ", ".join(part for part in parts if part)
    return terminal.sentence(told if good else f"{told}: does not count", "" if good else "bold red")


def _age(day: str, today: str) -> str:
    try:
        return f" ({(date.fromisoformat(today) - date.fromisoformat(day)).days} days ago)" if day <= today else ""
    except ValueError:
        return ""


def _open(clause: Clause) -> list[list[object]]:
    return [[one.name, one.kind, one.grade, one.due, one.owners] for one in clause.facts.open]


def _show_check(out: Console, one: ClauseCheck) -> None:
    counted = one.counted
    told = [f"{getattr(counted, name)} {name}" for name in COUNTED if getattr(counted, name)]
    skipped = one.count(FindingStatus.SKIP)
    aside = [f"{skipped} skip"] if skipped else []
    if one.uncounted:
        aside.append(f"{one.uncounted} {'out of scope' if one.named else 'of a check that is not named for it'}")
    out.print()
    out.print(Text.assemble((one.check.title, "bold"), (f"  {one.check.name}, {one.check.severity}", "dim")))
    beside = f" ({', '.join(aside)})" if aside else ""
    out.print(Text(f"{', '.join(told) or 'no row that counts'}{beside}"))
    if one.rows:
        rows = [[_status(row, one), row.finding.name, row.finding.reason] for row in sorted(one.rows, key=_badness)]
        out.print(terminal.table(out, ["status", "name", "reason"], rows))


def _badness(row: Row) -> tuple[bool, int]:
    """What counts comes first, and of that the worst."""
    return not row.counts, list(FindingStatus).index(row.finding.status)


def _status(row: Row, of: ClauseCheck) -> Text:
    aside = "" if row.counts or not of.named or row.finding.status == FindingStatus.SKIP else ", out of scope"
    return terminal.words(row.finding.status).append(aside, "dim")
