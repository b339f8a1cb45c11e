"""An assessment on the screen, as JSON, and as rows of a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import fill
from typing import Any

from rich.console import Console
from rich.text import Text

from api import exports
from api.cli import coverage_beside, coverage_causes, coverage_clause, exceptions_report, terminal
from api.cli.coverage_plain import plain
from queries.assessment.carried import Carried
from queries.assessment.causes import Moved
from queries.assessment.compare import Beside, Changed
from queries.assessment.model import Assessment, Clause
from queries.assessment.states import COUNTED, State
from queries.contract import FindingStatus

COLUMNS = (
    "clause", "title", "state", "why", "also", "addressed", "documents_needed", "documents_missing", "records_needed",
    "records_missing", "evidence", "major_open", "minor_open", *COUNTED, "worst_below",
)  # fmt: skip
_CHANGED = ("clause", "title", "before", "now", "change", "why_before", "why", "records")
_CLAUSE, _STATE = 26, 18
"""Characters that a clause, and a state with the space around it, take at most."""


@dataclass(frozen=True)
class Report:
    """What was asked for: an assessment, and what it is compared with."""

    assessment: Assessment
    opened: bool = False
    """Whether a clause was named, to be shown in full."""
    then: Assessment | None = None
    changes: Sequence[Changed] = ()
    moved: Sequence[Moved] = ()
    """Those of them that are in another state, with what changed them."""
    other: Assessment | None = None
    pairs: Sequence[Beside] = ()
    gets: Mapping[str, Carried] = field(default_factory=dict)
    """What each clause, by id, gets from the other framework."""
    manifest: str = ""
    """SHA-256 of the manifest of the pack that was written."""
    kept: str = ""
    """Id of the assessment in the graph, where it was kept."""


def show(report: Report, *, file: Path | None, as_json: bool) -> None:
    """Prints the clauses, or what was compared, with summary and verdict; a file and JSON have every one."""
    if file and file.suffix.lower() in exports.WRITERS:
        exports.write(file, *_exported(report))
    if as_json:
        terminal.print_json(plain(report.assessment) | _compared(report) | ({"kept": report.kept} if report.kept else {}))
        return
    out = terminal.console()
    if not file:
        _show_table(out, report)
    exceptions_report.show(out, report.assessment.exceptions)
    _show_summary(out, report.assessment)
    if file:
        out.print(Text(f"Written to {file}"))
    if report.manifest:
        out.print(Text(f"SHA-256 of its manifest, to keep elsewhere: {report.manifest}"))
    if report.kept:
        out.print(Text(f"Kept as {report.kept}"))


def _exported(report: Report) -> tuple[Sequence[str], list[list[Any]]]:
    if report.then:
        moved = coverage_causes.by_clause(report.moved)
        return _CHANGED, [[*_change(one), coverage_causes.cell(moved.get(one.clause.ref))] for one in report.changes]
    if report.other:
        return coverage_beside.COLUMNS, coverage_beside.rows(report.pairs, report.gets)
    return COLUMNS, [_row(clause) for clause in report.assessment.clauses]


def _row(clause: Clause) -> list[Any]:
    i, counted = clause.inputs, [check.counted for check in clause.checks if check.named]
    facts = [i.documents_needed, i.documents_missing, i.records_needed, i.records_missing, i.evidence, i.major_open, i.minor_open]
    rows = [sum(getattr(one, name) for one in counted) for name in COUNTED]
    said = [clause.ref, clause.title, str(clause.state), clause.why, " ".join(clause.also), str(i.addressed)]
    return [*said, *facts, *rows, clause.worst]


def _change(one: Changed) -> list[Any]:
    clause = one.clause
    return [clause.ref, clause.title, str(one.before), str(clause.state), one.change, one.why_before, clause.why]


def _compared(report: Report) -> dict[str, Any]:
    columns, rows = _exported(report)
    listed = [dict(zip(columns, row, strict=True)) for row in rows]
    if report.then:
        moved = coverage_causes.by_clause(report.moved)
        changes = [{**one, **coverage_causes.plain(moved.get(one["clause"]))} for one in listed]
        return {"before": report.then.today, "changes": changes}
    if not report.other:
        return {}
    return {"other": report.other.framework.id, "beside": listed, **coverage_beside.told(report.assessment, report.gets)}


def _show_table(out: Console, report: Report) -> None:
    if report.then:
        _show_changes(out, report.then, report.changes)
        coverage_causes.show(out, report.moved)
    elif report.other:
        coverage_beside.show(out, report.assessment, report.other, report.pairs, report.gets)
    elif report.opened and len(report.assessment.clauses) == 1:
        coverage_clause.show(out, report.assessment, report.assessment.clauses[0])
    else:
        out.print(
            terminal.table(out, ["clause", "state", "what led to it"], list(_tree(report.assessment, out.width)), spaced=True)
        )


def _tree(assessment: Assessment, width: int) -> Iterator[list[object]]:
    top = min((clause.ref.count(".") for clause in assessment.clauses), default=0)
    for clause in assessment.clauses:
        indent = " " * (clause.ref.count(".") - top)
        title = fill(
            terminal.visible(f"{clause.ref} {clause.title}"), _CLAUSE, initial_indent=indent, subsequent_indent=indent + "  "
        )
        counted = [(status, sum(getattr(c.counted, status) for c in clause.checks if c.named)) for status in COUNTED]
        counts = "".join(f"\n{number:,} {status}" for status, number in counted if number)
        worst = f" Worst: {clause.worst}." if clause.worst and len(clause.below) > 1 else ""
        why = _filled(f"{clause.why}{worst}", max(20, width - _CLAUSE - _STATE))
        yield [Text(title, "bold" if clause.children else ""), terminal.words(clause.state).append(counts, "dim"), why]


def _filled(text: str, width: int = 30) -> Text:
    """Sentences on lines that may also break after a hyphen, as names of checks are long."""
    return Text(fill(terminal.visible(text), width))


def _show_changes(out: Console, then: Assessment, changes: Sequence[Changed]) -> None:
    moved = [one for one in changes if one.change != "same"]
    if moved:
        rows = [
            [c.clause.ref, terminal.words(c.before), terminal.words(c.clause.state), c.change, _filled(c.clause.why)]
            for c in moved
        ]
        out.print(terminal.table(out, ["clause", then.today, "now", "", "what led to it"], rows))
    better, worse = (sum(one.change == change and not one.clause.children for one in moved) for change in ("better", "worse"))
    out.print(Text(f"\nSince {then.today}: {terminal.count(better, 'clause')} better, {terminal.count(worse, 'clause')} worse."))


def _show_summary(out: Console, assessment: Assessment) -> None:
    name = assessment.framework.name + (f", section {assessment.section}" if assessment.section else "")
    states = [f"{assessment.states[state]} {str(state).replace('_', ' ')}" for state in State if assessment.states.get(state)]
    counts = [f"{assessment.counts[status]:,} {status}" for status in FindingStatus if assessment.counts.get(status)]
    out.print(terminal.sentence(f"\n{name} on {assessment.today}: {', '.join(states) or 'no clause'}".lstrip("\n"), "bold"))
    if counts:
        out.print(Text(f"Rows of checks: {', '.join(counts)}"))
    ruling = assessment.ruling
    out.print(Text.assemble("Verdict: ", terminal.words(ruling.verdict), f". {terminal.visible(' '.join(ruling.why))}"))
