"""What the checks say of each clause of a framework, and the worst gaps.

A row about a requirement counts for that requirement alone; any other row counts for every clause its check is named for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter

from graph.engine import Engine
from queries.catalogue import catalogue
from queries.contract import Check, FindingStatus, Severity
from queries.frameworks import Framework, Requirement
from queries.run import Finding, run_checks

_WEIGHT = {severity: n for n, severity in enumerate(Severity)}
_URGENCY = {status: n for n, status in enumerate(FindingStatus)}


@dataclass(frozen=True)
class Clause:
    """One requirement and how many rows of which status speak of it."""

    id: str
    """Id of the requirement: iso-20000-1-2018/8.2.3."""
    ref: str
    title: str
    checks: tuple[str, ...]
    """Names of the checks that are named for it."""
    counts: Mapping[FindingStatus, int] = field(default_factory=dict)
    """Rows per status; empty when nothing speaks of it, which is no good news."""

    def count(self, status: FindingStatus) -> int:
        """Rows of that status."""
        return self.counts.get(status, 0)


@dataclass(frozen=True)
class Gap:
    """A finding that somebody must act on or should read, and the clauses it stands against."""

    finding: Finding
    severity: Severity
    refs: tuple[str, ...]
    """Numbers of the clauses, in the order of the framework."""


@dataclass(frozen=True)
class Coverage:
    """A framework, or a section of it, as the checks see it."""

    framework: Framework
    section: str
    """Number of the section; empty for the whole framework."""
    clauses: list[Clause]
    """Every requirement of the section, in the order of the framework."""
    counts: Mapping[FindingStatus, int]
    """Rows per status in the section, each row once."""
    gaps: list[Gap]
    """Alarms and infos, worst first."""


async def by_clause(engine: Engine, framework: Framework, *, today: str, section: str = "") -> Coverage:
    """Runs every check that can speak of the section and counts its rows by clause.

    Raises WrongUse for a section that the framework does not have.
    """
    framework.section(section)
    known = catalogue().checks
    named = set(framework.checks_of(section))
    chosen = [known[n] for n in framework.checks if n in named or known[n].labels == ("Requirement",)]
    findings = await run_checks(engine, chosen, today)
    return assess(framework, findings, known, section=section)


def assess(framework: Framework, findings: Iterable[Finding], checks: Mapping[str, Check], *, section: str = "") -> Coverage:
    """The same from findings that are there already; findings that speak of no clause of the section are left out."""
    wanted = framework.section(section)
    place = {requirement.ref: n for n, requirement in enumerate(wanted)}
    by_ref: dict[str, Counter[FindingStatus]] = defaultdict(Counter)
    total: Counter[FindingStatus] = Counter()
    gaps: list[Gap] = []
    for finding in findings:
        check = checks[finding.check]
        refs = tuple(sorted({ref for ref in _refs(framework, check, finding) if ref in place}, key=place.__getitem__))
        for ref in refs:
            by_ref[ref][finding.status] += 1
        if refs:
            total[finding.status] += 1
            gaps.append(Gap(finding, check.severity, refs))
    clauses = [_clause(framework, r, by_ref[r.ref]) for r in wanted]
    return Coverage(framework, section, clauses, total, worst_first(gaps, place))


def _refs(framework: Framework, check: Check, finding: Finding) -> Iterable[str]:
    if check.labels != ("Requirement",):
        return framework.checks.get(check.name, ())
    prefix = f"{framework.id}/"
    return (finding.resource.removeprefix(prefix),) if finding.resource.startswith(prefix) else ()


def _clause(framework: Framework, requirement: Requirement, counts: Mapping[FindingStatus, int]) -> Clause:
    ref = requirement.ref
    return Clause(f"{framework.id}/{ref}", ref, requirement.title, framework.tests[ref], counts)


def worst_first(gaps: Iterable[Gap], place: Mapping[str, int]) -> list[Gap]:
    """Alarms and infos by severity, then status; among equals the first of every check before the second of any.

    So ten lines show ten different troubles, not ten times the commonest one.
    """
    alike: dict[tuple[int, int, str], list[Gap]] = defaultdict(list)
    for gap in sorted(gaps, key=lambda g: (place[g.refs[0]], g.finding.check, g.finding.resource)):
        if gap.finding.status in (FindingStatus.ALARM, FindingStatus.INFO):
            alike[_WEIGHT[gap.severity], _URGENCY[gap.finding.status], gap.finding.check].append(gap)
    ranked = [(weight, urgency, turn, gap) for (weight, urgency, _), same in alike.items() for turn, gap in enumerate(same)]
    return [gap for *_, gap in sorted(ranked, key=itemgetter(0, 1, 2))]
