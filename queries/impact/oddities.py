"""What about a node's dependencies contradicts itself or cannot be, and how it was read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from queries.impact.links import Links
from queries.impact.model import Oddity
from queries.impact.sorting import Sorted, over


def oddities(given: Sorted, ids: Sequence[str]) -> list[Oddity]:
    """Everything odd, group by group, in the order of the groups."""
    it, first, told = given.links, given.link_at, defaultdict[int, list[str]](list)
    for link in np.flatnonzero((it.weight <= 0) | (it.minutes < 0)).tolist():
        told[int(np.searchsorted(first, link, "right")) - 1] += _odd_link(it, link, ids)
    for group, reason in _odd_needs(given):
        told[group].append(reason)
    return [
        Oddity(ids[it.start[first[group]]], it.names[it.group[first[group]]], reason)
        for group, reasons in sorted(told.items())
        for reason in sorted(reasons)
    ]


def _odd_link(it: Links, link: int, ids: Sequence[str]) -> Iterator[str]:
    end = ids[it.end[link]]
    if it.weight[link] <= 0:
        yield f"{end} has weight {it.weight[link]:g}; it counts as nothing."
    if it.minutes[link] < 0:
        yield f"Switching to {end} takes {it.minutes[link]:g} minutes; it counts as 0."


def _odd_needs(given: Sorted) -> Iterator[tuple[int, str]]:
    groups, named = given.groups, np.flatnonzero(given.groups.codes)
    said, sizes = given.links.needs[given.links.group > 0], np.diff(given.link_at, append=len(given.links.needs))[named]
    ends = np.cumsum(sizes)
    most, least = over(np.fmax, said, ends - sizes), over(np.fmin, said, ends - sizes)
    for place in np.flatnonzero(most > least).tolist():
        some = said[ends[place] - sizes[place] : ends[place]]
        numbers = ", ".join(f"{number:g}" for number in np.unique(some[~np.isnan(some)]))
        yield int(named[place]), f"Its records disagree on what it needs ({numbers}); the larger counts."
    for place in np.flatnonzero(most <= 0).tolist():
        yield int(named[place]), f"It needs {most[place]:g}, which nothing can fail to meet; all of it counts as needed."
    for group in named[groups.needs[named] > groups.totals[named]].tolist():
        needs, total = groups.needs[group], groups.totals[group]
        yield group, f"It needs {needs:g} and has {total:g} with every member up; it counts as down."
