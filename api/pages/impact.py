"""/impact: a supplier, what stands on it as a picture, and the same as a table."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, JSONResponse
from markupsafe import Markup

from api.pages import rendering
from api.pages.layers import Layers, Node, layered
from api.pages.picture import network
from graph.engine import Engine
from queries.catalogue import catalogue
from queries.run import ask

NODES_SHOWN = 400
"""A picture of more says nothing; the table has all services."""

_LIKE = 0.45
Row = dict[str, Any]
Named = Annotated[str | None, Query(max_length=500, description="Id or name of a supplier.")]


class Impact:
    """What is known of one supplier's failure."""

    def __init__(self, supplier: Row, services: list[Row], layers: Layers) -> None:
        self.supplier, self.services, self.layers = supplier, services, layers

    @property
    def processes(self) -> list[Row]:
        """Processes in use that the failure reaches, with their distance."""
        reached = ((hops, node) for hops, layer in enumerate(self.layers.layers) for node in layer)
        return [{"name": node.name, "hops": hops} for hops, node in reached if node.label == "Process" and node.matters]

    def counts(self) -> dict[str, int]:
        """How many services it reaches and how many it stops alone, critical ones apart."""
        alone = [service for service in self.services if service["alone"]]
        return {
            "reached": len(self.services),
            "critical": sum(service["criticality"] == "critical" for service in self.services),
            "alone": len(alone),
            "critical_alone": sum(service["criticality"] == "critical" for service in alone),
        }


def impact_router(engine: Callable[[], Engine], today: Callable[[], str], organisation: str) -> APIRouter:
    """The page and its data."""
    router = APIRouter()

    @router.get("/impact", response_class=HTMLResponse)
    async def impact(supplier: Named = None) -> HTMLResponse:
        suppliers = await table(engine(), today(), "suppliers-by-state")
        shared: dict[str, Any] = {"organisation": organisation, "suppliers": suppliers, "failing": failing(suppliers)}
        if not supplier:
            return rendering.page("suppliers.html", **shared)
        if not (known := named(supplier, suppliers)):
            near = nearest_suppliers(supplier, suppliers)
            return rendering.page("unknown_supplier.html", status=404, wanted=supplier, near=near, **shared)
        found = await find(engine(), today(), known)
        picture = Markup(network(found.layers).generate_html(name="picture.html"))  # noqa: S704 - made by an escaping template
        return rendering.page("impact.html", found=found, picture=picture, **shared)

    @router.get("/impact/data")
    async def data(supplier: Annotated[str, Query(min_length=1, max_length=500)]) -> JSONResponse:
        suppliers = await table(engine(), today(), "suppliers-by-state")
        if not (known := named(supplier, suppliers)):
            near = [other["name"] for other in nearest_suppliers(supplier, suppliers)]
            return JSONResponse({"error": f"There is no supplier {supplier}.", "near": near}, status_code=404)
        return JSONResponse(as_data(await find(engine(), today(), known)))

    return router


async def table(engine: Engine, today: str, name: str, **params: str) -> list[Row]:
    """The answer to a question as a list of rows."""
    answer = await ask(engine, catalogue().find_question(name), today=today, params=params)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def failing(suppliers: list[Row]) -> list[Row]:
    """Those that are down or degraded."""
    return [supplier for supplier in suppliers if supplier["state"] in ("down", "degraded")]


def named(wanted: str, suppliers: list[Row]) -> Row | None:
    """The supplier of that id, or the only one of that name."""
    by_id = [supplier for supplier in suppliers if supplier["supplier"] == wanted]
    by_name = [supplier for supplier in suppliers if supplier["name"].casefold() == wanted.strip().casefold()]
    return by_id[0] if by_id else by_name[0] if len(by_name) == 1 else None


def nearest_suppliers(wanted: str, suppliers: list[Row]) -> list[Row]:
    """At most five suppliers whose name or id is like what was wanted; the likest first."""
    wanted = wanted.strip().casefold()

    def likeness(supplier: Row) -> float:
        said = (supplier["name"].casefold(), supplier["supplier"].casefold())
        return max(1.0 if wanted and wanted in text else SequenceMatcher(None, wanted, text).ratio() for text in said)

    ranked = sorted(((-likeness(supplier), supplier["name"], supplier) for supplier in suppliers), key=lambda row: row[:2])
    return [supplier for closeness, _, supplier in ranked[:5] if -closeness >= _LIKE]


async def find(engine: Engine, today: str, supplier: Row) -> Impact:
    """What stands on a supplier that suppliers-by-state listed."""
    key = supplier["supplier"]
    services, links = await asyncio.gather(
        table(engine, today, "impact-of-a-failing-supplier", supplier=key),
        table(engine, today, "supplier-layers", supplier=key),
    )
    return Impact(supplier, services, layered(_start(supplier), links, NODES_SHOWN))


def _start(supplier: Row) -> Node:
    return Node(
        supplier["supplier"], "Supplier", supplier["name"], criticality=supplier["criticality"] or "", state=supplier["state"]
    )


def as_data(found: Impact) -> dict[str, Any]:
    """The page's content as JSON: the supplier, the table, and the picture with its places."""
    drawn = network(found.layers)
    return {
        "supplier": found.supplier,
        "counts": found.counts(),
        "services": found.services,
        "processes": found.processes,
        "nodes": drawn.nodes,
        "edges": drawn.edges,
        "left_out": found.layers.left_out,
    }
