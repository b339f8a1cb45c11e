"""Which combinations of events bring a node down, a size at a time; none that has a smaller one in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from queries.impact.parallel import Parallel

Combination = tuple[int, ...]
"""Places of events, rising."""
_AT_ONCE = 2**17
"""Scenarios that are worked out together."""


class Combining:
    """A search over events, each the nodes that fail with it. Sizes are searched from 1 upwards."""

    def __init__(self, parallel: Parallel, events: Sequence[frozenset[int]]) -> None:
        self._parallel, self._events = parallel, events
        self.found: set[Combination] = set()
        self._pairs = np.zeros((0, 0), np.bool_)
        """Which events are a combination of two."""

    def down_with_nothing(self) -> bool:
        """Whether the node is down although nothing failed."""
        return bool(self._parallel.down({}, 1))

    def count(self, size: int) -> int:
        """How many combinations of this size there are to try: those of events that are none by themselves."""
        return comb(len(self._open()), size)

    def run(self, size: int, progress: Callable[[int], None]) -> None:
        """Finds the combinations of this size; `progress` is told how many were tried."""
        if size == 1:
            down = self._down((), [], range(len(self._events)))
            self.found |= {(int(place),) for place in np.flatnonzero(down)}
            self._pairs = np.zeros((len(self._events),) * 2, np.bool_)
            return
        tried = 0
        for fixed, rows, columns in self._squares(size):
            down = np.triu(self._down(fixed, rows, columns), 1) & ~self._pairs[np.ix_(rows, columns)]
            new = [(*fixed, rows[i], columns[j]) for i, j in np.argwhere(down).tolist()]
            self.found |= {some for some in new if not self._has_smaller(some)}
            tried += len(rows) * (len(columns) - 1) - comb(len(rows), 2)
            progress(tried)
        if size == 2:
            for pair in self.found:
                self._pairs[pair[0], pair[-1]] = len(pair) == 2

    def _open(self) -> list[int]:
        return [place for place in range(len(self._events)) if (place,) not in self.found]

    def _squares(self, size: int) -> Iterator[tuple[Combination, list[int], list[int]]]:
        """All but two events of a combination, the last but one in the rows, the last in the columns."""
        places = self._open()
        for chosen in combinations(range(len(places)), size - 2):
            fixed = tuple(places[at] for at in chosen)
            parts = [part for part in _parts(fixed) if part]
            rest = places[max(chosen, default=-1) + 1 :]
            rest = [p for p in rest if not any((*part, p) in self.found for part in parts)]
            step = max(1, _AT_ONCE // max(len(rest), 1))
            for begin in range(0, len(rest), step):
                yield fixed, rest[begin : begin + step], rest[begin:]

    def _has_smaller(self, some: Combination) -> bool:
        """Those of one and of two were left out before."""
        return len(some) > 3 and any(part in self.found for part in _parts(some) if 2 < len(part) < len(some))

    def _down(self, fixed: Combination, rows: Sequence[int], columns: Sequence[int]) -> NDArray[np.bool_]:
        """Whether the node is down when these events happen, with that of a row and that of a column."""
        height, width = max(len(rows), 1), len(columns)
        line, every = (1 << width) - 1, (1 << height * width) - 1
        first = every // line if line else 0
        failed: dict[int, int] = {}
        happens = [(place, every) for place in fixed]
        happens += [(place, line << i * width) for i, place in enumerate(rows)]
        happens += [(place, first << i) for i, place in enumerate(columns)]
        for place, where in happens:
            for node in self._events[place]:
                failed[node] = failed.get(node, 0) | where
        octets = self._parallel.down(failed, every).to_bytes((height * width + 7) // 8, "little")
        flags = np.unpackbits(np.frombuffer(octets, np.uint8), count=height * width, bitorder="little")
        return flags.astype(np.bool_).reshape(height, width)


def _parts(some: Combination) -> Iterator[Combination]:
    return (part for size in range(len(some) + 1) for part in combinations(some, size))
