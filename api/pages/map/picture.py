"""A service map as a picture: who needs on the left, what is needed on the right; arrows lead to what is needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from api.pages.addresses import node_address
from api.pages.pictures import ranks
from api.pages.pictures.boxes import Box, Content, boxes, by_step, edges
from api.pages.pictures.layered import layered
from api.pages.pictures.model import Edge, Light, Node, Picture, Tone
from queries.explore.service_map import ServiceMap

Address = Callable[[str], str]
_TONES = {"down": Tone.BAD, "degraded": Tone.WARN}
_HINT = "Choose a box to see what it needs and what needs it; from there its own map opens."


def map_boxes(shown: ServiceMap, opened: Sequence[str]) -> list[Box]:
    """By the links from where the map begins."""
    places = shown.places
    return boxes(Content(shown.model, places, shown.steps[places]), opened)


def map_picture(
    shown: ServiceMap, made: Sequence[Box], told: Mapping[str, str], *, opening: Address, zooming: Address, one: bool
) -> Picture:
    """Every box at its place; `told` says what nodes are, `opening` where a group opens, `zooming` where the map of a node is."""
    centre = shown.model.nodes.ids[int(shown.starts[0])] if one else ""
    nodes = [_node(shown, box, told, opening, zooming, centre) for box in made]
    ids, every = [node.id for node in nodes], np.arange(len(shown.model.groups.members))
    arrows = edges(shown.model, made, ids, every, failing=False)
    return Picture(
        title="What it stands on, and what stands on it" if one else "Services and what they stand on",
        nodes=nodes,
        edges=arrows,
        places=layered(_layers(made, ids, arrows, centre), [(edge.start, edge.end) for edge in arrows]),
        light=Light.NEAR,
        hint=_HINT,
        incoming="Needed by",
        outgoing="Needs",
    )


def _node(shown: ServiceMap, box: Box, told: Mapping[str, str], opening: Address, zooming: Address, centre: str) -> Node:
    if box.key:
        return _group(shown, box, opening)
    it = shown.model.nodes[box.places[0]]
    failing, here = it.state if it.state in _TONES else "", it.id == centre
    detail = it.criticality if it.label == "Service" else told.get(it.id) if it.label == "Resource" else ""
    return Node(
        it.id,
        it.label,
        it.name,
        detail=detail or "",
        state=failing or "",
        criticality=it.criticality or "",
        tone=Tone.START if here else _TONES.get(failing or "", Tone.PLAIN),
        word="this map" if here else f"reported {failing}" if failing else "" if it.live else it.status or "",
        href=node_address(it.id),
        zoom="" if here else zooming(it.id),
    )


def _group(shown: ServiceMap, box: Box, opening: Address) -> Node:
    states, many = shown.model.nodes.states, f"{len(box.places):,}"
    failing = {state: int(states.among(state)[box.places].sum()) for state in _TONES}
    said = [f"{number:,} {state}" for state, number in failing.items() if number]
    detail = ", ".join([f"{many} nodes", *said])
    return Node(box.key, "Group", box.name, detail=detail, badge=many, expand=opening(box.key))


def _layers(made: Sequence[Box], ids: Sequence[str], arrows: Sequence[Edge], centre: str) -> ranks.Layers:
    if any(box.key for box in made):
        return by_step(made, ids)
    pairs = [(edge.start, edge.end) for edge in arrows]
    return ranks.around(centre, ids, pairs) if centre else ranks.ranked(ids, pairs)
