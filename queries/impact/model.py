"""What a failure analysis works on: nodes, the requirement groups that they need, and what is odd about them.

A dependency without a group is a group of one: the node needs it by itself. Dependencies of one node that share a group back
each other up, whatever their type; the group works as long as the weight that is left is at least what it needs (k out of n;
fault tree analysis, IEC 61025).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

TOLERANCE = 1e-9
"""Weights are sums of decimals."""
Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


class Level(IntEnum):
    """How well a node works; more is worse."""

    UP = 0
    DEGRADED = 1
    DOWN = 2


class Node(NamedTuple):
    """A node that failure can reach or leave."""

    id: str
    label: str
    name: str
    status: str | None = None
    criticality: str | None = None
    state: str | None = None
    country: str | None = None
    rto_minutes: int | None = None

    @property
    def live(self) -> bool:
        """Whether it is in use; an absent status means so."""
        return self.status in (None, "live")


class Dependency(NamedTuple):
    """One relationship along which failure travels, from end to start."""

    type: str
    start: str
    end: str
    record: str
    group: str | None = None
    needs: float | None = None
    weight: float | None = None
    effect: str | None = None
    switchover_minutes: int | None = None


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


@dataclass(frozen=True)
class Model:
    """Nodes and groups, with indexes both ways."""

    nodes: list[Node]
    groups: list[Group]
    oddities: list[Oddity] = field(default_factory=list)

    @cached_property
    def index(self) -> dict[str, int]:
        """Node id to its place in `nodes`."""
        return {node.id: place for place, node in enumerate(self.nodes)}

    @cached_property
    def groups_of(self) -> dict[int, list[int]]:
        """Node to the groups that it needs."""
        found: dict[int, list[int]] = {}
        for place, group in enumerate(self.groups):
            found.setdefault(group.owner, []).append(place)
        return found

    @cached_property
    def owners(self) -> Integers:
        """Owner of each group."""
        return np.fromiter((g.owner for g in self.groups), np.int64, len(self.groups))

    @cached_property
    def needs(self) -> Floats:
        """What each group needs."""
        return np.fromiter((g.needs for g in self.groups), np.float64, len(self.groups))

    @cached_property
    def effects(self) -> Integers:
        """What losing each group does."""
        return np.fromiter((g.effect for g in self.groups), np.int64, len(self.groups))

    @cached_property
    def totals(self) -> Floats:
        """The weight of each group with every member up."""
        return np.fromiter((sum(g.members.values()) for g in self.groups), np.float64, len(self.groups))

    @cached_property
    def memberships(self) -> tuple[Integers, Integers, Floats]:
        """Where each node's memberships begin (one more than nodes), and group and weight of each membership."""
        rows = [(node, place, weight) for place, g in enumerate(self.groups) for node, weight in g.members.items()]
        table = np.array(sorted(rows), dtype=np.float64).reshape(-1, 3)
        counts = np.bincount(table[:, 0].astype(np.int64), minlength=len(self.nodes))
        return np.concatenate(([0], np.cumsum(counts))), table[:, 1].astype(np.int64), table[:, 2].copy()
