"""/explore/{id}: a node, its facts and a picture of what it is tied to; the address holds everything that was chosen."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from api.graphql.words import camel
from api.pages.addresses import Address
from api.pages.elsewhere import Elsewhere
from api.pages.missing import NotThere
from api.pages.node import tables
from api.pages.node.around import LONGEST, Seen, seen
from api.pages.node.asked import Asking, Do, done, followed
from api.pages.node.parts import PARTS
from api.pages.node.picture import Shown, node_picture
from api.pages.pictures.groups import By
from api.pages.site import Site
from graph.schema import model
from queries.explore.found import Found, found
from queries.explore.neighbourhood import DEEPEST, Met, Way

Parameters = Annotated[Asking, Query()]
WAYS = {Way.BOTH: "either way", Way.OUT: "along the arrows", Way.IN: "against the arrows"}
"""Directions as people read them."""


def node_router(site: Site) -> APIRouter:
    """The page."""
    router = APIRouter()

    @router.get("/explore/{id:path}")
    async def explore(request: Request, id: str, asking: Parameters) -> Response:
        address = Address.of(request)
        if asking.do:
            return RedirectResponse(done(address, asking), status_code=303)
        node = await the_node(site, id)
        around = await seen(site, node, asking.checked())

        def expanded(group: str) -> str:
            return address.changed({"expand": [*asking.expand, group]})

        shown = await node_picture(site.engine(), around, asking, expanded)
        return await _show(site, request, node, asking, around, shown)

    return router


async def the_node(site: Site, id_: str) -> Found:
    """The node of an id; raises NotThere with the nearest names."""
    if node := (await found(site.engine(), [id_])).get(id_):
        return node
    near = (await site.names()).find(id_.rpartition("/")[2], 3)
    meant = f"Did you mean {' or '.join(f'{one.name} ({one.id})' for one in near)}?" if near else ""
    raise NotThere(f"There is no node {id_}.", remedy=meant or "Look for it in the search box by a part of its name.")


async def _show(site: Site, request: Request, node: Found, asking: Asking, around: Seen, shown: Shown) -> Response:
    address = Address.of(request)
    return await site.show(
        request,
        "node.html",
        tables=[tables.boxes(shown), tables.facts(node)],
        picture=shown.picture,
        elsewhere=elsewhere(node),
        node=node,
        asking=asking,
        around=around,
        shown=shown,
        parts=PARTS,
        travels=node.label in model.travelling_labels(),
        controls={
            "depths": [(n, n) for n in range(1, DEEPEST + 1)],
            "ways": WAYS,
            "groups": [(by, by) for by in By],
            **_left_out(node, asking, around),
        },
        undone=[_undone(address, around, do, id_) for do in (Do.PIN, Do.HIDE, Do.OPEN) for id_ in address.all(do) if id_],
        longest=LONGEST,
        plain=address.path,
        no_way=address.changed({"to": ""}),
    )


def _left_out(node: Found, asking: Asking, around: Seen) -> dict[str, list[str]]:
    """What can be left out: labels and types that occur, and those that are left out now."""
    labels = {one.label for one in around.met.nodes.values()} | asking.hidden_labels
    types = {tie.type for tie in around.met.ties} | (set(asking.without) & set(followed(node.label)))
    return {"labels": [one for one in model.LABELS if one in labels], "types": [one for one in model.TYPES if one in types]}


def _undone(address: Address, around: Seen, do: Do, id_: str) -> dict[str, str]:
    met: Met | None = around.extra.get(id_)
    words = {Do.PIN: "pinned", Do.HIDE: "hidden", Do.OPEN: "expanded"}[do]
    rest = address.changed({do: [one for one in address.all(do) if one != id_]})
    return {"id": id_, "name": met.name if met else id_, "words": words, "address": rest}


def elsewhere(node: Found) -> Elsewhere:
    """Its facts in GraphQL, and where it comes from by the command."""
    fields = " ".join(camel(name) for name in model.properties(model.node(node.label)))
    query = f"query Node($id: ID!) {{\n  node(id: $id) {{\n    __typename\n    ... on {node.label} {{ {fields} }}\n  }}\n}}\n"
    words = ["ask", "where-does-this-come-from", "-p", f"node={node.id}"] if node.label in model.LOADABLE else []
    return Elsewhere(words, query, {"id": node.id})
