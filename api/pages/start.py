"""/: whose graph it is, what is wrong now, and where to go from here."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.pages.elsewhere import Elsewhere
from api.pages.impact.choices import failing, suppliers_by_state
from api.pages.site import Rows, Site
from api.pages.start_parts import PARTS
from api.pages.tables import Column, Kind, Row, Table
from graph.records.lock import holder
from graph.schema import model


def start_router(site: Site) -> APIRouter:
    """The start page."""
    router = APIRouter()

    @router.get("/")
    async def start(request: Request) -> Response:
        nodes, sources, suppliers = await asyncio.gather(counted(site), read(site), suppliers_by_state(site))
        counts = [{"name": _plural(row["label"]), "nodes": row["nodes"]} for row in nodes]
        empty = not any(row["nodes"] for row in nodes)
        return await site.show(
            request,
            "start.html",
            tables=[_sources(sources, site.today)],
            elsewhere=_ELSEWHERE,
            counts=counts,
            empty=empty,
            doors=[place for place in site.places if place.about],
            later=PARTS,
            failing=failing(suppliers),
        )

    return router


async def counted(site: Site) -> Rows:
    """How many nodes of each label the graph holds; counted once until a load ends."""
    return await site.remember("nodes by label", lambda unhurried: unhurried.ask("nodes-by-label"))


async def read(site: Site) -> Rows:
    """The sources with their runs; asked once until a load begins or ends, since every record is counted."""
    key = ("sources", await holder(site.engine()))
    return await site.remember(key, lambda unhurried: unhurried.ask("sources-and-runs"), day=site.today)


_SOURCES = (
    Column("source"),
    Column("last_run", Kind.STATE),
    Column("freshness"),
    Column("data_from", Kind.MOMENT),
    Column("next_due", Kind.DAY),
    Column("records", Kind.NUMBER),
    Column("unresolved", Kind.NUMBER),
    Column("rejected", Kind.NUMBER, "Rejected rows"),
    Column("error", title="What went wrong"),
)
_ELSEWHERE = Elsewhere(words=["status"], query='{ ask(name: "sources-and-runs") { columns rows } }')


def _sources(sources: Rows, today: str) -> Table:
    rows = [{**row, "last_run": row["last_run"] or "never", "freshness": _freshness(row, today)} for row in sources]
    return Table("sources", "Sources", _SOURCES, rows, empty="No source was read yet: clausegraph load reads them.")


def _freshness(source: Row, today: str) -> str:
    """What is told of how fresh a source is: loading now, overdue, or nothing."""
    if source["loading"]:
        return "loading now"
    return "overdue" if source["next_due"] and source["next_due"] < today else ""


def _plural(label: str) -> str:
    return model.node(label).plural.replace("_", " ").capitalize()
