"""Nodes of the failure model in boxes: each by itself, or, where there are too many, those of a layer and a kind together.

A box of many opens when it is chosen; one that is opened and still holds too many stands as several, by name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from api.pages.pictures.groups import MOST
from api.pages.pictures.model import Edge, Strength
from queries.impact.links import Places
from queries.impact.model import TOLERANCE, Level, Model

_FEW, _CHUNK = 3, 120
"""So many of a layer and a kind still stand one by one; so many an opened box shows one by one, or in parts beside each other."""
Integers = NDArray[np.signedinteger[Any]]


@dataclass(frozen=True, eq=False)
class Content:
    """What a picture is of."""

    model: Model
    places: Places
    steps: Integers
    """The layer of each place."""
    marks: Integers | None = None
    """Which of `words` is said of each place; nodes of different ones never share a box."""
    words: Sequence[str] = ()


@dataclass(frozen=True)
class Box:
    """One node, or several under a key and a name."""

    places: Sequence[int]
    step: int
    key: str = ""
    name: str = ""
    word: str = ""
    """What is said of all of them."""


@dataclass(frozen=True)
class _Opening:
    """What is shown one by one."""

    opened: frozenset[str]
    kept: frozenset[int] = field(default_factory=frozenset)


def boxes(content: Content, opened: Collection[str] = (), kept: Collection[int] = ()) -> list[Box]:
    """Every node by itself where there are few, and of those `kept` always; `opened` has the keys of boxes that are opened."""
    few, opening = len(content.places) <= MOST, _Opening(frozenset(opened), frozenset(kept))
    found: list[Box] = []
    for cell in _cells(content):
        if few:
            found += _single(content.model, cell, cell.places)
            continue
        found += _single(content.model, cell, [place for place in cell.places if place in opening.kept])
        rest = [place for place in cell.places if place not in opening.kept]
        found += _parted(content.model, Box(rest, cell.step, cell.key, cell.name, cell.word), opening.opened)
    return found


def _cells(content: Content) -> Iterator[Box]:
    """By layer, label, criticality of services, and mark."""
    nodes, places = content.model.nodes, content.places
    service = nodes.labels.among("Service")[places]
    marks = np.zeros(len(places), np.int64) if content.marks is None else content.marks
    columns = (content.steps, nodes.labels.codes[places], np.where(service, nodes.criticalities.codes[places] + 1, 0), marks)
    for some in _alike(columns, places):
        step, label, rated, mark = (int(column[some[0]]) for column in columns)
        word = content.words[mark] if content.words else ""
        said = [nodes.labels.named[label], (nodes.criticalities.named[rated - 1] or "not rated") if rated else "", word]
        key, name = "/".join([str(step), *filter(None, said)]), " · ".join(filter(None, said))
        yield Box(places[some].tolist(), step, key, name, word)


def _alike(columns: Sequence[Integers], places: Places) -> list[NDArray[np.intp]]:
    """Where all columns are the same, in their order."""
    codes = np.zeros(len(places), np.int64)
    for column in columns:
        low, high = (int(column.min()), int(column.max())) if len(column) else (0, 0)
        codes = codes * (high - low + 1) + (column - low)
    order = np.argsort(codes, kind="stable")
    return [some for some in np.split(order, np.flatnonzero(np.diff(codes[order])) + 1) if some.size]


def _single(model: Model, cell: Box, places: Sequence[int]) -> list[Box]:
    return [Box([place], cell.step, word=cell.word) for place in sorted(places, key=model.nodes.by_name)]


def _parted(model: Model, box: Box, opened: frozenset[str]) -> Iterator[Box]:
    """The box, or what is in it."""
    if len(box.places) <= _FEW or (box.key in opened and len(box.places) <= _CHUNK):
        yield from _single(model, box, box.places)
    elif box.key not in opened:
        yield box
    else:
        names, ranked = model.nodes.names, sorted(box.places, key=model.nodes.by_name)
        size = max(_CHUNK, ceil(len(ranked) / _CHUNK))
        for number, start in enumerate(range(0, len(ranked), size)):
            some = ranked[start : start + size]
            span = f"{names[some[0]][:24]} – {names[some[-1]][:24]}"
            yield from _parted(model, Box(some, box.step, f"{box.key}/{number}", span, box.word), opened)


def edges(model: Model, made: Sequence[Box], ids: Sequence[str], at: NDArray[np.intp], *, failing: bool) -> list[Edge]:
    """Arrows between boxes with these ids: one for all links of the members at these places, as firm as the firmest.

    They lead from who needs to what is needed, or, where `failing`, the way that a failure goes.
    """
    groups = model.groups
    box_of = np.full(len(model.nodes), -1, np.int64)
    for number, box in enumerate(made):
        box_of[np.asarray(box.places, np.int64)] = number
    owners, members = box_of[groups.owners[groups.of_members[at]]], box_of[groups.members[at]]
    some = (owners >= 0) & (members >= 0) & (owners != members)
    starts, ends = (members, owners) if failing else (owners, members)
    pairs, which, counts = np.unique(starts[some] * len(made) + ends[some], return_inverse=True, return_counts=True)
    firm = np.full(len(pairs), len(_STRENGTHS) - 1)
    np.minimum.at(firm, which, _firmness(model, at[some]))
    return [
        Edge(ids[pair // len(made)], ids[pair % len(made)], "needs", _STRENGTHS[place], count=count)
        for pair, place, count in zip(pairs.tolist(), firm.tolist(), counts.tolist(), strict=True)
    ]


_STRENGTHS = tuple(Strength)


def _firmness(model: Model, at: NDArray[np.intp]) -> NDArray[np.int64]:
    """Place in the strengths of each member: backed up where its group can spare it."""
    groups = model.groups
    its = groups.of_members[at]
    spare = groups.totals[its] - groups.weights[at] >= groups.needs[its] - TOLERANCE
    certain, backed, degrades = (_STRENGTHS.index(one) for one in (Strength.CERTAIN, Strength.BACKED_UP, Strength.DEGRADES))
    return np.where(spare, backed, np.where(groups.effects[its] == Level.DEGRADED, degrades, certain))


def by_step(made: Sequence[Box], ids: Sequence[str]) -> list[list[str]]:
    """The ids of boxes layer by layer."""
    found: dict[int, list[str]] = {}
    for box, id_ in zip(made, ids, strict=True):
        found.setdefault(box.step, []).append(id_)
    return [found[step] for step in sorted(found)]
