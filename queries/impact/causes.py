"""Why a node is as it is: the groups that led to it, and the shortest way back to something that failed."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from queries.impact.model import TOLERANCE, Group, Level, Model
from queries.impact.propagation import Outcome


class Standing(NamedTuple):
    """A group in an outcome."""

    group: Group
    available: float
    """Weight of its members that are not down."""
    full: float
    """Weight of its members that are up."""

    @property
    def level(self) -> Level:
        """What it does to its owner."""
        if not self.group.met(self.available):
            return self.group.effect
        return Level.UP if self.group.met(self.full) else Level.DEGRADED

    @property
    def hurt(self) -> bool:
        """Whether a member does not work as it should."""
        return self.full < sum(self.group.members.values()) - TOLERANCE


@dataclass(frozen=True)
class Explained:
    """An outcome with what led to it."""

    model: Model
    outcome: Outcome
    failed: Mapping[int, Level]

    def level(self, node: int) -> Level:
        """Level of a node."""
        return self.outcome.levels.get(node, Level.UP)

    def standing(self, place: int) -> Standing:
        """How a group stands."""
        group = self.model.groups[place]
        available = sum(w for n, w in group.members.items() if self.level(n) < Level.DOWN)
        return Standing(group, available, sum(w for n, w in group.members.items() if self.level(n) == Level.UP))

    def standings(self, node: int) -> list[Standing]:
        """The groups of a node that something happened to, the worst first."""
        found = [self.standing(place) for place in self.model.groups_of.get(node, ())]
        return sorted((s for s in found if s.hurt or s.level), key=lambda s: (-s.level, s.group.name))

    def paths(self) -> dict[int, list[int]]:
        """Of every node that is affected or lost redundancy: the shortest way to something that failed, itself first.

        A way leads through groups that do something to their owner, or, in its first step, took its redundancy.
        """
        found = {node: [node] for node in sorted(self.failed, key=lambda n: self.model.nodes[n].id)}
        waiting = deque(found)
        while waiting:
            node = waiting.popleft()
            for owner in self._led_to(node):
                if owner not in found:
                    found[owner] = [owner, *found[node]]
                    if owner in self.outcome.levels:
                        waiting.append(owner)
        return found

    def _led_to(self, node: int) -> list[int]:
        begins, group_of, _ = self.model.memberships
        places: Iterable[int] = group_of[begins[node] : begins[node + 1]].tolist()
        owners = {self.model.groups[place].owner for place in places if self._told(place)}
        return sorted(owners, key=lambda n: self.model.nodes[n].id)

    def _told(self, place: int) -> bool:
        standing = self.standing(place)
        return bool(standing.level) or (standing.hurt and standing.group.owner in self.outcome.lost)
