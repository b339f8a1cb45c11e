"""Why a node is as it is: the groups that led to it, and the shortest way back to something that failed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from queries.impact.links import Floats, Places
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


class Hurt(NamedTuple):
    """Groups of one node that something happened to."""

    places: NDArray[np.signedinteger]
    available: Floats
    full: Floats
    levels: NDArray[np.int8]


@dataclass(frozen=True)
class Explained:
    """An outcome with what led to it."""

    model: Model
    outcome: Outcome
    failed: Mapping[int, Level]

    def level(self, node: int) -> Level:
        """Level of a node."""
        return self.outcome.level(node)

    def standings(self, node: int, most: int | None = None) -> list[Standing]:
        """The groups of a node that something happened to, or the first `most` of them: the worst first, then by name."""
        hurt = self.hurt(node)
        order = sorted(range(len(hurt.places)), key=lambda i: (-hurt.levels[i], *self._called(int(hurt.places[i]))))
        return [Standing(self.model.groups[hurt.places[i]], float(hurt.available[i]), float(hurt.full[i])) for i in order[:most]]

    def hurt(self, node: int) -> Hurt:
        """Of the groups of a node, those of which a member was hit and those that do not work anyway."""
        if node not in self._known:
            self._known[node] = self._found(node)
        return self._known[node]

    @cached_property
    def _known(self) -> dict[int, Hurt]:
        return {}

    def _found(self, node: int) -> Hurt:
        it, all_, ends = self.outcome, self.model.groups, self.model.first[node : node + 2]
        begin, end = it.touched.searchsorted(ends)
        places, available, full = it.touched[begin:end], it.available[begin:end], it.full[begin:end]
        begin, end = all_.broken.searchsorted(ends)
        if begin < end and len(broken := np.setdiff1d(all_.broken[begin:end], places)):
            places, totals = np.append(places, broken), all_.totals[broken]
            available, full = np.append(available, totals), np.append(full, totals)
        levels = all_.verdicts(places, available, full)
        some = (levels > Level.UP) | (full < all_.totals[places] - TOLERANCE)
        return Hurt(places[some], available[some], full[some], levels[some])

    def _called(self, place: int) -> tuple[str, str]:
        """Name of a group, and of its member where it has none."""
        it = self.model.groups
        name = it.names[it.codes[place]]
        return name, "" if name else self.model.nodes.names[it.members[it.begins[place]]]

    @cached_property
    def distances(self) -> Places:
        """Of every node: one more than the relationships on the shortest way to something that failed; 0 where there is none.

        A way leads through groups that do something to their owner, or, in its last step, took its redundancy.
        """
        found = np.zeros(len(self.model.nodes), np.int32)
        reached = np.fromiter(self.failed, np.int32, len(self.failed))
        for distance in count(1):
            found[reached] = distance
            owners = self._led_to(reached)
            reached = owners[found[owners] == 0]
            if not reached.size:
                return found
        raise AssertionError("unreachable")

    def _led_to(self, nodes: Places) -> Places:
        """Owners of the groups through which these nodes do something; what is up passes nothing on."""
        its = self.model.memberships
        groups = its.groups[its.of(nodes[self.outcome.at(nodes) > Level.UP])[1]]
        told = groups[self._telling[self.outcome.touched.searchsorted(groups)]]
        return np.unique(self.model.groups.owners[told])

    @cached_property
    def _telling(self) -> NDArray[np.bool_]:
        """Whether each group that was touched does something to its owner, or took the redundancy of one that is up."""
        it, all_ = self.outcome, self.model.groups
        lost = np.isin(all_.owners[it.touched], it.spare_gone) & (it.full < all_.totals[it.touched] - TOLERANCE)
        return (all_.verdicts(it.touched, it.available, it.full) > Level.UP) | lost

    def path(self, node: int) -> list[int]:
        """The shortest way from a node back to something that failed, itself first; among equals by id."""
        way = [node]
        while self.distances[way[-1]] > 1:
            way.append(min(self._nearer(way[-1]), key=lambda n: self.model.nodes.ids[n]))
        return way

    def _nearer(self, node: int) -> list[int]:
        """Members through which the node was hit, one step nearer to something that failed."""
        hurt, its = self.hurt(node), self.model.groups
        told = hurt.places if node in self.outcome.lost else hurt.places[hurt.levels > Level.UP]
        members = its.members_of(told)
        near = (self.distances[members] == self.distances[node] - 1) & (self.outcome.at(members) > Level.UP)
        found: list[int] = members[near].tolist()
        return found
