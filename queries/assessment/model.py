"""An assessment: a framework on a day, clause by clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from queries.assessment.exceptions import Reviewed
from queries.assessment.facts import ClauseFacts
from queries.assessment.gaps import Gap
from queries.assessment.limits import Limits
from queries.assessment.states import CheckCount, Inputs, State
from queries.assessment.verdict import Ruling
from queries.contract import Check, FindingStatus
from queries.findings import Finding
from queries.frameworks import Framework, Requirement


@dataclass(frozen=True)
class Row:
    """What a check says of one resource, and whether that counts for the clause."""

    finding: Finding
    counts: bool
    """False where the resource is out of scope, or the check is not named for the clause and only speaks of it."""


@dataclass(frozen=True)
class ClauseCheck:
    """A check that speaks of a clause."""

    check: Check
    named: bool
    """Whether the framework names it for this clause; rows of others are shown and count for nothing."""
    rows: tuple[Row, ...] = ()

    @property
    def counted(self) -> CheckCount:
        """Rows that count, by status."""
        counts = Counter(row.finding.status.value for row in self.rows if row.counts)
        counts.pop(FindingStatus.SKIP.value, None)
        return CheckCount(self.check.name, self.check.severity, **counts)

    def count(self, status: FindingStatus) -> int:
        """All its rows of that status, whether they count or not."""
        return sum(row.finding.status == status for row in self.rows)

    @property
    def uncounted(self) -> int:
        """Rows that do not count: out of scope, or of a check that is not named for the clause."""
        return sum(not row.counts for row in self.rows)


@dataclass(frozen=True)
class Clause:
    """A requirement as it stands."""

    id: str
    """Id of the requirement: iso-20000-1-2018/8.2.3."""
    requirement: Requirement
    state: State
    """Of a clause with others below it: what they and itself come to."""
    why: str
    """What led to the state, in sentences."""
    also: tuple[str, ...]
    """What else counts against it."""
    own: State | None
    """Its own state; None where it has clauses below it and nothing of its own."""
    inputs: Inputs
    facts: ClauseFacts
    checks: tuple[ClauseCheck, ...]
    children: tuple[str, ...] = ()
    """Numbers of the clauses right below it."""
    worst: str = ""
    """Number of the clause below it, at any depth, that is worst off."""
    below: Mapping[State, int] = field(default_factory=dict)
    """How many clauses have which state: those below it that are judged by themselves, and itself where it is."""

    @property
    def ref(self) -> str:
        """Its number."""
        return self.requirement.ref

    @property
    def title(self) -> str:
        """Its title."""
        return self.requirement.title

    def count(self, status: FindingStatus) -> int:
        """Rows of that status that speak of the clause, whether they count or not."""
        return sum(check.count(status) for check in self.checks)


@dataclass(frozen=True)
class Assessment:
    """A framework, or a section of it, on a day."""

    framework: Framework
    section: str
    """Number of the section; empty for the whole framework."""
    today: str
    limits: Limits
    clauses: tuple[Clause, ...]
    """In the order of the framework."""
    states: Mapping[State, int]
    """How many clauses that are judged by themselves have which state."""
    counts: Mapping[FindingStatus, int]
    """Rows by status, each row once, whether they count for a state or not."""
    gaps: tuple[Gap, ...]
    """Alarms and infos that speak of the section, the worst first; accepted alarms are none."""
    exceptions: tuple[Reviewed, ...]
    """Exceptions to the checks that ran, and those that name no check there is."""
    ruling: Ruling

    def clause(self, ref: str) -> Clause:
        """The clause of that number; raises KeyError when it is not part of the section."""
        return {clause.ref: clause for clause in self.clauses}[ref]

    @property
    def judged(self) -> tuple[Clause, ...]:
        """The clauses that have a state of their own."""
        return tuple(clause for clause in self.clauses if clause.own is not None)
