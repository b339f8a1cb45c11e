"""The table of an outcome: a row for each node that something happens to, the worst first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from api.pages.tables import Column, Kind, Row, Table
from queries.impact.affected import Affected
from queries.impact.whatif import Answer

_ALWAYS = (
    Column("name", Kind.NODE, "What is hit"),
    Column("state", Kind.STATE),
    Column("criticality", Kind.CRITICALITY),
    Column("label", title="Type"),
    Column("path", Kind.LINK, "Why: through", key="why"),
)
_WHERE_SAID = (
    Column("recovery_minutes", Kind.NUMBER, "Back after (min)"),
    Column("rto_minutes", Kind.NUMBER, "RTO (min)"),
    Column("late", Kind.FLAG, tone=True),
    Column("interruption_minutes", Kind.NUMBER, "Switching over (min)"),
    Column("alone", Kind.NUMBER, "Enough alone"),
    Column("distance", Kind.NUMBER, "Links away"),
    Column("accountable", Kind.LIST),
    Column("groups", Kind.LIST, "What is left", quiet=True),
    Column("requirements", Kind.LIST, "Clauses that it addresses"),
)
_NOTE = (
    "Spares are counted: down is what no spare keeps up, redundancy lost is still up with less behind it. Late: it is back later "
    "than its recovery time objective allows. Enough alone: how many of what fails would do the same by themselves."
)
IT_FAILS = "it fails here"


def affected(answer: Answer, why: Callable[[str], str], *, picked: bool) -> Table:
    """The table; `why` gives where the state of a node is explained. Of rows that were not asked for only the number is told."""
    rows: list[Row] = [_row(one, why) for one in answer.affected]
    said = [column for column in _WHERE_SAID if any(row[column.name] not in (None, "", [], 0, False) for row in rows)]
    unasked: list[Row] = [{}] * (answer.total - len(rows))
    title = "Everything that it reaches, the worst first"
    return Table("affected", title, [*_ALWAYS, *said], [*rows, *unasked], note=_NOTE, empty="Nothing.", picked=picked)


def _row(one: Affected, why: Callable[[str], str]) -> Row:
    return {
        "id": one.id,
        "name": one.name,
        "state": one.state,
        "criticality": one.criticality,
        "label": one.label.lower(),
        "path": _through(one),
        "why": why(one.id),
        "recovery_minutes": one.recovery_minutes,
        "rto_minutes": one.rto_minutes,
        "late": one.late,
        "interruption_minutes": one.interruption_minutes,
        "alone": one.alone,
        "distance": one.distance,
        "accountable": one.accountable,
        "groups": one.groups,
        "requirements": one.requirements,
    }


def _through(one: Affected) -> str:
    return " < ".join(one.path[1:]) or (one.groups[0] if one.groups else IT_FAILS)


def late(answer: Answer) -> Sequence[Affected]:
    """What is back later than its recovery time objective allows."""
    return [one for one in answer.affected if one.late]
