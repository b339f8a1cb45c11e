"""Parts of the start page that take a moment: each is a page by itself, and the start page fetches it when it is there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.pages import start_tables as tables
from api.pages.coverage.asked import coverages
from api.pages.elsewhere import Elsewhere
from api.pages.impact.asked import Meant
from api.pages.impact.ranked import ranked
from api.pages.site import Site
from api.pages.tables import Table
from queries.explore.held import held_frameworks
from queries.explore.reported import reported
from queries.impact.events import of_kind
from queries.impact.kinds import Kind

RECENT_DAYS = 7
DATA_CHECKS = ("source-is-fresh", "sources-agree", "reference-is-resolved", "node-is-connected")
"""Checks of the data itself rather than of what it speaks of."""


@dataclass(frozen=True)
class Part:
    """A part: its last step of the address, its title, and what makes its table."""

    name: str
    title: str
    table: Callable[[Site], Awaitable[Table]]
    elsewhere: Callable[[Site, Table], Elsewhere]

    @property
    def path(self) -> str:
        """Where it is a page by itself."""
        return f"/start/{self.name}"


async def _failing(site: Site) -> Table:
    return tables.failing(reported(await site.snapshot()))


async def _radius(site: Site) -> Table:
    snapshot = await site.snapshot()
    return tables.radius(await ranked(site, Kind.SUPPLIER, snapshot.propagation, of_kind(snapshot.model, Kind.SUPPLIER, [], [])))


async def _coverage(site: Site) -> Table:
    return tables.coverage([(held, await site.assessment(held.id)) for held in await held_frameworks(site.engine())])


async def _changes(site: Site) -> Table:
    return tables.changes(await site.ask("how-much-changed-since", since=_since(site)))


async def _data(site: Site) -> Table:
    checks = [site.known.catalogue.find_check(name) for name in DATA_CHECKS]

    async def work(unhurried: Site) -> Table:
        return tables.data(checks, await unhurried.findings(checks))

    return await site.remember("checks of the data", work, day=site.today)


def _since(site: Site) -> str:
    return (date.fromisoformat(site.today) - timedelta(days=RECENT_DAYS)).isoformat()


_RADII = "{ blastRadius(first: 10) { name down degraded criticalDown } }"
PARTS = (
    Part("failing", "What is failing, and what it takes down", _failing, lambda *_: Meant([], reported=True).elsewhere),
    Part("data", "Findings in the data", _data, lambda *_: Elsewhere.of_checks(DATA_CHECKS)),
    Part("coverage", "Coverage of each framework", _coverage, lambda _, table: coverages(row["id"] for row in table.rows)),
    Part(
        "radius",
        "What takes most down",
        _radius,
        lambda *_: Elsewhere(["impact", "--ranking", "supplier"], _RADII),
    ),
    Part(
        "changes",
        f"What changed in the last {RECENT_DAYS} days",
        _changes,
        lambda site, _: Elsewhere.of_question("how-much-changed-since", since=_since(site)),
    ),
)
"""In the order of the page."""


def start_parts_router(site: Site) -> APIRouter:
    """The parts, each at an address of its own."""
    router = APIRouter()
    for part in PARTS:
        router.add_api_route(part.path, _page(site, part), methods=["GET"])
    return router


def _page(site: Site, part: Part) -> Callable[[Request], Awaitable[Response]]:
    async def page(request: Request) -> Response:
        table = await part.table(site)
        return await site.show(
            request, "start_part.html", tables=[table], elsewhere=part.elsewhere(site, table), part=part, table=table
        )

    return page
