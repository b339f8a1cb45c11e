"""Propagation of failure: the least fixpoint of states, worked out over the affected part alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from queries.impact.links import Floats, Places
from queries.impact.model import TOLERANCE, Level, Model

Failed = Mapping[int, Level]
Levels = NDArray[np.int8]
UP, LOST = "up", "redundancy lost"
STATES = (*(level.name.lower() for level in (Level.DOWN, Level.DEGRADED)), LOST, UP)
"""States in words, the worst first."""
LATELY = 128
"""Of so many nodes it is kept what they alone take down."""
_NONE = np.empty(0, np.int32)


@dataclass(frozen=True, eq=False)
class Outcome:
    """What a scenario does, in columns that are sorted by node and by group."""

    hit: Places
    """Nodes that do not work as they should."""
    how: Levels
    """Their levels."""
    spare_gone: Places
    """Nodes that are up, but one of whose groups lost a member."""
    touched: Places
    """Groups of which a member was hit."""
    available: Floats
    """The weight of their members that are not down."""
    full: Floats
    """The weight of their members that are up."""

    @cached_property
    def levels(self) -> dict[int, Level]:
        """Nodes that do not work as they should, with how."""
        return {node: Level(level) for node, level in zip(self.hit.tolist(), self.how.tolist(), strict=True)}

    @cached_property
    def lost(self) -> frozenset[int]:
        """Nodes that are up, but one of whose groups lost a member."""
        return frozenset(self.spare_gone.tolist())

    def level(self, node: int) -> Level:
        """The level of a node."""
        place = int(self.hit.searchsorted(node))
        return Level(int(self.how[place])) if place < self.hit.size and self.hit[place] == node else Level.UP

    def state(self, node: int) -> str:
        """The state of a node in words."""
        level = self.level(node)
        return level.name.lower() if level else LOST if node in self.lost else UP

    def at(self, nodes: Places) -> Levels:
        """The levels of these nodes."""
        if not self.hit.size:
            return np.zeros(len(nodes), np.int8)
        places = np.minimum(np.searchsorted(self.hit, nodes), self.hit.size - 1)
        return np.where(self.hit[places] == nodes, self.how[places], np.int8(Level.UP))


class Propagation:
    """Runs scenarios over a model. It keeps its arrays from one to the next, and puts back what it touched."""

    def __init__(self, model: Model) -> None:
        self.model = model
        groups = model.groups
        self._levels = np.zeros(len(model.nodes), np.int8)
        self._turns = np.zeros(max(len(model.nodes), len(groups)), np.int32)
        self._available, self._full = groups.totals.copy(), groups.totals.copy()
        self._lock = Lock()
        self._lately: dict[int, Levels] = {}

    def run(self, failed: Failed) -> Outcome:
        """What fails when these nodes do; safe to call from several threads."""
        with self._lock:
            return self._run(failed)

    def alone(self, node: int) -> Levels:
        """The levels of the services in use, in their order, when this node alone is down; safe to call from several threads."""
        with self._lock:
            found = self._lately.pop(node, None)
            if found is None:
                found = self._run({node: Level.DOWN}).at(self.model.nodes.services_in_use)
            self._lately[node] = found
            if len(self._lately) > LATELY:
                del self._lately[next(iter(self._lately))]
            return found

    def _run(self, failed: Failed) -> Outcome:
        hit, touched = [_NONE], [_NONE]
        changed, before = self._worsened(*self._start(failed))
        try:
            while changed.size:
                hit.append(changed)
                groups = self._withdraw(changed, before)
                touched.append(groups)
                changed, before = self._worsened(*self._verdicts(groups))
            return self._outcome(self._sorted(np.concatenate(hit)), self._sorted(np.concatenate(touched)))
        finally:
            self._restore(np.concatenate(hit), np.concatenate(touched))

    def _start(self, failed: Failed) -> tuple[Places, Levels]:
        groups = self.model.groups
        nodes = np.fromiter(failed, np.int32, len(failed))
        levels = np.fromiter(failed.values(), np.int8, len(failed))
        return np.append(groups.owners[groups.broken], nodes), np.append(groups.effects[groups.broken], levels)

    def _worsened(self, nodes: Places, levels: Levels) -> tuple[Places, Levels]:
        """Nodes that these levels make worse, and how they were before."""
        worse = levels > self._levels[nodes]
        nodes, levels = nodes[worse], levels[worse]
        once = self._once(nodes)
        before = self._levels[once]
        np.maximum.at(self._levels, nodes, levels)
        return once, before

    def _once(self, places: Places) -> Places:
        """The same without repetitions, in no order of its own."""
        turns = np.arange(places.size, dtype=np.int32)
        self._turns[places] = turns
        last: Places = places[self._turns[places] == turns]
        return last

    def _sorted(self, places: Places) -> Places:
        """The same without repetitions, in order; some three times as fast as np.unique."""
        once = self._once(places)
        once.sort()
        return once

    def _withdraw(self, changed: Places, before: Levels) -> Places:
        """Takes what these nodes no longer contribute from their groups; returns the groups."""
        its = self.model.memberships
        which, places = its.of(changed)
        groups, weights = its.groups[places], its.weights[places]
        np.subtract.at(self._available, groups, weights * (self._levels[changed] == Level.DOWN)[which])
        np.subtract.at(self._full, groups, weights * (before == Level.UP)[which])
        return self._once(groups)

    def _verdicts(self, groups: Places) -> tuple[Places, Levels]:
        """What the groups do to their owners."""
        return self.model.groups.owners[groups], self.model.groups.verdicts(groups, self._available[groups], self._full[groups])

    def _outcome(self, hit: Places, touched: Places) -> Outcome:
        its, available = self.model.groups, self._available[touched]
        owners = its.owners[touched[available < its.totals[touched] - TOLERANCE]]
        lost = self._sorted(owners[self._levels[owners] == Level.UP])
        return Outcome(hit, self._levels[hit], lost, touched, available, self._full[touched])

    def _restore(self, nodes: Places, groups: Places) -> None:
        self._levels[nodes] = Level.UP
        self._available[groups] = self._full[groups] = self.model.groups.totals[groups]
