"""Which services a map begins at, and everything that it holds, with how many links from there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from queries.explore.standing import NOT_THERE, Standing, Steps
from queries.impact.links import Places
from queries.impact.model import Model
from queries.impact.nodes import LIVE

UNSAID = "unsaid"
"""Criticality, status or kind that nobody gives."""


@dataclass(frozen=True)
class Filter:
    """Which services; an empty value lets every one pass."""

    kind: str = "business"
    status: str = LIVE
    criticality: str = ""


@dataclass(frozen=True, eq=False)
class ServiceMap:
    """Nodes of a map."""

    standing: Standing
    starts: Places
    steps: Steps
    """Of every node of the model: links from the nearest start, below 0 for who needs it; FAR where it is not in the map."""

    @property
    def model(self) -> Model:
        """What the places are of."""
        return self.standing.model

    @property
    def places(self) -> Places:
        """Everything in it."""
        return np.flatnonzero(self.steps != FAR).astype(np.int32)


FAR = np.int32(2**30)


def services(model: Model, chosen: Filter, kinds: Mapping[str, str]) -> Places:
    """The services that a filter lets pass."""
    nodes = model.nodes
    found = nodes.labels.among("Service")
    if chosen.status:
        found &= nodes.statuses.among(*((None, LIVE) if chosen.status == LIVE else (chosen.status,)))
    if chosen.criticality:
        found &= nodes.criticalities.among(None if chosen.criticality == UNSAID else chosen.criticality)
    places: list[int] = np.flatnonzero(found).tolist()
    if chosen.kind:
        wanted = "" if chosen.kind == UNSAID else chosen.kind
        places = [place for place in places if kinds.get(nodes.ids[place], "") == wanted]
    return np.array(places, np.int32)


def whole(standing: Standing, starts: Places) -> ServiceMap:
    """These services and everything that they stand on."""
    below = standing.below(starts)
    return ServiceMap(standing, starts, np.where(below == NOT_THERE, FAR, below))


def around(standing: Standing, centre: int) -> ServiceMap:
    """One node, what it stands on, and what stands on it; what does both is taken for the former."""
    start = np.array([centre], np.int32)
    below, above = standing.below(start), standing.above(start)
    steps = np.where(below != NOT_THERE, below, np.where(above != NOT_THERE, -above, FAR))
    return ServiceMap(standing, start, steps.astype(np.int32))


def needs(model: Model) -> NDArray[np.int64]:
    """How many others each node needs directly."""
    groups = model.groups
    owners = groups.owners[groups.of_members]
    return np.bincount(owners[owners != groups.members], minlength=len(model.nodes))


def needed_by(model: Model) -> NDArray[np.int64]:
    """How many others need each node directly."""
    groups = model.groups
    owners = groups.owners[groups.of_members]
    return np.bincount(groups.members[owners != groups.members], minlength=len(model.nodes))
