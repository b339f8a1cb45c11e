"""/responsibility: who answers for what, and where nobody or more than one does."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.pages.addresses import Address
from api.pages.elsewhere import Elsewhere
from api.pages.matrices import Tile
from api.pages.pictures.model import Picture
from api.pages.responsibility import tables
from api.pages.responsibility.asked import Asking, Label, Shown
from api.pages.responsibility.matrix import shown
from api.pages.responsibility.picture import picture
from api.pages.responsibility.standing import NO_ONE, SEVERAL, Standing
from api.pages.site import Site
from queries.explore.duties import Duties, duties

_ELSEWHERE = Elsewhere.of_question("responsibility-matrix")
_CHECKED = (
    "auditor-is-independent",
    "outsourced-process-keeps-own-owner",
    "governance-process-is-not-outsourced",
    "critical-service-does-not-hang-on-one-person",
    "process-has-accountable-role",
    "service-has-accountable-role",
    "role-is-held",
    "management-representative-is-appointed",
    "top-management-answers-for-the-system",
    "supplier-has-manager",
)
"""Checks of independence and segregation of duties, then those of gaps and doubles."""


async def duties_of(site: Site) -> Duties:
    """Who answers for what; read once until a load ends."""
    return await site.remember("duties", lambda unhurried: duties(unhurried.engine()))


def responsibility_router(site: Site) -> APIRouter:
    """The page, and what checks say as a part that takes a moment."""
    router = APIRouter()

    @router.get("/responsibility")
    async def responsibility(request: Request, asking: Annotated[Asking, Query()]) -> Response:
        address = Address.of(request)
        told = await duties_of(site)
        standing = Standing(told, site.today)
        roles = standing.roles(asking)
        things = standing.things(asking, roles)
        drawn = picture(standing, roles, asking.expand, lambda one: address.changed({"expand": [*asking.expand, one]}))
        some = [
            tables.pairs(standing, roles, things),
            tables.roles(standing, roles, picked=drawn is not None and _alone(drawn)),
            tables.holdings(standing, roles),
            tables.clauses(standing, roles),
        ]
        return await site.show(
            request,
            "responsibility.html",
            tables=some,
            picture=drawn,
            elsewhere=_ELSEWHERE,
            asking=asking,
            found=shown(standing, roles, things, asking),
            tiles=_tiles(standing, asking, address),
            empty=not (told.roles or told.things),
            teams=[(team, team) for team in sorted({one for some in standing.teams.values() for one in some}, key=str.casefold)],
            labels=[(label.value, f"{label.lower()}s".replace("sss", "sses")) for label in (Label.PROCESS, Label.SERVICE)],
            clear=any(value for name, value in asking.model_dump().items() if name not in ("page", "roles", "expand")),
        )

    @router.get("/responsibility/checks")
    async def checked(request: Request) -> Response:
        checks = [site.known.catalogue.find_check(name) for name in _CHECKED]
        found = await site.remember("checks of responsibility", lambda unhurried: unhurried.findings(checks), day=site.today)
        table = tables.findings(checks, found)
        elsewhere = Elsewhere.of_checks(_CHECKED)
        return await site.show(request, "responsibility_checks.html", tables=[table], elsewhere=elsewhere)

    return router


def _alone(drawn: Picture) -> bool:
    """Whether every box stands for itself."""
    return all(node.label != "Group" for node in drawn.nodes)


def _tiles(standing: Standing, asking: Asking, address: Address) -> list[Tile]:
    wrong = [standing.wrong(thing) for thing in standing.told.things]
    numbers = {
        Shown.GAP: (NO_ONE, wrong.count(NO_ONE)),
        Shown.DOUBLE: (SEVERAL, wrong.count(SEVERAL)),
        Shown.VACANT: ("roles held by nobody, or only by a deputy", len(standing.vacant)),
    }
    return [
        Tile(words, number, address.changed({"show": "" if chosen else show.value, "page": "", "roles": ""}), chosen)
        for show, (words, number) in numbers.items()
        for chosen in [asking.show is show]
    ]
