"""An outcome as a picture: layers from what fails to what stands on it; arrows go the way a failure goes, to who needs it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from api.pages.addresses import node_address
from api.pages.pictures.boxes import Box, Content, boxes, by_step, edges
from api.pages.pictures.layered import layered
from api.pages.pictures.model import Node, Picture, Tone
from graph.engine import Engine
from queries.explore.carried import carried
from queries.explore.described import described
from queries.impact.causes import Explained
from queries.impact.propagation import LOST

_KEPT = 40
"""So many of those that failed stand by themselves, however many others there are."""
_DOWN, _DEGRADED = "down", "degraded"
_FAILS = "fails"
_WORDS = (f"{_DOWN}, {_FAILS}", f"{_DEGRADED}, {_FAILS}", _DOWN, _DEGRADED, LOST)
_TONES = (Tone.START, Tone.START, Tone.BAD, Tone.WARN, Tone.GOOD)
_HINT = "Choose a box, or a row of the table, to see the ways from what fails to it."
Address = Callable[[str], str]


@dataclass(frozen=True)
class Shown:
    """A picture, and how many of its boxes stand for several nodes."""

    picture: Picture
    groups: int


async def impact_picture(engine: Engine, explained: Explained, opened: Sequence[str], address: Address) -> Shown:
    """Every node that something happens to, in groups where there are many; `address` gives where a group is opened."""
    made = await asyncio.to_thread(_boxes, explained, opened)
    told = await described(engine, explained.model, [box.places[0] for box in made if not box.key])
    return await asyncio.to_thread(_shown, explained, made, told, address)


def _boxes(explained: Explained, opened: Sequence[str]) -> list[Box]:
    """By the links to something that failed, and by what happens."""
    outcome = explained.outcome
    places = np.append(outcome.hit, outcome.spare_gone)
    failed = np.isin(places, np.fromiter(explained.failed, np.int32, len(explained.failed)))
    levels = outcome.at(places)
    marks = np.where(levels == 0, _WORDS.index(LOST), 2 - levels + np.where(failed, 0, 2))
    steps = np.maximum(explained.distances[places] - 1, 0)
    return boxes(Content(explained.model, places, steps, marks, _WORDS), opened, list(explained.failed)[:_KEPT])


def _shown(explained: Explained, made: Sequence[Box], told: Mapping[str, str], address: Address) -> Shown:
    nodes = [_node(explained, box, told, address) for box in made]
    ids = [node.id for node in nodes]
    arrows = edges(explained.model, made, ids, carried(explained.model, explained.outcome), failing=True)
    picture = Picture(
        title="From what fails to what stands on it",
        nodes=nodes,
        edges=arrows,
        places=layered(by_step(made, ids), [(edge.start, edge.end) for edge in arrows]),
        hint=_HINT,
    )
    return Shown(picture, sum(1 for box in made if box.key))


def _node(explained: Explained, box: Box, told: Mapping[str, str], address: Address) -> Node:
    tone, word = _TONES[_WORDS.index(box.word)], _FAILS if box.word.endswith(_FAILS) else box.word
    state = "" if box.word == LOST else box.word.partition(",")[0]
    if box.key:
        many = f"{len(box.places):,}"
        said = {"detail": f"{many} nodes", "badge": many, "expand": address(box.key)}
        return Node(box.key, "Group", box.name, state=state, tone=tone, word=word, **said)
    it = explained.model.nodes[box.places[0]]
    return Node(
        it.id,
        it.label,
        it.name,
        detail=told.get(it.id, "") if it.label == "Resource" else "",
        state=state,
        criticality=it.criticality or "",
        tone=tone,
        word=word,
        href=node_address(it.id),
    )
