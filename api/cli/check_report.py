"""Findings on the screen, as JSON, and as rows of a file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from api import exports
from api.cli import exceptions_report, terminal
from api.cli.selection import Clause, Selection
from queries.assessment.exceptions import Reviewed
from queries.assessment.gaps import in_turns
from queries.contract import Check, FindingStatus
from queries.organisation import Organisation
from queries.run import Finding

STATUSES = tuple(str(status) for status in FindingStatus)
"""Worst first."""
COLUMNS = ("check", "severity", "requirements", "resource", "name", "status", "reason")


def show(
    chosen: Selection,
    findings: Sequence[Finding],
    exceptions: Sequence[Reviewed],
    known: Organisation,
    *,
    today: str,
    file: Path | None,
    as_json: bool,
) -> None:
    """Prints findings that are not ok, the exceptions to these checks, and a count of all; a file and JSON have every one."""
    by_check = grouped(findings)
    if file:
        exports.write(file, COLUMNS, _rows(chosen.checks, by_check, known))
    if as_json:
        checks = [_plain(check, by_check[check.name], known) for check in chosen.checks]
        terminal.print_json({"today": today, "checks": checks, "exceptions": exceptions_report.plain(exceptions)})
        return
    out = terminal.console()
    if not file:
        for check in chosen.checks:
            show_check(out, check, by_check[check.name])
    show_counts(out, chosen, by_check)
    exceptions_report.show(out, exceptions)
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
        out.print(terminal.table(out, ["status", "name", "reason"], [[str(f.status), _named(check, f), f.reason] for f in open_]))
        out.print()


def _named(check: Check, finding: Finding) -> str:
    """The name; of a requirement, whose title several have, with its id."""
    return f"{finding.resource} {finding.name}" if check.labels == ("Requirement",) and finding.resource else finding.name


def show_counts(out: Console, chosen: Selection, by_check: dict[str, list[Finding]]) -> None:
    """A row a check: how many findings of each status; under the clauses, where these were asked for."""
    some = {str(f.status) for check in chosen.checks for f in by_check[check.name]}
    shown = [status for status in STATUSES if status != FindingStatus.ACCEPTED or status in some]
    listed = _clause_rows(chosen.clauses, by_check, shown) if chosen.clauses else _check_rows(chosen.checks, by_check, shown)
    out.print(terminal.table(out, ["check", *shown], list(listed)))


def _check_rows(
    checks: Iterable[Check], by_check: dict[str, list[Finding]], shown: Sequence[str], indent: str = ""
) -> list[list[object]]:
    return [[f"{indent}{check.name}", *_counts(by_check[check.name], shown)] for check in checks]


def _clause_rows(clauses: Iterable[Clause], by_check: dict[str, list[Finding]], shown: Sequence[str]) -> Iterator[list[object]]:
    framework, nothing = "", [None] * len(shown)
    for clause in clauses:
        if clause.framework.name != framework:
            framework = clause.framework.name
            yield [Text(framework, style="bold"), *nothing]
        yield [Text(f"{clause.requirement.ref} {clause.requirement.title}", style="bold"), *nothing]
        yield from _check_rows(clause.checks, by_check, shown, indent="  ")


def worst(checks: Iterable[Check], by_check: dict[str, list[Finding]], limit: int) -> list[tuple[Check, Finding]]:
    """The worst alarms: by severity, and the first of every check before the second of any."""
    alarms = [(check, finding) for check in checks for finding in by_check[check.name] if finding.status == "alarm"]
    return in_turns(alarms, lambda pair: (pair[0].severity, pair[1]))[:limit]


def total(checks: Sequence[Check], findings: Iterable[Finding]) -> str:
    """One line that sums up."""
    counts = Counter(str(finding.status) for finding in findings)
    parts = [
        terminal.count(counts["alarm"], "alarm"),
        *([f"{counts['accepted']:,} accepted"] if counts["accepted"] else []),
        f"{counts['info']:,} info",
        f"{counts['skip']:,} skip",
        f"{counts['ok']:,} ok",
    ]
    return f"{', '.join(parts)} from {terminal.count(len(checks), 'check')}"


def _counts(findings: Iterable[Finding], shown: Sequence[str]) -> list[object]:
    counts = Counter(str(finding.status) for finding in findings)
    return [counts[status] or None for status in shown]


def _rows(checks: Iterable[Check], by_check: dict[str, list[Finding]], known: Organisation) -> Iterable[list[Any]]:
    for check in checks:
        tests = known.requirements_of(check.name)
        for f in by_check[check.name]:
            yield [check.name, str(check.severity), tests, f.resource, f.name, str(f.status), f.reason]


def _plain(check: Check, findings: list[Finding], known: Organisation) -> dict[str, Any]:
    said = [{"resource": f.resource, "name": f.name, "status": str(f.status), "reason": f.reason} for f in findings]
    counts = Counter(str(finding.status) for finding in findings)
    return {
        "name": check.name,
        "title": check.title,
        "severity": str(check.severity),
        "requirements": list(known.requirements_of(check.name)),
        "counts": {status: counts[status] for status in STATUSES},
        "findings": said,
    }
