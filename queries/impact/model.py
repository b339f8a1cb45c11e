"""What a failure analysis works on: nodes, the requirement groups that they need, and what is odd about them.

A dependency without a group is a group of one: the node needs it by itself. Dependencies of one node that share a group back
each other up, whatever their type; the group works as long as the weight that is left is at least what it needs (k out of n;
fault tree analysis, IEC 61025).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from queries.impact.links import Dependency, Floats, Places
from queries.impact.nodes import Node, Nodes

__all__ = ["TOLERANCE", "Dependency", "Group", "Groups", "Level", "Model", "Node", "Nodes", "Oddity"]

TOLERANCE = 1e-9
"""Weights are sums of decimals."""


class Level(IntEnum):
    """How well a node works; more is worse."""

    UP = 0
    DEGRADED = 1
    DOWN = 2


class Group(NamedTuple):
    """What one node needs so much of."""

    owner: int
    """Index of the node."""
    name: str
    """Empty for a dependency without a group."""
    needs: float
    members: dict[int, float]
    """Index of a node to what it contributes."""
    effect: Level
    """What losing the group does to the owner."""
    switchover: dict[int, int]
    """Index of a node to the minutes that switching to it takes."""

    def met(self, weight: float) -> bool:
        """Whether so much is what it needs."""
        return weight >= self.needs - TOLERANCE


class Oddity(NamedTuple):
    """Something about a node's dependencies that was read on the safe side, and that somebody should mend."""

    node: str
    group: str
    reason: str


@dataclass(frozen=True, eq=False)
class Groups(Sequence[Group]):
    """All groups in columns, ordered by owner; one is made when somebody looks at it."""

    owners: Places
    codes: Places
    """Place of each one's name in `names`."""
    names: list[str]
    needs: Floats
    totals: Floats
    """The weight of each with every member up."""
    effects: NDArray[np.int8]
    begins: NDArray[np.int64]
    """Where the members of each begin; one more than groups."""
    members: Places
    weights: Floats
    minutes: Floats
    """Minutes that switching to the member takes; NaN where nobody says."""

    def __len__(self) -> int:
        return len(self.owners)

    @cached_property
    def broken(self) -> NDArray[np.intp]:
        """Places of those that do not work even with every member up."""
        return np.flatnonzero(self.totals < self.needs - TOLERANCE)

    @cached_property
    def of_members(self) -> Places:
        """The group of each of `members`."""
        return np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.begins))

    @cached_property
    def switching(self) -> NDArray[np.bool_]:
        """Whether each says how long switching to one of its members takes, and has more than one to switch to."""
        return (np.bincount(self.of_members, ~np.isnan(self.minutes), len(self)) > 0) & (self.codes > 0)

    def verdicts(self, places: NDArray[np.signedinteger], available: Floats, full: Floats) -> NDArray[np.int8]:
        """What groups with so much left do to their owners: down or the effect when lost, degraded when not whole."""
        needs = self.needs[places] - TOLERANCE
        found: NDArray[np.int8] = np.where(available < needs, self.effects[places], (full < needs).astype(np.int8))
        return found

    def members_of(self, places: NDArray[np.signedinteger]) -> Places:
        """The members of these groups, group after group."""
        return self.members[spread(self.begins[places], self.begins[places + 1])[1]]

    @overload
    def __getitem__(self, place: int) -> Group: ...
    @overload
    def __getitem__(self, place: slice) -> list[Group]: ...
    def __getitem__(self, place: int | slice) -> Group | list[Group]:
        if isinstance(place, slice):
            return [self[i] for i in range(*place.indices(len(self)))]
        part = slice(self.begins[place], self.begins[place + 1])
        members = self.members[part].tolist()
        minutes = zip(members, self.minutes[part].tolist(), strict=True)
        return Group(
            owner=int(self.owners[place]),
            name=self.names[self.codes[place]],
            needs=float(self.needs[place]),
            members=dict(zip(members, self.weights[part].tolist(), strict=True)),
            effect=Level(int(self.effects[place])),
            switchover={node: int(some) for node, some in minutes if some == some},
        )


class Memberships(NamedTuple):
    """The groups that each node is a member of."""

    begins: NDArray[np.int64]
    """Where each node's begin; one more than nodes."""
    groups: Places
    weights: Floats

    def of(self, nodes: Places) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The memberships of these nodes: which of the nodes, and the place of the membership."""
        return spread(self.begins[nodes], self.begins[nodes + 1])


def spread(begins: NDArray[np.int64], ends: NDArray[np.int64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Every place in these stretches, with which stretch it is of."""
    counts = ends - begins
    which = np.repeat(np.arange(begins.size), counts)
    return which, np.arange(which.size) + np.repeat(begins - np.cumsum(counts) + counts, counts)


@dataclass(frozen=True, eq=False)
class Model:
    """Nodes and groups, with indexes both ways."""

    nodes: Nodes
    groups: Groups
    oddities: list[Oddity] = field(default_factory=list)

    @property
    def index(self) -> dict[str, int]:
        """Node id to its place in `nodes`."""
        return self.nodes.places

    @cached_property
    def first(self) -> NDArray[np.int64]:
        """Where each node's groups begin; one more than nodes."""
        return np.searchsorted(self.groups.owners, np.arange(len(self.nodes) + 1))

    @cached_property
    def unmapped(self) -> list[str]:
        """Names of live services with no recorded dependency, sorted: nothing can be said of them."""
        alone = self.nodes.live_services & (np.diff(self.first) == 0)
        return sorted(self.nodes.names[place] for place in np.flatnonzero(alone).tolist())

    def groups_of(self, node: int) -> range:
        """Places of the groups that a node needs."""
        return range(self.first[node], self.first[node + 1])

    @cached_property
    def memberships(self) -> Memberships:
        """Every node's groups and what it contributes to them."""
        members = self.groups.members
        order = np.argsort(members, kind="stable")
        counts = np.bincount(members, minlength=len(self.nodes))
        begins = np.concatenate(([0], np.cumsum(counts)))
        return Memberships(begins, self.groups.of_members[order], self.groups.weights[order])
