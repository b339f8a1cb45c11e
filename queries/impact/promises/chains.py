"""The chain from a node to the dependency that breaks its promise: the worst is looked at first."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heappop, heappush

from queries.impact.promises.measures import Measure


def chain(measure: Measure, start: int) -> list[int]:
    """Nodes from the start to the one that breaks its promise; the start alone where a group of its own can never be met."""
    ids = measure.beneath.model.nodes.ids
    above: dict[int, int] = {}
    waiting: list[tuple[float, float, int, str, int, int, bool]] = []

    def look(node: int, far: int) -> None:
        for step in measure.steps(node):
            heappush(waiting, (step.need, step.delivered, far, ids[step.member], step.member, node, step.last))

    if measure.beneath.broken(start):
        return [start]
    look(start, 1)
    while waiting:
        _, _, far, _, member, owner, last = heappop(waiting)
        if last:
            return [*_back(above, start, owner), member]
        if member in above or member == start:
            continue
        above[member] = owner
        if measure.beneath.broken(member) or measure.breaks(member):
            return _back(above, start, member)
        look(member, far + 1)
    return [start]


def _back(above: Mapping[int, int], start: int, node: int) -> list[int]:
    path = [node]
    while path[-1] != start:
        path.append(above[path[-1]])
    return path[::-1]
