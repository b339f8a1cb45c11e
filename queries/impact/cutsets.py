"""Minimal cut sets: the smallest sets of events that bring a node down (fault tree analysis, IEC 61025).

A single point of failure is a cut set of one. A common cause is named only where it does more than one of the nodes that it
takes would do in its place: that a country with a single point of failure in it is one, too, says nothing new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import prod

from queries.impact.alike import alike
from queries.impact.below import needed_by
from queries.impact.combining import Combination, Combining
from queries.impact.events import Event, single
from queries.impact.model import Model
from queries.impact.parallel import Parallel

MOST = 30_000_000
"""Combinations of a size that are tried: a few seconds over hundreds of nodes."""
MOST_FOUND = 100_000
"""Cut sets of a size that are listed."""
Progress = Callable[[int, int], None]
"""Combinations tried, of how many; for each size anew."""


@dataclass(frozen=True)
class CutSets:
    """What brings a node down."""

    found: list[tuple[Event, ...]]
    """The smallest first."""
    order: int
    """Up to this size all are found."""
    told: str = ""
    """Why larger ones were not looked for, or why there are none."""


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
    search = _Search(model, node, causes)
    if search.combining.down_with_nothing():
        told = f"{model.nodes[node].name} is down with nothing failed: something that it rests on needs more than it has."
        return CutSets([], order, told)
    found: list[tuple[Event, ...]] = []
    for size in range(1, order + 1):
        count = search.combining.count(size)
        if count > most:
            told = f"Sets of {size} were not looked for: {count} combinations of {search.open()} events are more than {most}."
            return CutSets(found, size - 1, told)
        search.combining.run(size, lambda tried, count=count: progress(tried, count))  # type: ignore[misc]
        if (listed := search.listed(size)) > MOST_FOUND:
            return CutSets(found, size - 1, f"Sets of {size} are not listed: there are {listed}, more than {MOST_FOUND}.")
        found += search.named(size)
    return CutSets(found, order)


def points_of_failure(model: Model, node: int, causes: Iterable[Event] = ()) -> list[Event]:
    """The single points of failure of a node, by kind and name; none for a node that is down with nothing failed."""
    return [event for (event,) in cut_sets(model, node, causes, order=1).found]


class _Search:
    """Cut sets of one node: nodes that do the same are one event while they are looked for."""

    def __init__(self, model: Model, node: int, causes: Iterable[Event]) -> None:
        nodes = needed_by(model, node)
        part = set(nodes)
        classes = alike(model, nodes)
        common = [c for c in causes if len(c.nodes & part) > 1 and node not in c.nodes]
        self._meant = [*(single(model, some) for some in classes.values()), *([c] for c in common)]
        """Of each event that is looked for, what it stands for."""
        place = {n: i for i, some in enumerate(classes.values()) for n in some}
        self._takes = {len(classes) + i: {place[n] for n in c.nodes & part} for i, c in enumerate(common)}
        """Common cause to the events that are part of it."""
        self.combining = Combining(Parallel(model, nodes), [*map(_one, classes), *(c.nodes & part for c in common)])

    def open(self) -> int:
        """Events that are no cut set by themselves."""
        return self.combining.count(1)

    def listed(self, size: int) -> int:
        """How many sets of a size there are."""
        return sum(prod(len(self._meant[place]) for place in some) for some in self._worth_saying(size))

    def named(self, size: int) -> list[tuple[Event, ...]]:
        """The sets of a size in order."""
        sets = (chosen for some in self._worth_saying(size) for chosen in product(*(self._meant[place] for place in some)))
        return sorted((tuple(sorted(some, key=_order)) for some in sets), key=lambda some: [_order(e) for e in some])

    def _worth_saying(self, size: int) -> Iterator[Combination]:
        """The sets none of whose common causes can be replaced by one of the nodes that it takes."""
        found = self.combining.found
        for some in (one for one in found if len(one) == size):
            causes = [place for place in some if place in self._takes]
            if not any(_replaced(some, cause, self._takes, found) for cause in causes):
                yield some


def _replaced(some: Combination, cause: int, takes: Mapping[int, set[int]], found: set[Combination]) -> bool:
    others = [place for place in some if place != cause]
    parts = [part for size in range(len(some)) for part in combinations(others, size)]
    return any(tuple(sorted((node, *part))) in found for node in takes[cause] for part in parts)


def _one(node: int) -> frozenset[int]:
    return frozenset([node])


def _order(event: Event) -> tuple[str, str, Sequence[int]]:
    return event.kind, event.name, sorted(event.nodes)
