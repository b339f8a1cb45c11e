"""When things work again: at each moment that something failed is back, the same fixpoint without it.

A group recovers with the member that brings it back to what it needs, a node with the last of its groups; a circle recovers
with what failed from outside, since nothing in it failed by itself.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from queries.impact.causes import Explained
from queries.impact.links import Floats
from queries.impact.model import Group, Level
from queries.impact.propagation import Outcome, Propagation


def recoveries(propagation: Propagation, outcome: Outcome, failed: Mapping[int, Level], minutes: Mapping[int, int]) -> Floats:
    """Minutes until each node that the outcome hits is up again; NaN where something that failed has no known recovery.

    `minutes` are those of the nodes that failed.
    """
    found = np.full(outcome.hit.size, np.nan)
    still = np.full(outcome.hit.size, True)
    for moment in sorted({minutes[n] for n in failed if n in minutes}):
        waiting = {n: level for n, level in failed.items() if minutes.get(n, moment + 1) > moment}
        again = np.isin(outcome.hit, propagation.run(waiting).hit, assume_unique=True)
        found[still & ~again] = moment
        still = again
    return found


def interruption(explained: Explained, node: int) -> int:
    """Minutes that a node is interrupted while its groups switch over to what is left of them; 0 when none does."""
    groups, hurt = explained.model.groups, explained.hurt(node).places
    return max((_switched(explained, groups[place]) for place in hurt[groups.switching[hurt]].tolist()), default=0)


def _switched(explained: Explained, group: Group) -> int:
    """The members left that are switched to soonest, until what is needed is there."""
    left = [n for n in group.members if explained.level(n) < Level.DOWN]
    if len(left) == len(group.members):
        return 0
    weight = 0.0
    for node in sorted(left, key=lambda n: group.switchover.get(n, 0)):
        weight += group.members[node]
        if group.met(weight):
            return group.switchover.get(node, 0)
    return 0
