"""When things work again: at each moment that something failed is back, the same fixpoint without it.

A group recovers with the member that brings it back to what it needs, a node with the last of its groups; a circle recovers
with what failed from outside, since nothing in it failed by itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from queries.impact.causes import Explained
from queries.impact.model import Level
from queries.impact.propagation import Propagation


def recoveries(propagation: Propagation, failed: Mapping[int, Level], minutes: Mapping[int, int]) -> dict[int, int | None]:
    """Minutes until each affected node is up again; None where something that failed has no known recovery.

    `minutes` are those of the nodes that failed.
    """
    found: dict[int, int | None] = {}
    waiting = dict(failed)
    before = set(propagation.run(waiting).levels)
    for moment in sorted({minutes[n] for n in failed if n in minutes}):
        waiting = {n: level for n, level in waiting.items() if minutes.get(n, moment + 1) > moment}
        still = set(propagation.run(waiting).levels)
        found.update(dict.fromkeys(before - still, moment))
        before = still
    return {**dict.fromkeys(before), **found}


def interruption(explained: Explained, node: int) -> int:
    """Minutes that a node is interrupted while its groups switch over to what is left of them; 0 when none does."""
    return max((_switched(explained, place) for place in explained.model.groups_of.get(node, ())), default=0)


def _switched(explained: Explained, place: int) -> int:
    """The members left that are switched to soonest, until what is needed is there."""
    group = explained.model.groups[place]
    left = [n for n in group.members if explained.level(n) < Level.DOWN]
    if len(left) == len(group.members):
        return 0
    weight = 0.0
    for node in sorted(left, key=lambda n: group.switchover.get(n, 0)):
        weight += group.members[node]
        if group.met(weight):
            return group.switchover.get(node, 0)
    return 0
