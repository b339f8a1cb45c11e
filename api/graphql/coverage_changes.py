"""What changed between two assessments that were kept, and which records changed it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import strawberry

from api.graphql.catalogue import Info, described
from api.graphql.coverage import FrameworkId
from api.graphql.scalars import Date
from queries.assessment.causes import Bearing, Cause, Moved, traced
from queries.assessment.kept import read_kept
from queries.assessment.states import State

Since = Annotated[Date, strawberry.argument(description="The last assessment that was kept of that day or before it.")]
Until = Annotated[Date | None, strawberry.argument(description="Compared with the last one of this day; absent means today's.")]

strawberry.enum(Bearing, name="RecordBearing", description="How a record bears on what a clause rests on.")


@strawberry.enum(description="What became of a clause.")
class ClauseChangeKind(StrEnum):
    """On the way from a worse state to a better one, or back."""

    BETTER = "better"
    WORSE = "worse"


@strawberry.enum(description="What became of a record.")
class RecordChangeKind(StrEnum):
    """Between two moments."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@described
class ClauseRecord:
    """A record that changed what a clause rests on."""

    change: RecordChangeKind = strawberry.field(description="Whether it is new, says something else, or is gone.")
    bearing: Bearing = strawberry.field(description="Whether it speaks of what changed, links to it, or is near it.")
    source: str = strawberry.field(description="Its source.")
    key: str = strawberry.field(description="Its key in the source.")
    node: strawberry.ID = strawberry.field(description="Id of the node that it speaks of.")
    name: str = strawberry.field(description="What people call that node.")
    file: str | None = strawberry.field(description="File or address it was read from.")
    line: int | None = strawberry.field(description="Line or row in the file, counted from 1.")
    run: strawberry.ID = strawberry.field(description="Id of the run that read it.")
    at: str = strawberry.field(description="When it changed, appeared or was gone.")
    valid_from: str = strawberry.field(description="Since when it says so.")
    valid_to: str | None = strawberry.field(description="Until when it said so; null while it does.")
    said: list[str] = strawberry.field(description="What it says differently: properties, and links that went and came.")


@described
class ClauseChange:
    """A clause that is in another state."""

    id: strawberry.ID = strawberry.field(description="Id of the requirement.")
    ref: str = strawberry.field(description="Its number.")
    title: str = strawberry.field(description="Its title.")
    change: ClauseChangeKind = strawberry.field(description="Whether it got better or worse.")
    before: State = strawberry.field(description="Its state in the earlier assessment.")
    now: State = strawberry.field(description="Its state in the later one.")
    why_before: str = strawberry.field(description="What led to the earlier state.")
    why: str = strawberry.field(description="What led to the later one.")
    went: list[str] = strawberry.field(description="Reasons that no longer hold, as `kind what node`.")
    came: list[str] = strawberry.field(description="Reasons that hold now and did not.")
    records: list[ClauseRecord] = strawberry.field(description="Records behind it; none where the days that passed did it.")


@described
class CoverageChanges:
    """What changed between two assessments that were kept."""

    framework: strawberry.ID = strawberry.field(description="Id of the framework.")
    since: Date = strawberry.field(description="Day of the earlier assessment.")
    until: Date = strawberry.field(description="Day of the later one.")
    clauses: list[ClauseChange] = strawberry.field(description="Clauses in another state, in the order of the framework.")


TYPES = (ClauseRecord, ClauseChange, CoverageChanges)
"""Types that have a resolver of their own."""


async def coverage_changes(info: Info, framework: FrameworkId, since: Since, until: Until = None) -> CoverageChanges:
    """Compares two assessments that were kept; GraphQL errors where there are none."""
    engine = info.context.engine
    then = await read_kept(engine, framework, str(since))
    now = await read_kept(engine, framework, str(until or info.context.today))
    clauses = [_clause(one) for one in await traced(engine, then, now)]
    return CoverageChanges(framework=strawberry.ID(framework), since=Date(then.day), until=Date(now.day), clauses=clauses)


def _clause(one: Moved) -> ClauseChange:
    return ClauseChange(
        id=strawberry.ID(one.now.id),
        ref=one.now.ref,
        title=one.now.title,
        change=ClauseChangeKind(one.change),
        before=one.before.state,
        now=one.now.state,
        why_before=one.before.why,
        why=one.now.why,
        went=list(one.went),
        came=list(one.came),
        records=[_record(cause) for cause in one.causes],
    )


def _record(cause: Cause) -> ClauseRecord:
    version = cause.difference.shown
    return ClauseRecord(
        change=RecordChangeKind(cause.kind),
        bearing=cause.bearing,
        source=version.source,
        key=version.key,
        node=strawberry.ID(version.node),
        name=cause.name,
        file=version.file,
        line=version.line,
        run=strawberry.ID(version.run),
        at=cause.difference.at,
        valid_from=version.since,
        valid_to=version.until,
        said=list(cause.said),
    )
