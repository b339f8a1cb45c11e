"""Recovery that can be promised: RTO and RPO (ISO 22301, 8.2.2; DORA, article 12(6)) against what lies beneath.

**RTO.** Everything is out at once. A node is back when it has recovered by itself, and all of its groups are back; a group
is back with the member that brings it to what it needs (k-th smallest), a node with the last of its groups. Being back
means not down, be it degraded. A group with a spare is also interrupted when one member is lost: until enough of the others are
switched to, or the member is back as promised where that is sooner. So a time below the switchover cannot be promised either.

**RPO.** A node loses the data that what it needs loses: the most over its groups. Of a group that backs itself up the best copies
are taken to be restored from: as many as it needs, those that lost least, so again the k-th smallest. That is right for
mirrors of the same data and mild otherwise, so a finding is never too strict. Switching over loses nothing more.

A node of which nothing is promised is back at once and loses nothing: what is found is then the least that it can be. A circle
recovers with what takes longest in it: nothing in it waits for itself (least fixpoint).
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from queries.impact.model import TOLERANCE
from queries.impact.promises.order import Beneath, Need


class Objectives:
    """Minutes that every node takes; infinite where a group can never be met."""

    def __init__(self, beneath: Beneath, promised: Mapping[int, float], *, switching: bool) -> None:
        self._needs, self._promised, self._switching = beneath.needs, promised, switching
        self._values: dict[int, float] = {}
        for circle in beneath.circles:
            while self._changed(circle):
                pass

    def value(self, node: int) -> float:
        """Minutes that what a node rests on takes."""
        return self._values.get(node, 0.0)

    def delivered(self, node: int) -> float:
        """Minutes that those above have to count on."""
        return max(self._promised.get(node, 0.0), self.value(node))

    def of_need(self, need: Need) -> float:
        """Minutes that one group takes."""
        return max(self.back(need), self.switchover(need))

    def back(self, need: Need) -> float:
        """Minutes until enough of a group is back after all of it was out."""
        return _enough(need, {member: self.delivered(member) for member, _ in need.members})

    def switchover(self, need: Need) -> float:
        """Minutes that losing the worst one member of a group interrupts its owner; 0 where nothing is to switch to."""
        minutes = {member: float(need.switchover.get(member, 0)) for member, _ in need.members}
        if not self._switching or not any(minutes.values()):
            return 0.0
        return max(self._without(need, member, minutes) for member in minutes)

    def _without(self, need: Need, lost: int, minutes: Mapping[int, float]) -> float:
        switched = _enough(need, {**minutes, lost: math.inf})
        repaired = self.delivered(lost) if lost in self._promised else math.inf
        return min(switched, repaired) if switched < math.inf else 0.0

    def _changed(self, circle: list[int]) -> bool:
        before = [self.value(node) for node in circle]
        for node in circle:
            self._values[node] = max((self.of_need(need) for need in self._needs.get(node, ())), default=0.0)
        return before != [self.value(node) for node in circle]


def _enough(need: Need, minutes: Mapping[int, float]) -> float:
    """Minutes until the members that are there weigh what is needed."""
    weight = 0.0
    for member, its in sorted(need.members, key=lambda one: minutes[one[0]]):
        weight += its
        if weight >= need.needs - TOLERANCE:
            return minutes[member]
    return math.inf
