"""Minimal cut sets: the smallest sets of events that bring a node down (fault tree analysis, IEC 61025).

A single point of failure is a cut set of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from queries.impact.batch import Batch
from queries.impact.events import Event, single
from queries.impact.model import Model

MOST = 300_000
"""Combinations that are tried."""
Progress = Callable[[int, int], None]
"""Combinations tried, of how many."""


@dataclass(frozen=True)
class CutSets:
    """What brings a node down."""

    found: list[tuple[Event, ...]]
    """The smallest first."""
    order: int
    """Up to this size all are found."""
    told: str = ""
    """Why larger ones were not looked for."""


def cut_sets(
    model: Model,
    node: int,
    causes: Iterable[Event] = (),
    *,
    order: int = 3,
    most: int = MOST,
    progress: Progress = lambda *_: None,
) -> CutSets:
    """The minimal cut sets of a node up to an order, of single nodes and of the common causes given."""
    batch = Batch(model, node)
    part = set(batch.nodes)
    events = [*single(model, batch.nodes[1:]), *(c for c in causes if len(c.nodes & part) > 1 and node not in c.nodes)]
    found: list[tuple[int, ...]] = []
    for size in range(1, order + 1):
        chosen = _candidates(events, found, size)
        tried = [some for some in chosen if not _has_one_of(some, found)]
        if len(tried) > most:
            told = f"Sets of {size} were not looked for: {len(tried)} combinations of {len(events)} events are more than {most}."
            return CutSets(_named(events, found), size - 1, told)
        progress(0, len(tried))
        fails = batch.fails([frozenset().union(*(events[i].nodes for i in some)) for some in tried])
        found += [some for some, failed in zip(tried, fails, strict=True) if failed]
    return CutSets(_named(events, found), order)


def _candidates(events: Sequence[Event], found: list[tuple[int, ...]], size: int) -> Iterable[tuple[int, ...]]:
    """Combinations of events none of which is a cut set by itself."""
    alone = {some[0] for some in found if len(some) == 1}
    return combinations([i for i in range(len(events)) if i not in alone], size)


def _has_one_of(some: tuple[int, ...], found: list[tuple[int, ...]]) -> bool:
    chosen = set(some)
    return any(chosen.issuperset(smaller) for smaller in found)


def _named(events: Sequence[Event], found: list[tuple[int, ...]]) -> list[tuple[Event, ...]]:
    named = [tuple(sorted((events[i] for i in some), key=lambda e: (e.kind, e.name))) for some in found]
    return sorted(named, key=lambda some: (len(some), [(e.kind, e.name) for e in some]))
