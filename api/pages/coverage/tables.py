"""The tables of a framework: every clause, what counts against it, accepted deviations, and how it went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

from api.pages.coverage.heat import counted
from api.pages.tables import Column, Kind, Row, Table
from queries.assessment.exceptions import Reviewed
from queries.assessment.model import Assessment, Clause
from queries.assessment.states import State
from queries.assessment.trend import Trend
from queries.contract import FindingStatus

Address = Callable[[str], str]
"""Where a clause opens, by its number."""


def clauses(assessment: Assessment, address: Address) -> Table:
    """A row a clause: the map in words."""
    columns = (
        Column("clause", Kind.LINK, key="address"),
        Column("title"),
        Column("state", Kind.STATE),
        Column("why", quiet=True),
        Column("missing", Kind.LIST),
        Column("alarms", Kind.NUMBER, "Rows in alarm"),
        Column("open", Kind.NUMBER, "Open findings"),
    )
    rows = [_clause(clause, address) for clause in assessment.clauses]
    return Table("clauses", "The map in words: every clause", columns, rows, empty="The framework has no clause.")


def _clause(clause: Clause, address: Address) -> Row:
    return {
        "clause": clause.ref,
        "address": address(clause.ref),
        "title": clause.title,
        "state": clause.state.value,
        "why": clause.why,
        "missing": list(clause.inputs.missing),
        "alarms": sum(check.counted.alarm for check in clause.checks),
        "open": len(clause.facts.open),
    }


def findings(assessment: Assessment) -> Table:
    """Alarms and infos, the worst first."""
    columns = (
        Column("name", Kind.NODE, "What it is about"),
        Column("status", Kind.STATE),
        Column("severity"),
        Column("check", Kind.LINK, key="address"),
        Column("reason", quiet=True),
        Column("clauses", Kind.LIST),
    )
    rows = [
        {
            "id": gap.finding.resource,
            "name": gap.finding.name,
            "status": gap.finding.status.value,
            "severity": gap.severity.value,
            "check": gap.finding.check,
            "address": f"/questions/{gap.finding.check}",
            "reason": gap.finding.reason,
            "clauses": list(gap.refs),
        }
        for gap in assessment.gaps
    ]
    empty = "No check that speaks of it is in alarm."
    return Table("findings", "What somebody must act on or should read, the worst first", columns, rows, empty=empty)


def exceptions(found: Iterable[Reviewed]) -> Table:
    """Accepted deviations and how they stand."""
    columns = (
        Column("exception", Kind.NODE),
        Column("standing", Kind.STATE),
        Column("check", Kind.LINK, key="address"),
        Column("about", Kind.LIST),
        Column("until", Kind.DAY),
        Column("approved_by"),
        Column("told", title="In a sentence", quiet=True),
    )
    rows = [
        {
            "id": one.exception.id,
            "exception": one.exception.name,
            "standing": one.standing.value,
            "check": one.exception.check,
            "address": f"/questions/{one.exception.check}" if one.exception.check else "",
            "about": list(one.exception.resources.values()),
            "until": one.exception.until,
            "approved_by": one.exception.approved_by,
            "told": one.told,
        }
        for one in found
    ]
    empty = "No deviation from a check of this framework is accepted."
    return Table("exceptions", "Accepted deviations (exceptions), and how they stand", columns, rows, empty=empty)


def months(found: Trend) -> Table:
    """A row a month: the last assessment that was kept in it."""
    columns = (Column("month"), Column("day", Kind.DAY), *(Column(state.value, Kind.NUMBER) for state in State))
    rows = [{"month": m.month, "day": m.day, **{state.value: m.states[state] for state in State}} for m in found.months]
    return Table("months", "Clauses by state, month by month", columns, rows)


def turns(found: Trend, address: Address) -> Table:
    """Clauses that changed among the months that were kept, with the states they went through."""
    columns = (Column("clause", Kind.LINK, key="address"), Column("title"), Column("since", Kind.LIST, "State and since when"))
    each = {ref: found.spans(ref) for ref in found.titles}
    rows = [
        {"clause": ref, "address": address(ref), "title": found.titles[ref], "since": [_told(*span) for span in spans]}
        for ref, spans in each.items()
        if len(spans) > 1
    ]
    empty = "No clause changed between the months that were kept."
    return Table("turns", "Clauses that changed", columns, rows, empty=empty)


def _told(state: State | None, month: str) -> str:
    return f"{month} {state.value.replace('_', ' ') if state else 'not asked for'}"


def severities(assessment: Assessment) -> list[tuple[str, int]]:
    """How many rows in alarm of which severity, the heaviest first."""
    alarms = (gap for gap in assessment.gaps if gap.finding.status is FindingStatus.ALARM)
    return [(severity, sum(1 for _ in some)) for severity, some in groupby(alarms, key=lambda gap: gap.severity.value)]


def tally(states: Mapping[State, int]) -> list[tuple[str, int]]:
    """Every state with its number, zeros too, the worst first."""
    said = dict(counted(states))
    return [(state.value, said.get(state, 0)) for state in State]
