"""Tables of blast radius, concentration, weak points and promises at risk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

import numpy as np

from api.pages.tables import Column, Kind, Row, Table
from queries.impact.blast import Radius
from queries.impact.concentration import Alone
from queries.impact.cutsets import CutSets
from queries.impact.hidden import Hidden
from queries.impact.kinds import Kind as Failing
from queries.impact.model import Model
from queries.impact.nodes import rank
from queries.impact.promises.broken import Broken

HEADINGS = {
    "/impact/ranking": ("Blast radius", "What one failure takes down, the worst first, with spares counted."),
    "/impact/concentration": (
        "Concentration",
        "Where much rests on little: providers that are not easily substituted, and closely connected ones (DORA, articles "
        "28(4)(c) and 29).",
    ),
    "/impact/weak-points": (
        "Weak points",
        "The smallest sets of failures that bring something down (minimal cut sets, IEC 61025).",
    ),
    "/impact/promises": ("Promises at risk", "Availability, RTO and RPO that dependencies do not let a node keep."),
}
"""Title of each page, and what it is about."""
WORDS = {
    Failing.GROUP: "groups of companies",
    Failing.COUNTRY: "countries",
    "shares": "shares that one failure takes down",
    "alone": "critical services on one supplier",
    "hidden": "what spares have in common",
}
CONCENTRATION_QUERY = {
    "shares": "{ concentration(first: 50) { shares { kind name down shareDown criticalDown shareCriticalDown } } }",
    "alone": "{ concentration(first: 50) { alone { serviceId service supplierId supplier } } }",
    "hidden": "{ concentration(first: 50) { hidden { owner group members kind cause sentence } } }",
}
WEAK_QUERY = """
query WeakPoints($id: String!, $common: Boolean!) {
  weakPoints(id: $id, commonCauses: $common, first: 50) { total sets { events kinds } order told }
}
"""
PROMISES_QUERY = "{ brokenPromises(first: 50) { kind id name criticality agreement target promised chain sentence } }"
_SCENARIO = {"supplier": "supplier", "group of companies": "supplier", "country": "country"}


def scenario_address(kind: str, name: str) -> str:
    """Where the what-if of one failure is."""
    more = {"group": "yes"} if kind == "group of companies" else {}
    return f"/impact?{urlencode({_SCENARIO.get(kind, 'fails'): name, **more})}"


def ranking(found: Sequence[Radius], by: StrEnum) -> Table:
    """What each of a kind takes down; those that hurt nothing are left out."""
    rows = [_radius(one) for one in found if one.hurts]
    columns = (
        Column("name", Kind.LINK, "What fails", key="address"),
        Column("down", Kind.NUMBER, "Services down"),
        Column("critical_down", Kind.NUMBER, "Critical ones"),
        Column("degraded", Kind.NUMBER),
        Column("redundancy_lost", Kind.NUMBER),
        Column("share_down", Kind.PERCENT, "Of all services"),
        Column("weight", Kind.NUMBER),
    )
    hurting = f"{len(rows):,} of {len(found):,} can hurt a live service."
    note = f"{hurting} Weight: services down, a critical one counts 8, a high one 4, a medium one 2, a low one 1."
    return Table("ranking", f"By {WORDS.get(by, by.value)}", columns, rows, note, empty="None of them can hurt a live service.")


def _radius(one: Radius) -> Row:
    shares = {"share_down": 100 * one.share_down, "share_critical_down": 100 * one.share_critical_down}
    return {**one._asdict(), **shares, "address": scenario_address(one.kind, one.name)}


def shares(found: Sequence[Radius]) -> Table:
    """What one supplier, group of companies, country or site takes down."""
    columns = (
        Column("name", Kind.LINK, "What fails", key="address"),
        Column("kind"),
        Column("down", Kind.NUMBER, "Services down"),
        Column("share_down", Kind.PERCENT, "Of all services"),
        Column("critical_down", Kind.NUMBER, "Critical ones"),
        Column("share_critical_down", Kind.PERCENT, "Of all critical ones"),
    )
    title, empty = "Shares that one failure takes down", "No single failure takes down a live service."
    return Table("shares", title, columns, [_radius(one) for one in found], empty=empty)


def alone(found: Sequence[Alone]) -> Table:
    """Critical services that one supplier takes down by itself."""
    columns = (Column("service", Kind.NODE, key="service_id"), Column("supplier", Kind.NODE, key="supplier_id"))
    empty = "No critical service rests on one supplier alone."
    return Table("alone", "Critical services on one supplier", columns, [one._asdict() for one in found], empty=empty)


def hidden(found: Sequence[Hidden]) -> Table:
    """What groups with a spare rest on without one."""
    columns = (
        Column("owner", Kind.NODE, "What has a spare", key="owner_id"),
        Column("criticality", Kind.CRITICALITY),
        Column("group"),
        Column("cause", Kind.NODE, "What takes it all", key="cause_id"),
        Column("kind"),
        Column("sentence", title="In words", quiet=True),
    )
    empty = "No group with a spare rests on one thing without one."
    return Table("hidden", "What spares have in common", columns, [one._asdict() for one in found], empty=empty)


def weak_points(found: CutSets, name: str) -> Table:
    """The smallest sets of failures that bring a node down."""
    rows: list[dict[str, Any]] = [
        {"fails": " and ".join(e.name for e in some), "size": len(some), "kinds": [e.kind for e in some]} for some in found.found
    ]
    columns = (Column("fails", title="What fails"), Column("size", Kind.NUMBER), Column("kinds", Kind.LIST))
    told = found.told or f"All sets of up to {found.order} are there. One that stands alone is a single point of failure."
    empty = f"No set of up to {found.order} brings it down. {found.told}".strip()
    return Table("weak-points", f"What brings {name} down", columns, rows, told, empty=empty)


SERVICES_QUERY = """
{
  services(where: { OR: [{ status: { eq: live } }, { status: { isNull: true } }] }, first: 100) {
    totalCount
    edges { node { id name criticality } }
  }
}
"""


def services(model: Model) -> Table:
    """Live services to choose one of, the most critical first."""
    nodes = model.nodes
    some = [nodes[place] for place in np.flatnonzero(nodes.live_services).tolist()]
    ranked = sorted(some, key=lambda one: (rank(one.criticality), one.name, one.id))
    rows = [{"name": one.name, "criticality": one.criticality, "address": _weak_address(one.id)} for one in ranked]
    columns = (Column("name", Kind.LINK, "Service", key="address"), Column("criticality", Kind.CRITICALITY))
    return Table("services", "Live services, the most critical first", columns, rows, empty="The graph holds no live service.")


def _weak_address(id_: str) -> str:
    return f"/impact/weak-points?{urlencode({'node': id_})}"


def promises(found: Sequence[Broken]) -> Table:
    """Promises that cannot be kept."""
    columns = (
        Column("name", Kind.NODE),
        Column("criticality", Kind.CRITICALITY),
        Column("kind"),
        Column("agreement"),
        Column("target", Kind.NUMBER),
        Column("promised", Kind.NUMBER),
        Column("sentence", title="In words", quiet=True),
    )
    rows = [_promise(one) for one in found]
    title, empty = "Promises that cannot be kept, or cannot be meant", "Every promise that is stated can be kept."
    return Table("promises", title, columns, rows, "Availability in percent, RTO and RPO in minutes.", empty=empty)


def _promise(one: Broken) -> Mapping[str, Any]:
    said = {name: getattr(one, name) for name in ("id", "name", "criticality", "agreement", "sentence")}
    figures = {"target": one.target, "promised": None if one.promised is None else round(one.promised, 4)}
    return {**said, **figures, "kind": one.kind.value, "label": one.label}
