"""/search: nodes by a part of what they are called, as a page, and as suggestions while somebody types."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from api.pages.addresses import node_address
from api.pages.elsewhere import Elsewhere
from api.pages.site import Site
from api.pages.tables import Column, Kind, Table
from queries.explore.haystack import Known

SUGGESTED, FOUND = 10, 200
"""So many suggestions, and rows of the page."""
LONGEST = 200
"""Characters of what is looked for."""
_QUERY = """
query Search($text: String!) {
  search(text: $text, first: 50) { __typename id name }
}
"""
_EMPTY = "Nothing is called that. A part of a name, an id, a reference or a clause number is enough; case does not count."
Text = Annotated[str, Query(max_length=LONGEST)]


def search_router(site: Site) -> APIRouter:
    """The page and its suggestions."""
    router = APIRouter()

    @router.get("/search")
    async def search(request: Request, q: Text = "") -> Response:
        found = (await site.names()).find(q, FOUND + 1)
        shown = Table("found", "Found", _COLUMNS, [_row(known) for known in found[:FOUND]], empty=_EMPTY)
        elsewhere = Elsewhere(query=_QUERY, variables={"text": q}) if q.strip() else None
        return await site.show(request, "search.html", tables=[shown], elsewhere=elsewhere, more=len(found) > FOUND)

    @router.get("/search/suggestions")
    async def suggestions(q: Text = "", label: Annotated[list[str] | None, Query()] = None) -> JSONResponse:
        found = (await site.names()).find(q, SUGGESTED, frozenset(label or ()))
        return JSONResponse([_suggestion(known) for known in found])

    return router


_COLUMNS = (Column("name", Kind.NODE), Column("type"), Column("also_known_as", Kind.LIST), Column("id"))


def _row(known: Known) -> dict[str, object]:
    return {"id": known.id, "name": known.name, "type": known.label.lower(), "also_known_as": list(known.others)}


def _suggestion(known: Known) -> dict[str, str]:
    detail = next(iter(known.others), known.id)
    return {"name": known.name, "label": known.label, "detail": detail, "href": node_address(known.id)}
