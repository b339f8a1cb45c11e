"""Many scenarios at once over the part of a model that one node rests on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from queries.impact.model import TOLERANCE, Level, Model

Levels = NDArray[np.int8]
_AT_ONCE = 2_048


def needed_by(model: Model, node: int) -> list[int]:
    """Everything that a node rests on, directly or through others, itself first."""
    found = {node: None}
    waiting = [node]
    while waiting:
        for place in model.groups_of.get(waiting.pop(), ()):
            for member in model.groups[place].members:
                if member not in found:
                    found[member] = None
                    waiting.append(member)
    return list(found)


class Batch:
    """The part under one node, ready for scenarios over it."""

    def __init__(self, model: Model, node: int) -> None:
        self.nodes = needed_by(model, node)
        self._row = {n: i for i, n in enumerate(self.nodes)}
        groups = [model.groups[place] for n in self.nodes for place in model.groups_of.get(n, ())]
        self._needs = np.array([g.needs - TOLERANCE for g in groups])[:, None]
        self._effects = np.array([g.effect for g in groups], np.int8)[:, None]
        self._owners = np.array([self._row[g.owner] for g in groups], np.int64)
        members = [(self._row[n], weight) for g in groups for n, weight in g.members.items()]
        self._members = np.array([row for row, _ in members], np.int64)
        self._weights = np.array([weight for _, weight in members])[:, None]
        self._begins = (
            np.concatenate(([0], np.cumsum([len(g.members) for g in groups])[:-1])).astype(np.int64) if groups else None
        )

    def fails(self, scenarios: Sequence[frozenset[int]]) -> NDArray[np.bool_]:
        """Of each scenario (nodes that are down), whether the node itself is down."""
        parts = [self._levels(scenarios[i : i + _AT_ONCE])[0] == Level.DOWN for i in range(0, len(scenarios), _AT_ONCE)]
        return np.concatenate(parts) if parts else np.empty(0, np.bool_)

    def _levels(self, scenarios: Sequence[frozenset[int]]) -> Levels:
        levels = np.zeros((len(self.nodes), len(scenarios)), np.int8)
        for column, failed in enumerate(scenarios):
            levels[[self._row[n] for n in failed if n in self._row], column] = Level.DOWN
        while self._begins is not None:
            before = levels.copy()
            np.maximum.at(levels, self._owners, self._verdicts(before, self._begins))
            if np.array_equal(before, levels):
                break
        return levels

    def _verdicts(self, levels: Levels, begins: NDArray[np.int64]) -> Levels:
        members = levels[self._members]
        available = np.add.reduceat(self._weights * (members < Level.DOWN), begins, axis=0)
        full = np.add.reduceat(self._weights * (members == Level.UP), begins, axis=0)
        return np.where(available < self._needs, self._effects, (full < self._needs).astype(np.int8))
