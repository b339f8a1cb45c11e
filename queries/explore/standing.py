"""What services stand on, and what stands on them, in the failure model: by links that fail over, whatever their spares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from queries.impact.links import Places
from queries.impact.model import Model, spread

Steps = NDArray[np.int32]
Onward = Callable[[Places], Places]
NOT_THERE = -1


@dataclass(frozen=True, eq=False)
class Standing:
    """A model with its links as columns."""

    model: Model

    def below(self, starts: Places) -> Steps:
        """Links from the nearest start to each node, towards what they need; -1 where none leads."""
        return self._steps(starts, self._needs)

    def above(self, starts: Places) -> Steps:
        """Links from the nearest start to each node, towards who needs them; -1 where none leads."""
        return self._steps(starts, self._needed_by)

    def _steps(self, starts: Places, onward: Onward) -> Steps:
        found = np.full(len(self.model.nodes), NOT_THERE, np.int32)
        found[starts] = step = 0
        while starts.size:
            step += 1
            reached = np.unique(onward(starts))
            starts = reached[found[reached] == NOT_THERE]
            found[starts] = step
        return found

    def _needs(self, nodes: Places) -> Places:
        first, begins = self.model.first, self.model.groups.begins
        _, at = spread(begins[first[nodes]], begins[first[nodes + 1]])
        return self.model.groups.members[at]

    def _needed_by(self, nodes: Places) -> Places:
        its = self.model.memberships
        return self.model.groups.owners[its.groups[its.of(nodes)[1]]]
