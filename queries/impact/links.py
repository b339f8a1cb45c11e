"""Dependencies as columns: relationships along which failure travels, from end to start."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import nan
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from queries.impact.nodes import Column, seen

Places = NDArray[np.int32]
Floats = NDArray[np.float64]


class Dependency(NamedTuple):
    """One relationship along which failure travels, from end to start."""

    type: str
    start: str
    end: str
    record: str
    group: str | None = None
    needs: float | None = None
    weight: float | None = None
    effect: str | None = None
    switchover_minutes: int | None = None


@dataclass(frozen=True, eq=False)
class Links:
    """Dependencies between nodes given by their places."""

    start: Places
    end: Places
    group: Places
    """Place in `names`; 0 where there is no group."""
    names: list[str]
    """Names of groups, sorted; the empty one first."""
    needs: Floats
    """NaN where nobody says; so are weight and minutes."""
    weight: Floats
    degraded: NDArray[np.bool_]
    """Whether losing it only degrades the start."""
    minutes: Floats
    """Minutes that switching to it takes."""

    @property
    def _columns(self) -> tuple[NDArray[Any], ...]:
        return self.start, self.end, self.group, self.needs, self.weight, self.degraded, self.minutes

    def taken(self, places: NDArray[np.intp]) -> Links:
        """The links at these places."""
        start, end, group, *others = (column[places] for column in self._columns)
        return Links(start, end, group, self.names, *others)

    def sort(self, order: NDArray[np.intp]) -> None:
        """Puts the links into this order, where they are: there may be millions."""
        for column in self._columns:
            column[:] = column[order]


class Said:
    """What relationships say of how failure travels, a list for each property."""

    def __init__(self) -> None:
        self._groups, self._degraded = Column(), array("b")
        self._weights, self._minutes = array("d"), array("d")
        self._needs = array("d")
        """Of those with a group, in their order."""

    def extend(
        self,
        groups: Sequence[str | None],
        needs: Iterable[float | None],
        weights: Iterable[float | None],
        effects: Iterable[str | None],
        minutes: Iterable[float | None],
    ) -> None:
        """Adds further ones."""
        self._groups.extend([group or "" for group in groups])
        self._degraded.extend([effect == "degraded" for effect in effects])
        self._needs.extend([_number(some) for some, group in zip(needs, groups, strict=True) if group])
        for kept, given in ((self._weights, weights), (self._minutes, minutes)):
            kept.extend([_number(value) for value in given])

    def extend_groups(self, groups: Sequence[str]) -> None:
        """Adds some that say at most their group."""
        self._groups.extend(groups)
        self._degraded.frombytes(bytes(len(groups)))
        for kept in (self._weights, self._minutes):
            kept.extend([nan] * len(groups))

    def extend_needs(self, needs: Iterable[float]) -> None:
        """Adds what those with a group need, in their order; NaN where they do not say."""
        self._needs.extend(needs)

    def append(self, other: Said) -> None:
        """Adds others."""
        self._groups.append(other._groups)
        self._degraded.extend(other._degraded)
        self._needs.extend(other._needs)
        self._weights.extend(other._weights)
        self._minutes.extend(other._minutes)

    def links(self, starts: Places, ends: Places) -> Links:
        """The links with these ends."""
        names = sorted({"", *self._groups.terms})
        ranked = {name: rank for rank, name in enumerate(names)}
        ranks = np.array([ranked[name] for name in self._groups.named], np.int32)
        groups = ranks[self._groups.codes] if len(ranks) else self._groups.codes
        needs = np.full(len(groups), nan)
        needs[groups > 0] = seen(self._needs, np.float64)
        weights, minutes = (seen(some, np.float64) for some in (self._weights, self._minutes))
        return Links(starts, ends, groups, names, needs, weights, seen(self._degraded, np.int8).astype(np.bool_), minutes)


def _number(value: float | None) -> float:
    return nan if value is None else value


def links(dependencies: Iterable[Dependency], index: Mapping[str, int]) -> Links:
    """The columns of dependencies; those of unknown nodes are left out."""
    known = [d for d in dependencies if d.start in index and d.end in index]
    said = Said()
    if known:
        _, _, _, _, *columns = zip(*known, strict=True)
        said.extend(*columns)
    places = ([index[one] for one in ends] for ends in ([d.start for d in known], [d.end for d in known]))
    return said.links(*(np.array(some, np.int32) for some in places))
