"""/impact: choose what fails; what it reaches as a picture, and the same as a table."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from api.pages.addresses import Address
from api.pages.elsewhere import Elsewhere
from api.pages.impact import tables
from api.pages.impact.asked import Asking, Meant, meant
from api.pages.impact.choices import SHOWN, Choices, choices, lines
from api.pages.impact.picture import Shown, impact_picture
from api.pages.impact.tabs import TABS
from api.pages.impact.why import tree
from api.pages.missing import NotThere
from api.pages.pictures.network import network
from api.pages.site import Site
from api.pages.start_tables import impact_address
from api.pages.tables import Column, Kind, Table
from api.pages.tables.view import FORMATS, WHOLE_ROWS
from graph.errors import WrongUse
from queries.impact.scenario import Scenario, scenario
from queries.impact.snapshot import Snapshot
from queries.impact.whatif import Answer, what_if

Parameters = Annotated[Asking, Query()]


def impact_router(site: Site) -> APIRouter:
    """The page and its data."""
    router = APIRouter()

    @router.get("/impact")
    async def impact(request: Request, asking: Parameters) -> Response:
        taken = await site.snapshot()
        offered = await choices(site, taken.model)
        if not asking.chosen:
            return await _choice(site, request, offered)
        try:
            found = await _found(site, taken, asking, Address.of(request), _first(request))
        except WrongUse as problem:
            return await _choice(site, request, offered, problem)
        return await _show(site, request, offered, found, asking)

    @router.get("/impact/data")
    async def data(request: Request, asking: Parameters) -> JSONResponse:
        return JSONResponse(await as_data(site, asking, Address.of(request)))

    return router


class Found:
    """A scenario with its answer."""

    def __init__(self, meant: Meant, scenario: Scenario, answer: Answer) -> None:
        self.meant, self.scenario, self.answer = meant, scenario, answer
        self.model = answer.explained.model

    @property
    def names(self) -> list[str]:
        """Of what is named."""
        return [self.model.nodes.names[self.model.index[id_]] for id_ in self.meant.ids]

    def count(self, state: str, criticality: str = "") -> int:
        """Live services in a state, all or of one criticality."""
        counts = self.answer.services[state]
        return counts.get(criticality, 0) if criticality else sum(counts.values())


async def _found(site: Site, taken: Snapshot, asking: Asking, address: Address, first: int | None = None) -> Found:
    it = meant(asking, address, taken.model)
    chosen = await scenario(site.engine(), taken.model, it.asked)
    return Found(it, chosen, await what_if(site.engine(), taken.propagation, chosen, first=first))


def _first(request: Request) -> int | None:
    """How many rows have to be made: all of them where they are saved, sorted, filtered, or leafed through."""
    said = request.query_params
    return None if said.get("format") in FORMATS or any(name.startswith("affected.") for name in said) else WHOLE_ROWS


async def _show(site: Site, request: Request, offered: Choices, found: Found, asking: Asking) -> Response:
    address, answer = Address.of(request), found.answer
    shown = await _picture(site, found, address, asking)
    return await site.show(
        request,
        "impact.html",
        tables=[tables.affected(answer, lambda id_: f"{address.changed({'why': id_})}#why", picked=not shown.groups)],
        picture=shown.picture if answer.total else None,
        elsewhere=found.meant.elsewhere,
        tabs=TABS,
        offered=offered,
        found=found,
        shown=shown,
        lines=lines(found.meant, found.scenario, found.model),
        more=max(0, len(found.scenario.failed) - SHOWN),
        late=tables.late(answer),
        reason=tree(answer.explained, found.meant.why),
        unexplained=address.changed({"why": ""}),
    )


async def _picture(site: Site, found: Found, address: Address, asking: Asking) -> Shown:
    def expanded(group: str) -> str:
        return address.changed({"expand": [*asking.expand, group]})

    return await impact_picture(site.engine(), found.answer.explained, asking.expand, expanded)


async def _choice(site: Site, request: Request, offered: Choices, problem: WrongUse | None = None) -> Response:
    """What can be chosen, after an error with what it says."""
    status = 200 if problem is None else 404 if isinstance(problem, NotThere) else 400
    return await site.show(
        request,
        "impact_choice.html",
        tables=[_suppliers(offered)],
        elsewhere=_LIST if problem is None else Elsewhere(),
        status=status,
        tabs=TABS,
        offered=offered,
        problem=problem,
    )


_LIST = Elsewhere.of_question("suppliers-by-state")


def _suppliers(offered: Choices) -> Table:
    rows = [{**row, "address": impact_address(row["supplier"])} for row in offered.suppliers]
    columns = (
        Column("name", Kind.LINK, "Supplier", key="address"),
        Column("state", Kind.STATE),
        Column("since", Kind.MOMENT),
        Column("criticality", Kind.CRITICALITY),
        Column("country"),
    )
    return Table("suppliers", "Suppliers in use, those that are down first", columns, rows, empty="The graph holds no supplier.")


async def as_data(site: Site, asking: Asking, address: Address) -> dict[str, Any]:
    """The page's content as JSON: services by state, every row, and the picture with its places."""
    taken = await site.snapshot()
    found = await _found(site, taken, asking, address)
    shown = await _picture(site, found, address, asking)
    drawn = network(shown.picture)
    return {
        "services": found.answer.services,
        "total": found.answer.total,
        "affected": [{**asdict(one), "late": one.late} for one in found.answer.affected],
        "nodes": drawn.nodes,
        "edges": drawn.edges,
    }
