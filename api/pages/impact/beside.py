"""Pages beside the what-if: what can take most down, where much rests on little, weak points of a service, promises at risk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.pages.elsewhere import Elsewhere
from api.pages.impact import beside_tables as tables
from api.pages.impact.asked import named
from api.pages.impact.ranked import ranked
from api.pages.impact.tabs import TABS
from api.pages.site import Site
from api.pages.tables import Table
from graph.errors import WrongUse
from queries.impact.concentration import alone, shares
from queries.impact.cutsets import cut_sets
from queries.impact.events import of_kind
from queries.impact.hidden import hidden
from queries.impact.kinds import Kind
from queries.impact.promises import targets
from queries.impact.promises.promises import promises
from queries.impact.world import World, world

MOST = 30_000
"""So many failures are tried one after the other for a page: some 15 seconds."""
_SERVICES = Elsewhere(query=tables.SERVICES_QUERY)
T = TypeVar("T")
Name = Annotated[str, Query(max_length=500)]


class Concentrated(StrEnum):
    """Where much rests on little."""

    SHARES = "shares"
    ALONE = "alone"
    HIDDEN = "hidden"


def beside_router(site: Site) -> APIRouter:
    """The pages, each with one table."""
    router, pages = APIRouter(), Pages(site)

    @router.get("/impact/ranking")
    async def ranking(request: Request, by: Kind = Kind.SUPPLIER) -> Response:
        return await pages.ranking(request, by)

    @router.get("/impact/concentration")
    async def concentration(request: Request, of: Concentrated = Concentrated.SHARES) -> Response:
        return await pages.concentration(request, of)

    @router.get("/impact/weak-points")
    async def weak_points(request: Request, node: Name = "", common_causes: bool = True) -> Response:
        return await pages.weak_points(request, node.strip(), common_causes)

    @router.get("/impact/promises")
    async def at_risk(request: Request) -> Response:
        return await pages.promises(request)

    return router


class Pages:
    """What each page shows; what takes long is worked out once after each load."""

    def __init__(self, site: Site) -> None:
        self.site = site

    async def ranking(self, request: Request, by: Kind) -> Response:
        """What each of a kind can take down."""
        its = await self._world()
        events = of_kind(its.model, by, its.pairs, its.located)
        if len(events) > MOST:
            remedy = f"Ask clausegraph impact --ranking {by} -o ranking.xlsx, which takes a while."
            raise WrongUse(f"{len(events):,} failures are too many to try for a page.", where="by", remedy=remedy)
        found = await ranked(self.site, by, its.propagation, events)
        words = ["impact", "--ranking", by.value]
        query = f"{{ blastRadius(by: {by.value}, first: 50) {{ kind name down degraded redundancyLost criticalDown weight }} }}"
        return await self._show(request, tables.ranking(found, by), Elsewhere(words, query), choices=_options("by", Kind, by))

    async def concentration(self, request: Request, of: Concentrated) -> Response:
        """One of the three tables of concentration."""
        its = await self._world()
        if of is Concentrated.SHARES:
            table = tables.shares(await self._once(of, lambda: shares(*its)))
        elif of is Concentrated.ALONE:
            table = tables.alone(await self._once(of, lambda: alone(its.propagation)))
        else:
            table = tables.hidden(await self._once(of, lambda: hidden(*its)))
        elsewhere = Elsewhere(["impact", "--concentration", of.value], tables.CONCENTRATION_QUERY[of])
        return await self._show(request, table, elsewhere, choices=_options("of", Concentrated, of))

    async def weak_points(self, request: Request, node: str, common: bool) -> Response:
        """The smallest sets of failures that bring a node down."""
        its = await self._world()
        model = its.model
        if not node:
            return await self._show(request, tables.services(model), _SERVICES, wanted="", common=common)
        place = named(model, node)
        causes = its.causes(model) if common else []
        found = await asyncio.to_thread(cut_sets, model, place, causes)
        id_, name = model.nodes.ids[place], model.nodes.names[place]
        words = ["impact", "--weak-points", id_, *([] if common else ["--no-common-causes"])]
        elsewhere = Elsewhere(words, tables.WEAK_QUERY, {"id": id_, "common": common})
        return await self._show(request, tables.weak_points(found, name), elsewhere, wanted=node, common=common)

    async def promises(self, request: Request) -> Response:
        """Targets that dependencies do not let a node keep."""
        its, engine = await self._world(), self.site.engine()
        stated = await targets.read(engine, date.fromisoformat(self.site.today))
        found = await self._once(("promises", self.site.today), lambda: promises(its.model, stated))
        return await self._show(request, tables.promises(found), Elsewhere(["impact", "--promises"], tables.PROMISES_QUERY))

    async def _world(self) -> World:
        taken = await self.site.snapshot()
        return await self.site.remember("world", lambda unhurried: world(unhurried.engine(), taken.propagation))

    async def _once(self, key: Hashable, work: Callable[[], T]) -> T:
        """What the work gives, in a thread, and from then on until a load ends."""
        return await self.site.remember(("impact", key), lambda _: asyncio.to_thread(work))

    async def _show(self, request: Request, table: Table, elsewhere: Elsewhere, **values: Any) -> Response:
        shown = {"choices": (), "wanted": None, "common": True, **values}
        title, about = tables.HEADINGS[request.url.path]
        return await self.site.show(
            request,
            "impact_beside.html",
            tables=[table],
            elsewhere=elsewhere,
            tabs=TABS,
            name=table.name,
            title=title,
            about=about,
            **shown,
        )


def _options(name: str, terms: type[StrEnum], chosen: StrEnum) -> list[tuple[str, str, str, bool]]:
    """Parameter, value, word, and whether it is chosen."""
    return [(name, term.value, tables.WORDS.get(term, f"{term.value}s"), term is chosen) for term in terms]
