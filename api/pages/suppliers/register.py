"""The register: what there is to know of each supplier, its risk included; worked out once after each load."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from api.pages.site import Rows, Site
from queries.explore.reliance import risks, supplying
from queries.impact.blast import Radius, radii
from queries.impact.events import Event, companies, countries, groups_of_companies
from queries.impact.snapshot import Snapshot

_REVIEWED, _LAPSES = "supplier-is-reviewed", "agreement-does-not-lapse-unnoticed"
_OFTEN = ("critical", "high")
_NO_RISK = Radius("supplier", "", 0, 0, 0, 0, 0.0, 0.0, 0)


@dataclass(frozen=True)
class Entry:
    """One supplier."""

    said: dict[str, Any]
    """Its row of the question supplier-register."""
    risk: Radius
    """What it takes down by itself."""
    group: str
    """The group of companies that it belongs to, by its topmost; may be empty."""
    supplies: bool
    """Whether something in use is bought from it or run by it."""
    standing: str
    """Of its agreement: in_force, ending, ended, not in force, missing; empty where it needs none."""
    next_review: str
    """The day by which it is to be reviewed again, as ISO date; may be empty."""
    review: str
    """reviewed, overdue, never; empty where it needs none."""

    @property
    def id(self) -> str:
        """Id of its node."""
        return str(self.said["supplier"])

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.said["name"])

    @property
    def country(self) -> str:
        """Where it is established; may be empty."""
        return self.said["country"] or ""

    @property
    def criticality(self) -> str:
        """As the organisation rates it; may be empty."""
        return self.said["criticality"] or ""

    @property
    def status(self) -> str:
        """planned, live or retired."""
        return str(self.said["status"])

    @property
    def accountable(self) -> list[str]:
        """Names of the accountable roles."""
        return list(self.said["accountable"])

    @property
    def without_exit(self) -> bool:
        """Whether it takes a critical service down by itself, and no exit plan is in force."""
        return self.risk.critical_down > 0 and not self.said["exit_plan"]


@dataclass(frozen=True)
class Register:
    """Every supplier, the heaviest first, and what fails with a group of companies or a country."""

    entries: list[Entry]
    together: list[tuple[Event, Radius]]
    """The heaviest first."""


async def register(site: Site) -> Register:
    """The register as it stands today."""
    snapshot = await site.snapshot()

    async def work(unhurried: Site) -> Register:
        rows, pairs = await asyncio.gather(unhurried.ask("supplier-register"), companies(unhurried.engine()))
        return await asyncio.to_thread(_worked, site, snapshot, rows, pairs)

    return await site.remember("supplier register", work, day=site.today)


def _worked(site: Site, snapshot: Snapshot, rows: Rows, pairs: list[tuple[str, str]]) -> Register:
    model, found = snapshot.model, risks(snapshot.propagation)
    groups = groups_of_companies(model, pairs)
    of = {model.nodes.ids[place]: event.name for event in groups for place in event.nodes}
    supplies, days = supplying(model), Days.of(site)
    entries = [_entry(row, found.get(row["supplier"], _NO_RISK), of, supplies, days) for row in rows]
    order = {id_: place for place, id_ in enumerate(found)}
    entries.sort(key=lambda entry: (order.get(entry.id, len(order)), entry.name, entry.id))
    return Register(entries, _together(snapshot, [*groups, *countries(model)]))


def _together(snapshot: Snapshot, events: Iterable[Event]) -> list[tuple[Event, Radius]]:
    numbered = dict(enumerate(events))
    found = radii(snapshot.propagation, (Event(event.kind, str(n), event.nodes) for n, event in numbered.items()))
    return [(numbered[int(one.name)], one) for one in found]


@dataclass(frozen=True)
class Days:
    """The day it is, and the spans that checks go by, as the organisation says."""

    today: date
    review: int
    critical_review: int
    notice: int

    @classmethod
    def of(cls, site: Site) -> Days:
        """Those of the organisation."""
        reviewed, lapses = (site.known.settled(site.known.catalogue.find_check(name)).params for name in (_REVIEWED, _LAPSES))
        spans = (reviewed["review_within_days"], reviewed["critical_review_within_days"], lapses["notice_days"])
        return cls(date.fromisoformat(site.today), *(int(str(span.default)) for span in spans))

    def next_review(self, last: str | None, criticality: str | None) -> str:
        """So many days after the last one."""
        if not last:
            return ""
        return (
            date.fromisoformat(last[:10]) + timedelta(self.critical_review if criticality in _OFTEN else self.review)
        ).isoformat()

    def standing(self, row: dict[str, Any]) -> str:
        """How an agreement stands."""
        if not row["agreement"]:
            return "missing"
        soon = (self.today + timedelta(self.notice)).isoformat()
        if not row["in_force"]:
            return "ended" if row["ends_on"] and row["ends_on"] < self.today.isoformat() else "not in force"
        return "ending" if row["ends_on"] and row["ends_on"] <= soon else "in_force"


def _entry(row: dict[str, Any], risk: Radius, groups: dict[str, str], supplies: set[str], days: Days) -> Entry:
    supplier = row["supplier"]
    needed, following = supplier in supplies, days.next_review(row["last_review"], row["criticality"])
    review = "never" if not following else "overdue" if following < days.today.isoformat() else "reviewed"
    return Entry(
        said=row,
        risk=risk,
        group=groups.get(supplier, ""),
        supplies=needed,
        standing=days.standing(row) if needed or row["agreement"] else "",
        next_review=following,
        review=review if needed or following else "",
    )
