"""/loading: whether a load is in progress, for pages that stay open."""

from __future__ import annotations

from fastapi import APIRouter

from api.pages.site import Site
from graph.records.lock import holder


def loading_router(site: Site) -> APIRouter:
    """The one address."""
    router = APIRouter()

    @router.get("/loading")
    async def loading() -> dict[str, bool]:
        return {"loading": await holder(site.engine()) is not None}

    return router
