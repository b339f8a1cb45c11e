"""Findings on the screen, as JSON, and as rows of a file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from api.cli import exports, terminal
from api.cli.selection import Clause, Selection
from queries.contract import Check
from queries.frameworks import requirements_of
from queries.run import Finding

STATUSES = ("alarm", "info", "skip", "ok")
"""Worst first."""
_WEIGHT = {"high": 0, "medium": 1, "low": 2}
_NO_COUNTS = [None] * len(STATUSES)
COLUMNS = ("check", "severity", "requirements", "resource", "name", "status", "reason")


def show(chosen: Selection, findings: Sequence[Finding], *, today: str, file: Path | None, as_json: bool) -> None:
    """Prints findings that are not ok, and a count of all; a file and JSON have every one."""
    by_check = grouped(findings)
    if file:
        exports.write(file, COLUMNS, _rows(chosen.checks, by_check))
    if as_json:
        terminal.print_json({"today": today, "checks": [_plain(check, by_check[check.name]) for check in chosen.checks]})
        return
    out = terminal.console()
    if not file:
        for check in chosen.checks:
            show_check(out, check, by_check[check.name])
    show_counts(out, chosen, by_check)
    out.print(Text(f"\n{total(chosen.checks, findings)} on {today}{f', written to {file}' if file else ''}"))


def grouped(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings by name of their check."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[finding.check].append(finding)
    return found


def show_check(out: Console, check: Check, findings: list[Finding]) -> None:
    """The findings of one check that are not ok, worst first; nothing when there are none."""
    open_ = sorted((f for f in findings if f.status != "ok"), key=lambda f: STATUSES.index(f.status))
    if open_:
        out.print(Text.assemble((check.title, "bold"), (f"  {check.name}, {check.severity}", "dim")))
        out.print(terminal.table(out, ["status", "name", "reason"], [[str(f.status), f.name, f.reason] for f in open_]))
        out.print()


def show_counts(out: Console, chosen: Selection, by_check: dict[str, list[Finding]]) -> None:
    """A row a check: how many findings of each status; under the clauses, where these were asked for."""
    rows = list(_clause_rows(chosen.clauses, by_check)) if chosen.clauses else _check_rows(chosen.checks, by_check)
    out.print(terminal.table(out, ["check", *STATUSES], rows))


def _check_rows(checks: Iterable[Check], by_check: dict[str, list[Finding]], indent: str = "") -> list[list[object]]:
    return [[f"{indent}{check.name}", *_counts(by_check[check.name])] for check in checks]


def _clause_rows(clauses: Iterable[Clause], by_check: dict[str, list[Finding]]) -> Iterator[list[object]]:
    framework = ""
    for clause in clauses:
        if clause.framework.name != framework:
            framework = clause.framework.name
            yield [Text(framework, style="bold"), *_NO_COUNTS]
        yield [Text(f"{clause.requirement.ref} {clause.requirement.title}", style="bold"), *_NO_COUNTS]
        yield from _check_rows(clause.checks, by_check, indent="  ")


def worst(checks: Iterable[Check], by_check: dict[str, list[Finding]], limit: int) -> list[tuple[Check, Finding]]:
    """The worst alarms: by severity, and the first of every check before the second of any."""
    ranked = []
    for order, check in enumerate(checks):
        alarms = [finding for finding in by_check[check.name] if finding.status == "alarm"]
        ranked += [(_WEIGHT[check.severity], place, order, check, finding) for place, finding in enumerate(alarms)]
    return [(check, finding) for *_, check, finding in sorted(ranked, key=lambda row: row[:3])[:limit]]


def total(checks: Sequence[Check], findings: Iterable[Finding]) -> str:
    """One line that sums up."""
    counts = Counter(str(finding.status) for finding in findings)
    parts = [
        terminal.count(counts["alarm"], "alarm"),
        f"{counts['info']:,} info",
        f"{counts['skip']:,} skip",
        f"{counts['ok']:,} ok",
    ]
    return f"{', '.join(parts)} from {terminal.count(len(checks), 'check')}"


def _counts(findings: Iterable[Finding]) -> list[object]:
    counts = Counter(str(finding.status) for finding in findings)
    return [counts[status] or None for status in STATUSES]


def _rows(checks: Iterable[Check], by_check: dict[str, list[Finding]]) -> Iterable[list[Any]]:
    for check in checks:
        tests = requirements_of(check.name)
        for f in by_check[check.name]:
            yield [check.name, str(check.severity), tests, f.resource, f.name, str(f.status), f.reason]


def _plain(check: Check, findings: list[Finding]) -> dict[str, Any]:
    said = [{"resource": f.resource, "name": f.name, "status": str(f.status), "reason": f.reason} for f in findings]
    counts = Counter(str(finding.status) for finding in findings)
    return {
        "name": check.name,
        "title": check.title,
        "severity": str(check.severity),
        "requirements": list(requirements_of(check.name)),
        "counts": {status: counts[status] for status in STATUSES},
        "findings": said,
    }
