"""/: whose graph it is, what is in it, how fresh it is, and where to go from here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from api.pages import rendering
from api.pages.impact import failing, table
from graph.engine import Engine
from graph.schema import model


def index_router(engine: Callable[[], Engine], today: Callable[[], str], organisation: str) -> APIRouter:
    """The start page."""
    router = APIRouter()

    @router.get("/", response_class=HTMLResponse)
    async def index() -> HTMLResponse:
        nodes, sources, suppliers = await asyncio.gather(
            table(engine(), today(), "nodes-by-label"),
            table(engine(), today(), "sources-and-runs"),
            table(engine(), today(), "suppliers-by-state"),
        )
        counts = [{"name": _plural(row["label"]), "nodes": row["nodes"]} for row in nodes]
        return rendering.page(
            "index.html", organisation=organisation, today=today(), counts=counts, sources=sources, failing=failing(suppliers)
        )

    return router


def _plural(label: str) -> str:
    return model.node(label).plural.replace("_", " ").capitalize()
