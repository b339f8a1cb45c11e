"""Many scenarios at once: of every node one long integer, with a bit for each scenario in which it is down.

A group that needs each of its members is then one `or`, a spare one `and`, and so many of so many a few of both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from queries.impact.below import breaking
from queries.impact.model import TOLERANCE, Group, Model


class Parallel:
    """The part of a model under one node, ready for scenarios; `nodes` as `needed_by` gives them."""

    def __init__(self, model: Model, nodes: Sequence[int]) -> None:
        self.nodes = nodes
        place = {n: i for i, n in enumerate(nodes)}
        self._groups = [(i, [_Weights(g, place) for g in breaking(model, n)]) for i, n in enumerate(nodes)]
        self._circles = any(m >= i for i, groups in self._groups for g in groups for _, m in g.members)

    def down(self, failed: Mapping[int, int], every: int) -> int:
        """The scenarios in which the last node is down; `failed` gives those in which a node fails, `every` has all bits."""
        masks = [failed.get(n, 0) for n in self.nodes]
        while self._pass(masks, every) and self._circles:
            pass
        return masks[-1]

    def _pass(self, masks: list[int], every: int) -> bool:
        """Once over all nodes, each after what it rests on; whether anything got worse."""
        worse = False
        for node, groups in self._groups:
            before = masks[node]
            for group in groups:
                masks[node] |= group.lost(masks, every)
            worse |= masks[node] != before
        return worse


class _Weights:
    """A group: which of its members count how much, and how much of them can be spared."""

    def __init__(self, group: Group, place: Mapping[int, int]) -> None:
        self.spare = spare(group)
        self.members = sorted(((w, place[n]) for n, w in group.members.items() if w > 0), reverse=True)

    def lost(self, masks: Sequence[int], every: int) -> int:
        """The scenarios in which the group has less than it needs."""
        if self.spare < 0:
            return every
        found, states = 0, {0.0: every}
        left = sum(weight for weight, _ in self.members)
        for weight, node in self.members:
            left -= weight
            following: dict[float, int] = {}
            for down, where in states.items():
                with_it = where & masks[node]
                if down + weight > self.spare:
                    found |= with_it
                elif with_it and down + weight + left > self.spare:
                    following[down + weight] = following.get(down + weight, 0) | with_it
                if down + left > self.spare and (without := where & ~masks[node]):
                    following[down] = following.get(down, 0) | without
            states = following
        return found


def spare(group: Group) -> float:
    """How much of a group can be down before it has less than it needs; below 0 when it never has enough."""
    return sum(group.members.values()) - group.needs + TOLERANCE
