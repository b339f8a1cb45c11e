"""Propagation of failure: the least fixpoint of states, worked out over the affected part alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

import numpy as np

from queries.impact.model import TOLERANCE, Integers, Level, Model


@dataclass(frozen=True)
class Outcome:
    """What a scenario does."""

    levels: dict[int, Level]
    """Nodes that do not work as they should, with how."""
    lost: frozenset[int]
    """Nodes that are up, but one of whose groups lost a member."""


class Propagation:
    """Runs scenarios over a model. It keeps its arrays from one to the next, and puts back what it touched."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._levels = np.zeros(len(model.nodes), np.int64)
        self._available, self._full = model.totals.copy(), model.totals.copy()
        self._lock = Lock()
        broken = np.flatnonzero(model.totals < model.needs - TOLERANCE)
        self._broken = {int(g): int(model.effects[g]) for g in broken}
        """Groups that do not work even with every member up."""

    def run(self, failed: Mapping[int, Level]) -> Outcome:
        """What fails when these nodes do; safe to call from several threads."""
        with self._lock:
            return self._run(failed)

    def _run(self, failed: Mapping[int, Level]) -> Outcome:
        nodes, groups = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        changed, before = self._worsened(*self._start(failed))
        try:
            while changed.size:
                nodes.append(changed)
                touched = self._withdraw(changed, before)
                groups.append(touched)
                changed, before = self._worsened(*self._verdicts(touched))
            return self._outcome(np.unique(np.concatenate(nodes)), np.unique(np.concatenate(groups)))
        finally:
            self._restore(np.concatenate(nodes), np.concatenate(groups))

    def _start(self, failed: Mapping[int, Level]) -> tuple[Integers, Integers]:
        levels = [(node, int(level)) for node, level in failed.items() if level]
        levels += [(int(self.model.owners[g]), effect) for g, effect in self._broken.items()]
        table = np.array(levels, np.int64).reshape(-1, 2)
        return table[:, 0], table[:, 1]

    def _worsened(self, nodes: Integers, levels: Integers) -> tuple[Integers, Integers]:
        """Nodes that these levels make worse, and how they were before."""
        unique = np.unique(nodes)
        before = self._levels[unique]
        np.maximum.at(self._levels, nodes, levels)
        worse = self._levels[unique] > before
        return unique[worse], before[worse]

    def _withdraw(self, changed: Integers, before: Integers) -> Integers:
        """Takes what these nodes no longer contribute from their groups; returns the groups."""
        begins, group_of, weight_of = self.model.memberships
        counts = begins[changed + 1] - begins[changed]
        which = np.repeat(np.arange(changed.size), counts)
        offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        places = begins[changed][which] + offsets
        groups, weights = group_of[places], weight_of[places]
        now, was = self._levels[changed][which], before[which]
        np.subtract.at(self._available, groups, weights * ((now == Level.DOWN) & (was < Level.DOWN)))
        np.subtract.at(self._full, groups, weights * (was == Level.UP))
        return np.unique(groups)

    def _verdicts(self, groups: Integers) -> tuple[Integers, Integers]:
        """What the groups do to their owners."""
        needs = self.model.needs[groups] - TOLERANCE
        lost, short = self._available[groups] < needs, self._full[groups] < needs
        return self.model.owners[groups], np.where(lost, self.model.effects[groups], short.astype(np.int64))

    def _outcome(self, nodes: Integers, groups: Integers) -> Outcome:
        levels = {int(n): Level(int(self._levels[n])) for n in nodes}
        short = groups[self._available[groups] < self.model.totals[groups] - TOLERANCE]
        owners = np.unique(self.model.owners[short])
        return Outcome(levels, frozenset(int(n) for n in owners if self._levels[n] == Level.UP))

    def _restore(self, nodes: Integers, groups: Integers) -> None:
        self._levels[nodes] = Level.UP
        self._available[groups] = self._full[groups] = self.model.totals[groups]
