"""Links sorted into groups, and in them into members: a few passes over columns, whatever their number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from queries.impact.links import Floats, Links
from queries.impact.model import Groups, Level

Firsts = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Sorted:
    """Links in the order of their groups, and in them of their members, with where each of both begins."""

    links: Links
    member_at: Firsts
    """First link of every member."""
    group_at: Firsts
    """First member of every group."""

    @classmethod
    def of(cls, given: Links) -> Sorted:
        """Sorts the links. A group is made of links of one start with one name, or without a name to one end."""
        keys = _keys(given)
        order = np.argsort(keys, kind="stable")
        named = np.flatnonzero(given.group[order])
        order[named] = order[named][np.lexsort((given.end[order[named]], keys[order[named]]))]
        begins = _changes(keys[order])
        given.sort(order)
        member_at = np.flatnonzero(begins | _changes(given.end))
        return cls(given, member_at, np.flatnonzero(begins[member_at]))

    @cached_property
    def link_at(self) -> Firsts:
        """First link of every group."""
        return self.member_at[self.group_at]

    @cached_property
    def groups(self) -> Groups:
        """What the links make. Links to one member count once, with the largest of their weights and minutes."""
        it, at = self.links, self.member_at
        minutes = over(np.fmax, np.maximum(it.minutes, 0.0), at)
        weights = over(np.maximum, np.where(np.isnan(it.weight), 1.0, np.maximum(it.weight, 0.0)), at)
        totals = over(np.add, weights, self.group_at)
        return Groups(
            owners=it.start[self.link_at],
            codes=it.group[self.link_at],
            names=it.names,
            needs=self._needs(totals),
            totals=totals,
            effects=over(np.maximum, np.where(it.degraded, np.int8(Level.DEGRADED), np.int8(Level.DOWN)), self.link_at),
            begins=np.append(self.group_at, len(at)),
            members=it.end[at],
            weights=weights,
            minutes=minutes,
        )

    def _needs(self, totals: Floats) -> Floats:
        """1 where nobody says, the larger where records disagree; of a lone dependency, and of what cannot be, all of it."""
        said = over(np.fmax, self.links.needs, self.link_at)
        whole = (self.links.group[self.link_at] == 0) | (said <= 0)
        return np.where(whole, np.where(totals > 0, totals, 1.0), np.where(np.isnan(said), 1.0, said))


def over(merge: np.ufunc, values: NDArray[Any], at: Firsts) -> NDArray[Any]:
    """One value for each stretch of values, merged."""
    return merge.reduceat(values, at) if len(at) else values[:0]


def _keys(given: Links) -> NDArray[np.int64]:
    """One number for each group, in their order: by start, those alone by their end, then those with a name."""
    base = int(given.end.max(initial=0)) + 1
    keys = given.start.astype(np.int64)
    keys *= base + len(given.names)
    keys += np.where(given.group == 0, given.end, base + given.group)
    return keys


def _changes(column: NDArray[Any]) -> NDArray[np.bool_]:
    """Where a row differs from the one before it; the first does."""
    found = np.ones(len(column), np.bool_)
    np.not_equal(column[1:], column[:-1], out=found[1:])
    return found
