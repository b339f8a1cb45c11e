"""Parts of a node's page that come after the rest: its relationships, who says each fact, and what checks say of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.graphql.words import camel
from api.pages.elsewhere import Elsewhere
from api.pages.missing import NotThere
from api.pages.node import tables
from api.pages.site import Site
from api.pages.tables import Table
from graph.errors import nearest
from graph.schema import model
from queries.explore.found import Found, found
from queries.explore.judged import judged
from queries.explore.relations import counted, ends, related
from queries.lineage import properties_said

FEW, ALL, LISTED = 100, 20_000, 20
"""So many relationships of a kind the overview shows, the page of that kind, and the query at their foot."""


@dataclass
class Told:
    """What a part shows."""

    tables: list[Table]
    more: dict[str, str] = field(default_factory=dict)
    """Name of a table to the address that has all of its rows."""
    notes: list[str] = field(default_factory=list)
    elsewhere: Elsewhere | None = None


class Part(NamedTuple):
    """A part: its last step of the address, its title, what is said while it comes, and what makes it."""

    name: str
    title: str
    wait: str
    told: Callable[[Site, Found], Awaitable[Told]]

    def path(self, id_: str) -> str:
        """Where it is a page by itself."""
        return f"/node/{self.name}?id={quote(id_, safe='')}"


async def _relations(site: Site, node: Found) -> Told:
    its = await counted(site.engine(), node.label, node.id)
    rows = await asyncio.gather(*(related(site.engine(), node.label, node.id, end, FEW) for end, _ in its))
    made = [tables.relations(end, some, count) for (end, count), some in zip(its, rows, strict=True)]
    more = {
        table.name: f"/node/relation?id={quote(node.id, safe='')}&reads={end.reads}"
        for table, (end, count) in zip(made, its, strict=True)
        if count > FEW
    }
    return Told(made, more, [] if made else ["It is tied to nothing."], _tied(node, [end.reads for end, _ in its]))


async def _lineage(site: Site, node: Found) -> Told:
    if node.label not in model.LOADABLE:
        return Told([], notes=[f"A {tables.worded(node.label)} is kept by loads themselves; no source speaks of it."])
    said = await properties_said(site.engine(), node.label, [node.id])
    trail = await site.ask("where-does-this-come-from", node=node.id)
    elsewhere = Elsewhere.of_question("where-does-this-come-from", node=node.id)
    return Told([tables.lineage(node, said), tables.records(trail)], elsewhere=elsewhere)


async def _checks(site: Site, node: Found) -> Told:
    its = await site.remember(
        ("judged", node.label), lambda unhurried: judged(unhurried.engine(), site.known, node.label, site.today), day=site.today
    )
    if not its.checks:
        return Told([], notes=[f"No check judges a {node.label.lower()}."])
    silent = its.silent(node.id)
    notes = [f"It is not in the scope of {len(silent)} more: {', '.join(check.title for check in silent)}."] if silent else []
    notes += [f"{problem.where}: {problem.what} {problem.remedy}" for problem in its.refused]
    elsewhere = Elsewhere.of_checks([check.name for check, _ in its.of(node.id)])
    return Told([tables.checks(its, node.id)], notes=notes, elsewhere=elsewhere)


def _tied(node: Found, reads: Iterable[str]) -> Elsewhere | None:
    """Its relationships in GraphQL, which calls them as the graph does."""
    fields = [f"{camel(one)}(first: {LISTED}) {{ id name }}" for one in reads]
    lines = ["query Node($id: ID!) {", "  node(id: $id) {", f"    ... on {node.label} {{", *(f"      {f}" for f in fields)]
    return Elsewhere(query="\n".join([*lines, "    }", "  }", "}"]), variables={"id": node.id}) if fields else None


PARTS = (
    Part("relations", "What it is tied to, by type", "Relationships are being read …", _relations),
    Part("lineage", "Who says so", "Records are being read …", _lineage),
    Part("checks", "Checks it fails and passes", "Checks are being run; after a load that takes a moment …", _checks),
)
"""In the order of the page."""


def node_parts_router(site: Site) -> APIRouter:
    """The parts, each at an address of its own, and all relationships of one kind."""
    router = APIRouter()
    for part in PARTS:
        router.add_api_route(f"/node/{part.name}", _page(site, part), methods=["GET"])

    @router.get("/node/relation")
    async def relation(request: Request, id: str, reads: str) -> Response:
        node = await _known(site, id)
        end = next((one for one in ends(node.label) if one.reads == reads), None)
        if end is None:
            names = [one.reads for one in ends(node.label)]
            raise NotThere(f"A {node.label.lower()} has no {reads}.", remedy=nearest(reads, names))
        counts = dict[str, int]((one.reads, count) for one, count in await counted(site.engine(), node.label, id))
        rows = await related(site.engine(), node.label, id, end, ALL)
        told = Told([tables.relations(end, rows, counts.get(reads, 0))], elsewhere=_tied(node, [reads]))
        return await _show(site, request, node, tables.worded(reads).capitalize(), told)

    return router


def _page(site: Site, part: Part) -> Callable[[Request, str], Awaitable[Response]]:
    async def page(request: Request, id: str) -> Response:
        node = await _known(site, id)
        return await _show(site, request, node, part.title, await part.told(site, node))

    return page


async def _show(site: Site, request: Request, node: Found, title: str, told: Told) -> Response:
    more: dict[str, Any] = {"node": node, "title": title, "told": told}
    return await site.show(request, "node_part.html", tables=told.tables, elsewhere=told.elsewhere, **more)


async def _known(site: Site, id_: str) -> Found:
    if node := (await found(site.engine(), [id_])).get(id_):
        return node
    raise NotThere(f"There is no node {id_}.", remedy="Look for it in the search box.")
