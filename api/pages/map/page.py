"""/map: services and what they stand on, layer by layer; or one node with what it stands on and what stands on it."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel

from api.pages.addresses import Address
from api.pages.elsewhere import Elsewhere
from api.pages.impact.asked import Text, named
from api.pages.map.picture import map_boxes, map_picture
from api.pages.map.tables import standing
from api.pages.pictures.model import Picture
from api.pages.site import Site
from api.pages.tables import Table
from api.pages.tables.view import FORMATS, WHOLE_ROWS
from graph.errors import WrongUse, nearest
from graph.schema.vocabulary import Criticality, ServiceKind, Status
from queries.explore.described import described
from queries.explore.kinds import service_kinds
from queries.explore.service_map import UNSAID, Filter, ServiceMap, around, services, whole
from queries.explore.standing import Standing
from queries.impact.model import Model
from queries.impact.nodes import LIVE

ANY = "any"
_TERMS = {
    "kind": [*(term.value for term in ServiceKind), UNSAID, ANY],
    "status": [*(term.value for term in Status), ANY],
    "criticality": [*(term.value for term in Criticality), UNSAID, ANY],
}
"""What each filter offers."""
_USUAL = {"kind": ServiceKind.BUSINESS.value, "status": Status.LIVE.value, "criticality": ANY}


class Asking(BaseModel):
    """The parameters of the address; what is left empty is as usual."""

    of: Text = ""
    """Id or name of the node that the map is of."""
    kind: Text = ""
    status: Text = ""
    criticality: Text = ""
    expand: list[Text] = []
    """Groups that are opened."""

    def term(self, name: str) -> str:
        """What a filter is set to; raises WrongUse for what it does not offer."""
        said: str = getattr(self, name) or _USUAL[name]
        if said not in _TERMS[name]:
            remedy = nearest(said, _TERMS[name]) or f"Use {', '.join(_TERMS[name])}."
            raise WrongUse(f"{said} is no {name} of a service.", where=name, remedy=remedy)
        return said

    @property
    def filter(self) -> Filter:
        """Which services the map begins at."""
        return Filter(**{name: "" if self.term(name) == ANY else self.term(name) for name in _TERMS})


def map_router(site: Site) -> APIRouter:
    """The page."""
    router = APIRouter()

    @router.get("/map")
    async def service_map(request: Request, asking: Annotated[Asking, Query()]) -> Response:
        shown = await _shown(site, asking)
        picture, table = await _drawn(site, shown, asking, request)
        centre = shown.model.nodes[int(shown.starts[0])] if asking.of else None
        return await site.show(
            request,
            "map.html",
            tables=[table],
            picture=picture if picture.nodes else None,
            elsewhere=_elsewhere(asking, shown),
            shown=shown,
            centre=centre,
            filters={name: (terms, asking.term(name)) for name, terms in _TERMS.items()},
            grouped=any(node.label == "Group" for node in picture.nodes),
            back=_address(asking, of="") if asking.of else "",
            impact=f"/impact?{urlencode({'fails': centre.id})}" if centre else "",
            known=bool(len(shown.model.nodes)),
        )

    return router


async def _shown(site: Site, asking: Asking) -> ServiceMap:
    model = (await site.snapshot()).model
    if asking.of:
        return await asyncio.to_thread(around, Standing(model), named(model, asking.of))
    kinds = await site.remember("kinds of services", lambda unhurried: service_kinds(unhurried.engine()))
    return await asyncio.to_thread(_whole, model, asking.filter, kinds)


def _whole(model: Model, chosen: Filter, kinds: dict[str, str]) -> ServiceMap:
    return whole(Standing(model), services(model, chosen, kinds))


async def _drawn(site: Site, shown: ServiceMap, asking: Asking, request: Request) -> tuple[Picture, Table]:
    """The picture and its table."""
    inside = await asyncio.to_thread(map_boxes, shown, asking.expand)
    told = await described(site.engine(), shown.model, [box.places[0] for box in inside if not box.key])

    def opening(key: str) -> str:
        return _address(asking, expand=[*asking.expand, key])

    def zooming(id_: str) -> str:
        return _address(asking, of=id_, expand=[])

    grouped = any(box.key for box in inside)
    picture = await asyncio.to_thread(map_picture, shown, inside, told, opening=opening, zooming=zooming, one=bool(asking.of))
    return picture, await asyncio.to_thread(standing, shown, zooming, first=_first(request), picked=not grouped)


def _first(request: Request) -> int | None:
    said = request.query_params
    return None if said.get("format") in FORMATS or any(name.startswith("standing.") for name in said) else WHOLE_ROWS


def _address(asking: Asking, **changes: Any) -> str:
    return Address("/map").changed(asking.model_dump() | changes)


_AROUND = """
query Around($id: ID!) {
  node(id: $id) {
    ... on %s {
      allDependencies(maxDepth: 8, first: 200) { distance node { id name } }
      allDependents(maxDepth: 8, first: 200) { distance node { id name } }
    }
  }
}
"""
_SERVICES = """
query ServiceMap($where: ServiceFilter) {
  services(where: $where, first: 20) {
    totalCount
    edges { node { id name criticality state allDependencies(maxDepth: 8, first: 50) { distance node { id name } } } }
  }
}
"""


def _elsewhere(asking: Asking, shown: ServiceMap) -> Elsewhere:
    if not asking.of:
        return Elsewhere(query=_SERVICES, variables={"where": _where(asking)})
    it = shown.model.nodes[int(shown.starts[0])]
    return Elsewhere(query=_AROUND % it.label, variables={"id": it.id})


def _where(asking: Asking) -> dict[str, Any]:
    """The services that the map begins at, as GraphQL filters them; one that says no status is live."""
    said = {name: {"isNull": True} if term == UNSAID else {"eq": term} for name in _TERMS if (term := asking.term(name)) != ANY}
    if said.get("status") == {"eq": LIVE}:
        said.pop("status")
        return {**said, "OR": [{"status": {"eq": LIVE}}, {"status": {"isNull": True}}]}
    return said
