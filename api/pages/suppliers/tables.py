"""The tables of the page of suppliers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from api.pages.start_tables import impact_address
from api.pages.suppliers.matrix import way, why_address
from api.pages.suppliers.register import Entry
from api.pages.tables import Column, Kind, Row, Table
from queries.explore.reliance import Reliance
from queries.impact.blast import Radius
from queries.impact.events import Event
from queries.impact.nodes import Nodes

_REGISTER = (
    Column("name", Kind.NODE, "Supplier", key="supplier"),
    Column("critical_down", Kind.NUMBER, "Critical down"),
    Column("down", Kind.NUMBER, "Services down"),
    Column("degraded", Kind.NUMBER),
    Column("redundancy_lost", Kind.NUMBER, "Spare lost"),
    Column("state", Kind.STATE),
    Column("criticality", Kind.CRITICALITY, "Rated"),
    Column("agreement_name", Kind.NODE, "Agreement", key="agreement"),
    Column("standing", Kind.STATE, "Stands"),
    Column("ends_on", Kind.DAY, "Ends"),
    Column("last_review", Kind.DAY),
    Column("next_review", Kind.DAY, "Next due"),
    Column("review", Kind.STATE),
    Column("exit_plan_name", Kind.NODE, "Exit plan", key="exit_plan"),
    Column("accountable", Kind.NODE, "Accountable", key="role"),
    Column("people", Kind.LIST, "Held by"),
    Column("group", title="Group of companies"),
    Column("country"),
    Column("status"),
    Column("impact", Kind.LINK, key="address"),
)
_NOTE = (
    "What fails with it counts spares, as clausegraph impact --ranking supplier does. Reviews and endings go by the spans of "
    "supplier-is-reviewed and agreement-does-not-lapse-unnoticed, as your organisation sets them."
)


def register(entries: Iterable[Entry]) -> Table:
    """A row a supplier, the heaviest first."""
    return Table(
        "register", "Suppliers, those that take most down first", _REGISTER, [*map(_entry, entries)], _NOTE, "No such supplier."
    )


def _entry(entry: Entry) -> Row:
    return {
        **entry.said,
        **entry.risk._asdict(),
        "name": entry.name,
        "standing": entry.standing,
        "next_review": entry.next_review,
        "review": entry.review,
        "exit_plan_name": entry.said["exit_plan_name"] or ("missing" if entry.without_exit else ""),
        "accountable": ", ".join(entry.accountable) or ("nobody" if entry.supplies else ""),
        "group": entry.group,
        "impact": "What fails with it",
        "address": impact_address(entry.id),
    }


_PAIRS = (
    Column("supplier", Kind.NODE, key="supplier_id"),
    Column("service", Kind.NODE, key="service_id"),
    Column("criticality", Kind.CRITICALITY),
    Column("way"),
    Column("effect", Kind.STATE, "If it fails"),
    Column("path", Kind.LINK, key="address"),
)


def pairs(nodes: Nodes, some: Sequence[tuple[Entry, Reliance]]) -> Table:
    """The matrix, a row a pair."""
    return Table("pairs", "The matrix, a row a pair", _PAIRS, [_pair(nodes, *one) for one in some], empty="No pair is shown.")


def _pair(nodes: Nodes, entry: Entry, one: Reliance) -> Row:
    service = nodes.ids[one.service]
    return {
        "supplier": entry.name,
        "supplier_id": entry.id,
        "service": nodes.names[one.service],
        "service_id": service,
        "criticality": nodes.criticalities[one.service],
        "way": way(one),
        "effect": one.effect.value,
        "path": "Why",
        "address": why_address(entry.id, service),
    }


_TOGETHER = (
    Column("name", Kind.LINK, "Group or country", key="address"),
    Column("kind"),
    Column("suppliers", Kind.NUMBER),
    Column("critical_down", Kind.NUMBER, "Critical down"),
    Column("down", Kind.NUMBER, "Services down"),
    Column("share", Kind.PERCENT, "Of all services"),
    Column("degraded", Kind.NUMBER),
    Column("redundancy_lost", Kind.NUMBER, "Spare lost"),
)


def together(nodes: Nodes, found: Iterable[tuple[Event, Radius]]) -> Table:
    """Groups of companies and countries with what fails when all of one does."""
    rows = [row for event, radius in found if (row := _failing(nodes, event, radius))["suppliers"]]
    note = "A country fails with everything in it, sites included."
    empty = "No supplier belongs to a group of companies or says its country."
    return Table("together", "Groups of companies and countries, if all of one fails", _TOGETHER, rows, note, empty)


def _failing(nodes: Nodes, event: Event, radius: Radius) -> Row:
    suppliers = sorted(nodes.ids[place] for place in event.nodes if nodes.labels[place] == "Supplier")
    group = f"{impact_address(suppliers[0])}&group=yes" if suppliers else ""
    return {
        **radius._asdict(),
        "name": event.name,
        "kind": event.kind,
        "suppliers": len(suppliers),
        "share": round(100 * radius.share_down, 1),
        "address": f"/impact?country={quote(event.name, safe='')}" if event.kind == "country" else group,
    }
