"""The picture around a node: what leads to it on the left, what it leads to on the right; many nodes stand in groups."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from api.pages.addresses import node_address
from api.pages.node.around import Seen
from api.pages.node.asked import Asking
from api.pages.pictures.groups import MOST, By, Grouped, grouped
from api.pages.pictures.layered import layered
from api.pages.pictures.model import Edge, Light, Node, Picture, Strength, Tone, firmest
from api.pages.pictures.ranks import around
from graph.engine import Engine
from queries.explore import belongs
from queries.explore.neighbourhood import Met, Tie

THROUGH = "through what is left out"
_HINT = "Choose a box to see what it is tied to, and what can be done with it; choose it twice to expand it."
_TYPED = {
    Strength.CERTAIN: "is tied to it",
    Strength.BACKED_UP: "something can stand in",
    Strength.DEGRADES: "only degrades without it",
}
Names = dict[str, str]


@dataclass(frozen=True)
class Shown:
    """A picture, and how many of its boxes stand for several nodes."""

    picture: Picture
    groups: int


async def node_picture(engine: Engine, seen: Seen, asking: Asking, address: Callable[[str], str]) -> Shown:
    """What was seen, drawn; `address` gives where a group is opened."""
    many = len(seen.nodes) > MOST
    teams = await belongs.teams(engine, seen.nodes) if many and asking.group is By.TEAM else {}
    suppliers = await belongs.suppliers(engine, seen.nodes) if many and asking.group is By.SUPPLIER else {}
    return await asyncio.to_thread(_shown, seen, asking, teams, suppliers, address)


def _shown(seen: Seen, asking: Asking, teams: Names, suppliers: Names, address: Callable[[str], str]) -> Shown:
    nodes = [_node(seen, asking, met, teams.get(met.id, ""), suppliers.get(met.id, "")) for met in seen.nodes]
    kept = {seen.centre.id, *asking.pin, *asking.open, *seen.on_the_way}
    left = grouped(nodes, _edges(seen), by=asking.group, opened=asking.expand, kept=kept, address=address, most=MOST)
    picture = Picture(
        title=f"What {seen.centre.name} is tied to",
        nodes=left.nodes,
        edges=left.edges,
        places=_places(seen, left),
        light=Light.NEAR,
        hint=_HINT,
        incoming="Arrows from",
        outgoing="Arrows to",
        strengths=_TYPED,
    )
    return Shown(picture, left.groups)


def _places(seen: Seen, left: Grouped) -> dict[str, tuple[int, int]]:
    ids, pairs = [node.id for node in left.nodes], [(edge.start, edge.end) for edge in left.edges]
    return layered(around(seen.centre.id, ids, pairs), pairs)


def _node(seen: Seen, asking: Asking, met: Met, team: str, supplier: str) -> Node:
    tone, word = Tone.PLAIN, ""
    if met.id == seen.centre.id:
        tone, word = Tone.START, "this page"
    elif met.id in seen.on_the_way:
        tone, word = Tone.GOOD, "on the way"
    return Node(
        met.id,
        met.label,
        met.name,
        detail=met.kind,
        state=met.state,
        criticality=met.criticality,
        word=word,
        tone=tone,
        badge="pinned" if met.id in asking.pin else "",
        href=node_address(met.id),
        team=team,
        supplier=supplier,
    )


def _edges(seen: Seen) -> list[Edge]:
    """One for each two nodes and direction, as firm as the firmest; the types that join them together."""
    found: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for tie in seen.ties:
        found[tie.start, tie.end].append(tie)
    drawn = [Edge(*ends, ", ".join(tie.type for tie in some), firmest(map(strength, some))) for ends, some in found.items()]
    return [*drawn, *(Edge(start, end, THROUGH, implied=True) for start, end in seen.implied)]


def strength(tie: Tie) -> Strength:
    """How firmly a relationship ties."""
    return Strength.BACKED_UP if tie.backed_up else Strength.DEGRADES if tie.degrades else Strength.CERTAIN
