"""/coverage: the frameworks with their figures; /coverage/{framework}: one of them, at once or after a moment."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.pages import start_tables
from api.pages.addresses import Address
from api.pages.coverage import lineage
from api.pages.coverage.asked import Asked, Show, coverages, meant
from api.pages.coverage.days import Days
from api.pages.coverage.heat import SIGNS
from api.pages.coverage.reports import TYPES, Reports
from api.pages.coverage.shown import Showing, Shown
from api.pages.site import Site
from queries.explore.held import held_frameworks

ALL, LINEAGE = "all", "lineage"
"""Values of `part`: the whole page even where that takes a moment, and who said what about a clause."""
Text = Annotated[str, Query(max_length=200)]


def coverage_router(site: Site) -> APIRouter:
    """The list, and the page of a framework."""
    router, days = APIRouter(), Days(site)
    reports = Reports(site, days)

    @router.get("/coverage")
    async def frameworks(request: Request, part: Text = "") -> Response:
        return await _frameworks(site, request, part)

    @router.get("/coverage/{framework:path}")
    async def framework(
        request: Request,
        framework: str,
        clause: Text = "",
        compare: Text = "",
        part: Text = "",
        as_of: Annotated[str, Query(alias="as-of", max_length=40)] = "",
        show: Show = Show.MAP,
    ) -> Response:
        asked, form = await meant(site, framework, clause, as_of, compare), request.query_params.get("format", "")
        if form in TYPES and not asked.compares:
            return await reports.made(asked, form)
        if part == LINEAGE and asked.clause:
            return await _lineage(site, days, request, asked)
        if not (form or part) and not all([await days.at_hand(*need) for need in asked.needs]):
            return await _page(site, request, asked, show)
        shown = await Showing(site, days, asked, Address.of(request)).made(show)
        return await _page(site, request, asked, show, shown)

    return router


async def _page(site: Site, request: Request, asked: Asked, show: Show, shown: Shown | None = None) -> Response:
    """The page; without anything shown it fetches that."""
    address = Address.of(request)
    others = [held for held in await held_frameworks(site.engine()) if held.id != asked.framework.id]
    return await site.show(
        request,
        "coverage.html",
        elsewhere=asked.elsewhere(show),
        asked=asked,
        show=show,
        shows=list(Show),
        tables=shown.tables if shown else [],
        shown=shown.values if shown else None,
        others=others,
        signs=SIGNS,
        part=_with(address, ALL),
        lineage=_with(address, LINEAGE),
        reports=_reports(asked, address),
    )


def _with(address: Address, part: str) -> str:
    return address.changed({"part": part})


def _reports(asked: Asked, address: Address) -> list[tuple[str, str]]:
    return [] if asked.compares else [(form.upper(), address.changed({"format": form})) for form in TYPES]


async def _frameworks(site: Site, request: Request, part: str) -> Response:
    held = await held_frameworks(site.engine())
    wanted = part or "format" in request.query_params or not held
    known = [(one, await site.assessment(one.id)) for one in held] if wanted else None
    return await site.show(
        request,
        "coverage_list.html",
        tables=[] if known is None else [start_tables.coverage(known)],
        elsewhere=coverages(one.id for one in held),
        held=[(one, f"/coverage/{quote(one.id, safe='')}") for one in held],
        part=_with(Address.of(request), ALL),
        ready=known is not None,
    )


async def _lineage(site: Site, days: Days, request: Request, asked: Asked) -> Response:
    one = (await days.on(asked.framework, asked.day)).clause(asked.clause)
    table = await lineage.table(site.engine(), one)
    return await site.show(request, "coverage_lineage.html", tables=[table], asked=asked, clause=one)
