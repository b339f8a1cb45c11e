"""/suppliers: which service stands on which supplier, and how each contract stands."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.pages.addresses import Address
from api.pages.elsewhere import Elsewhere
from api.pages.matrices import Tile
from api.pages.pictures.twin import twin
from api.pages.site import Site
from api.pages.suppliers import tables
from api.pages.suppliers.asked import NONE, WRONG, Asking, By, Shown
from api.pages.suppliers.matrix import shown
from api.pages.suppliers.picture import picture
from api.pages.suppliers.register import Entry, register
from queries.impact.events import companies

_QUERY = """
{
  ask(name: "supplier-register") { columns rows }
  blastRadius(by: supplier, first: 50) { name down degraded redundancyLost criticalDown weight }
}
"""
_ELSEWHERE = Elsewhere(words=["ask", "supplier-register"], query=_QUERY)
_TILES = {
    Shown.ALONE: "take down a critical service alone",
    Shown.AGREEMENT: "without an agreement in force",
    Shown.REVIEW: "review overdue, or never made",
    Shown.EXIT: "no exit plan behind a critical service",
    Shown.NOBODY: "nobody accountable",
}
_BY = {By.GROUP: "group of companies", By.COUNTRY: "country", By.CRITICALITY: "criticality", By.STATUS: "status"}


class Choices(NamedTuple):
    """What the form offers: values with their words."""

    groups: list[tuple[str, str]]
    countries: list[tuple[str, str]]
    criticalities: list[tuple[str, str]]
    statuses: list[tuple[str, str]]
    by: list[tuple[str, str]]


def suppliers_router(site: Site) -> APIRouter:
    """The page."""
    router = APIRouter()

    @router.get("/suppliers")
    async def suppliers(request: Request, asking: Annotated[Asking, Query()]) -> Response:
        address, taken = Address.of(request), await site.snapshot()
        held, owned = await register(site), await site.remember("companies", lambda unhurried: companies(unhurried.engine()))
        chosen, nodes = asking.chosen(held.entries), taken.model.nodes
        found = await asyncio.to_thread(shown, taken.propagation, chosen, asking)
        drawn = picture(taken.model, chosen, owned, asking.expand, lambda one: _opened(address, asking, one))
        some = [tables.register(chosen), tables.pairs(nodes, found.pairs), tables.together(nodes, held.together)]
        return await site.show(
            request,
            "suppliers.html",
            tables=[*some, twin(drawn, name="joined", title="The picture in words")] if drawn else some,
            picture=drawn,
            elsewhere=_ELSEWHERE,
            asking=asking,
            found=found,
            chosen=len(chosen),
            total=len(held.entries),
            tiles=_tiles(asking.model_copy(update={"show": Shown.ALL}).chosen(held.entries), asking, address),
            choices=_choices(held.entries),
            clear=any(value for name, value in asking.model_dump().items() if name not in ("page", "services", "expand")),
        )

    return router


def _opened(address: Address, asking: Asking, group: str) -> str:
    return address.changed({"expand": [*asking.expand, group]})


def _tiles(entries: Sequence[Entry], asking: Asking, address: Address) -> list[Tile]:
    return [
        Tile(
            words,
            sum(map(WRONG[show], entries)),
            address.changed({"show": "" if asking.show is show else show.value, "page": "", "services": ""}),
            asking.show is show,
        )
        for show, words in _TILES.items()
    ]


def _choices(entries: Sequence[Entry]) -> Choices:
    return Choices(
        _terms((entry.group for entry in entries), "no group"),
        _terms((entry.country for entry in entries), "no country said"),
        [(term, term) for term in ("critical", "high", "medium", "low")] + [(NONE, "not rated")],
        [("planned", "planned"), ("retired", "retired"), ("any", "any")],
        [(by.value, words) for by, words in _BY.items()],
    )


def _terms(values: Iterable[str], without: str) -> list[tuple[str, str]]:
    return [*((value, value) for value in sorted({*values} - {""}, key=str.casefold)), (NONE, without)]
