"""Coverage in GraphQL: a framework on a day, clause by clause, with all that led to each state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import strawberry

from api.graphql import carried as carrying
from api.graphql.catalogue import Info, described
from api.graphql.scalars import Date
from queries.assessment import inputs
from queries.assessment.assess import assess
from queries.assessment.carried import given, read_mappings
from queries.assessment.exceptions import Reviewed, Standing
from queries.assessment.facts import Claim, Evidence, Open
from queries.assessment.known import known_framework
from queries.assessment.model import Assessment, Clause, ClauseCheck
from queries.assessment.states import COUNTED, Addressed, State
from queries.assessment.verdict import Verdict
from queries.contract import FindingStatus, Severity

strawberry.enum(Addressed, name="ClauseAddressed", description="The best claim that anything in use makes of a clause.")
strawberry.enum(Verdict, description="Whether a framework is ready for the visit of the certification body.")
strawberry.enum(Standing, name="DeviationStanding", description="How an exception stands on a day.")

FrameworkId = Annotated[str, strawberry.argument(name="framework", description="Id of a framework.")]
Section = Annotated[str, strawberry.argument(name="clause", description="Number of a clause; those below it come too.")]
From = Annotated[
    str | None, strawberry.argument(name="from", description="Id of another framework; its mappings say what it gives for this.")
]
Day = Annotated[Date | None, strawberry.argument(name="today", description="The day it is asked on; absent means today's.")]


@described
class ClauseStateCount:
    """How many clauses have a state."""

    state: State = strawberry.field(description="The state.")
    count: int = strawberry.field(description="Clauses that are judged by themselves and have it.")


@described
class ClauseClaim:
    """Something that says it meets a clause."""

    id: strawberry.ID = strawberry.field(description="Id of the node.")
    name: str = strawberry.field(description="What people call it.")
    label: str = strawberry.field(description="Its label.")
    status: str = strawberry.field(description="How far the claim goes: planned, partial, full, not_applicable.")
    note: str | None = strawberry.field(description="The reason, owed for not applicable.")
    counts: bool = strawberry.field(description="False where what makes the claim is not in use.")


@described
class ClauseEvidence:
    """A document or record that shows something of a clause."""

    id: strawberry.ID = strawberry.field(description="Id of the document.")
    name: str = strawberry.field(description="Its title.")
    kind: str | None = strawberry.field(description="Its kind.")
    status: str | None = strawberry.field(description="Draft, approved, withdrawn, open or closed.")
    version: str | None = strawberry.field(description="Version or issue.")
    valid_from: str | None = strawberry.field(description="First day in force; on a record the day it happened.")
    valid_to: str | None = strawberry.field(description="Last day in force; on a record the day it was closed.")
    item: str | None = strawberry.field(description="The required document or record that it is.")
    counts: bool = strawberry.field(description="False where it is a draft, withdrawn, or not in force that day.")


@described
class ClauseOpen:
    """An open nonconformity or improvement about a clause."""

    id: strawberry.ID = strawberry.field(description="Id of the document.")
    name: str = strawberry.field(description="Its title.")
    kind: str = strawberry.field(description="Nonconformity or improvement.")
    grade: str | None = strawberry.field(description="Major, minor or observation.")
    due: str | None = strawberry.field(description="Day by which it is due.")
    owners: list[str] = strawberry.field(description="Names of the roles that answer for it or do it.")


@described
class ClauseCheckRow:
    """What a check says of one resource."""

    resource: strawberry.ID = strawberry.field(description="Id of the node.")
    name: str = strawberry.field(description="What people call the node.")
    status: FindingStatus = strawberry.field(description="ok, alarm, accepted, info or skip.")
    reason: str = strawberry.field(description="One sentence.")
    counts: bool = strawberry.field(description="False out of scope, or where the check only speaks of the clause.")


@described
class CheckOfClause:
    """A check that speaks of a clause."""

    name: str = strawberry.field(description="Name of the check.")
    severity: Severity = strawberry.field(description="Weight of its alarms.")
    named: bool = strawberry.field(description="Whether the framework names it for this clause.")
    alarm: int = strawberry.field(description="Rows that count and are alarms.")
    accepted: int = strawberry.field(description="Rows that count and whose alarm an exception accepts.")
    info: int = strawberry.field(description="Rows that count and are info.")
    ok: int = strawberry.field(description="Rows that count and are ok.")
    rows: list[ClauseCheckRow] = strawberry.field(description="All its rows.")


@described
class ClauseCoverage:
    """A requirement as it stands."""

    id: strawberry.ID = strawberry.field(description="Id of the requirement.")
    ref: str = strawberry.field(description="Its number.")
    title: str = strawberry.field(description="Its title.")
    state: State = strawberry.field(description="Its state; of a clause with others below it what they come to.")
    why: str = strawberry.field(description="What led to the state.")
    also: list[str] = strawberry.field(description="What else counts against it.")
    addressed: Addressed = strawberry.field(description="The best claim.")
    missing: list[str] = strawberry.field(description="Required documents and records that are not there.")
    claims: list[ClauseClaim] = strawberry.field(description="Who addresses it.")
    evidence: list[ClauseEvidence] = strawberry.field(description="What shows it.")
    open: list[ClauseOpen] = strawberry.field(description="Open nonconformities and improvements.")
    checks: list[CheckOfClause] = strawberry.field(description="The checks that speak of it.")
    children: list[str] = strawberry.field(description="Numbers of the clauses right below it.")
    worst: str | None = strawberry.field(description="Number of the clause below it that is worst off.")
    below: list[ClauseStateCount] = strawberry.field(description="Clauses by state, below it and itself.")


@described
class Deviation:
    """An exception: a deviation that somebody accepted, with a reason, until a day."""

    id: strawberry.ID = strawberry.field(description="Id of the document.")
    name: str = strawberry.field(description="Its title.")
    check: str = strawberry.field(description="Check whose alarm it accepts.")
    resources: list[strawberry.ID] = strawberry.field(description="Ids of what it is about.")
    reason: str = strawberry.field(description="Why it was granted.")
    approved_by: str = strawberry.field(description="Who granted it.")
    until: str = strawberry.field(description="Its last day.")
    standing: Standing = strawberry.field(description="How it stands.")
    told: str = strawberry.field(description="The same in a sentence.")


@described
class Coverage:
    """A framework, or a section of it, on a day."""

    framework: strawberry.ID = strawberry.field(description="Id of the framework.")
    name: str = strawberry.field(description="What people call it.")
    today: Date = strawberry.field(description="The day it is asked on.")
    states: list[ClauseStateCount] = strawberry.field(description="Clauses that are judged by themselves, by state.")
    verdict: Verdict = strawberry.field(description="Whether the auditor may come.")
    verdict_why: list[str] = strawberry.field(description="What stands in the way.")
    clauses: list[ClauseCoverage] = strawberry.field(description="Every clause, in the order of the framework.")
    exceptions: list[Deviation] = strawberry.field(description="Accepted deviations, and how they stand.")
    carried: list[carrying.CarriedClause] | None = strawberry.field(description="What each clause gets; null without `from`.")


TYPES = (
    ClauseStateCount, ClauseClaim, ClauseEvidence, ClauseOpen, ClauseCheckRow, CheckOfClause, ClauseCoverage, Deviation, Coverage,
    *carrying.TYPES,
)  # fmt: skip
"""Types that have a resolver of their own."""


async def coverage(info: Info, framework: FrameworkId, clause: Section = "", today: Day = None, other: From = None) -> Coverage:
    """Assesses a framework; GraphQL errors for names that cannot be meant."""
    engine, day, known = info.context.engine, str(today or info.context.today), info.context.organisation
    meant = await known_framework(engine, framework, known.frameworks)
    found = await assess(engine, meant, today=day, section=clause, known=known)
    if other is None:
        return _coverage(found, None)
    giving = await known_framework(engine, other, known.frameworks)
    theirs, mappings = await assess(engine, giving, today=day, known=known), await read_mappings(engine, meant.id, giving.id)
    return _coverage(found, carrying.answer(found, given(theirs, found, mappings)))


def _coverage(found: Assessment, gets: list[carrying.CarriedClause] | None) -> Coverage:
    return Coverage(
        framework=strawberry.ID(found.framework.id),
        name=found.framework.name,
        today=Date(found.today),
        states=_counts(found.states),
        verdict=found.ruling.verdict,
        verdict_why=list(found.ruling.why),
        clauses=[_clause(clause, found.today) for clause in found.clauses],
        exceptions=[_deviation(one) for one in found.exceptions],
        carried=gets,
    )


def _counts(states: Mapping[State, int]) -> list[ClauseStateCount]:
    return [ClauseStateCount(state=state, count=states[state]) for state in State if states.get(state)]


def _clause(clause: Clause, today: str) -> ClauseCoverage:
    return ClauseCoverage(
        id=strawberry.ID(clause.id),
        ref=clause.ref,
        title=clause.title,
        state=clause.state,
        why=clause.why,
        also=list(clause.also),
        addressed=clause.inputs.addressed,
        missing=list(clause.inputs.missing),
        claims=[_claim(one) for one in clause.facts.claims],
        evidence=[_evidence(one, today) for one in clause.facts.evidence],
        open=[_open(one) for one in clause.facts.open],
        checks=[_check(one) for one in clause.checks],
        children=list(clause.children),
        worst=clause.worst or None,
        below=_counts(clause.below),
    )


def _claim(one: Claim) -> ClauseClaim:
    idle = inputs.claimed(one) == Addressed.NONE
    said = one.status or "partial"
    return ClauseClaim(id=strawberry.ID(one.id), name=one.name, label=one.label, status=said, note=one.note, counts=not idle)


def _evidence(one: Evidence, today: str) -> ClauseEvidence:
    return ClauseEvidence(**{**one._asdict(), "id": strawberry.ID(one.id)}, counts=inputs.counts(one, today))


def _open(one: Open) -> ClauseOpen:
    id_ = strawberry.ID(one.id)
    return ClauseOpen(id=id_, name=one.name, kind=one.kind, grade=one.grade, due=one.due, owners=one.owners)


def _check(one: ClauseCheck) -> CheckOfClause:
    counted = one.counted
    rows = [
        ClauseCheckRow(
            resource=strawberry.ID(row.finding.resource),
            name=row.finding.name,
            status=row.finding.status,
            reason=row.finding.reason,
            counts=row.counts,
        )
        for row in one.rows
    ]
    counts = {name: getattr(counted, name) for name in COUNTED}
    return CheckOfClause(name=one.check.name, severity=one.check.severity, named=one.named, rows=rows, **counts)


def _deviation(one: Reviewed) -> Deviation:
    said = one.exception
    return Deviation(
        id=strawberry.ID(said.id),
        name=said.name,
        check=said.check,
        resources=[strawberry.ID(resource) for resource in said.resources],
        reason=said.reason,
        approved_by=said.approved_by,
        until=said.until,
        standing=one.standing,
        told=one.told,
    )
