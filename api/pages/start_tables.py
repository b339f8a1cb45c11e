"""The tables of the start page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from api.pages.tables import Column, Kind, Row, Table
from queries.assessment.model import Assessment
from queries.assessment.states import State
from queries.contract import Check, FindingStatus
from queries.explore.held import Held
from queries.explore.reported import Reported
from queries.findings import Finding
from queries.impact.blast import Radius

SHOWN = 10
"""Rows and names of each; what it leads to has them all."""


def impact_address(supplier: str) -> str:
    """Where the impact of a supplier is, given by id or name."""
    return f"/impact?supplier={quote(supplier, safe='')}"


def failing(found: Iterable[Reported]) -> Table:
    """Suppliers that are reported to fail."""
    columns = (
        Column("supplier", Kind.LINK, key="address"),
        Column("state", Kind.STATE),
        Column("down", Kind.NUMBER, "Services down"),
        Column("degraded", Kind.NUMBER, "Services degraded"),
        Column("services", Kind.LIST, "Most critical first", quiet=True),
    )
    rows = [_failing(one) for one in found]
    return Table(
        "failing",
        "Suppliers reported failing, and the live services each takes down",
        columns,
        rows,
        empty="No supplier in use is reported down or degraded.",
    )


def _failing(one: Reported) -> Row:
    services = [service.name for service in (*one.down, *one.degraded)[:SHOWN]]
    counts = {"down": len(one.down), "degraded": len(one.degraded)}
    return {
        "supplier": one.supplier.name,
        "address": impact_address(one.supplier.id),
        "state": one.supplier.state,
        "services": services,
        **counts,
    }


def radius(found: Iterable[Radius]) -> Table:
    """Suppliers by what their failure takes down."""
    columns = (
        Column("name", Kind.LINK, "Supplier", key="address"),
        Column("critical_down", Kind.NUMBER, "Critical services down"),
        Column("down", Kind.NUMBER, "Services down"),
        Column("degraded", Kind.NUMBER),
        Column("redundancy_lost", Kind.NUMBER),
    )
    rows = [{**one._asdict(), "address": impact_address(one.name)} for one in found if one.hurts][:SHOWN]
    return Table("radius", "Suppliers whose failure hurts most", columns, rows, empty="No supplier hurts a live service.")


def coverage(found: Iterable[tuple[Held, Assessment]]) -> Table:
    """Frameworks with how many of their clauses have which state."""
    columns = (
        Column("framework", Kind.LINK, key="address"),
        Column("verdict", Kind.STATE),
        Column("covered_share", Kind.PERCENT, "Covered"),
        *(Column(state.value, Kind.NUMBER) for state in State),
    )
    rows = [_covered(held, assessment) for held, assessment in found]
    return Table("coverage", "Clauses by state", columns, rows, empty="The graph holds no framework.")


def _covered(held: Held, assessment: Assessment) -> Row:
    counts = {state.value: assessment.states.get(state, 0) for state in State}
    applies = sum(counts.values()) - counts[State.NOT_APPLICABLE.value]
    return {
        "id": held.id,
        "framework": held.name,
        "address": f"/coverage/{quote(held.id, safe='')}",
        "verdict": assessment.ruling.verdict.value,
        "covered_share": round(100 * counts[State.COVERED.value] / applies) if applies else None,
        **counts,
    }


def changes(rows: Sequence[Row]) -> Table:
    """Changes by day, source and kind."""
    columns = (Column("day", Kind.DAY), Column("source"), Column("change"), Column("records", Kind.NUMBER))
    return Table("changes", "Records that sources added, changed or took back", columns, rows, empty="Nothing changed.")


def data(checks: Iterable[Check], findings: Sequence[Finding]) -> Table:
    """Checks of the data with how many rows are in alarm."""
    columns = (
        Column("check", Kind.LINK, key="address"),
        Column("stands", Kind.STATE),
        Column("alarms", Kind.NUMBER),
        Column("first", title="For example", quiet=True),
    )
    return Table("data", "What checks of the data itself say", columns, [_checked(check, findings) for check in checks])


_WORST = (FindingStatus.ALARM, FindingStatus.INFO, FindingStatus.OK)


def _checked(check: Check, findings: Iterable[Finding]) -> Row:
    mine = [finding for finding in findings if finding.check == check.name]
    counts = Counter(finding.status for finding in mine)
    worst = next((status for status in _WORST if counts[status]), FindingStatus.SKIP)
    first = next((f"{finding.name}: {finding.reason}" for finding in mine if finding.status is worst), "")
    return {
        "check": check.title,
        "address": f"/questions/{check.name}",
        "stands": worst.value,
        "alarms": counts[FindingStatus.ALARM],
        "first": first if worst is not FindingStatus.OK else "",
    }
