"""Circles: nodes that lead to each other (strongly connected components; Tarjan, 1972)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence


def circles(first: Iterable[int], steps: Mapping[int, Sequence[int]]) -> list[list[int]]:
    """The circles in what the first nodes lead to, each after those that it leads to; a node in none is one by itself."""
    walk = _Walk(steps)
    for node in first:
        if node not in walk.number:
            walk.through(node)
    return walk.found


class _Walk:
    """A walk in depth, without recursion."""

    def __init__(self, steps: Mapping[int, Sequence[int]]) -> None:
        self.steps = steps
        self.found: list[list[int]] = []
        self.number: dict[int, int] = {}
        self._lowest: dict[int, int] = {}
        self._open: dict[int, None] = {}

    def through(self, node: int) -> None:
        waiting = [self._enter(node)]
        while waiting:
            owner, rest = waiting[-1]
            new = next((member for member in rest if self._is_new(owner, member)), None)
            if new is not None:
                waiting.append(self._enter(new))
                continue
            waiting.pop()
            self._leave(owner)
            if waiting:
                above = waiting[-1][0]
                self._lowest[above] = min(self._lowest[above], self._lowest[owner])

    def _is_new(self, owner: int, member: int) -> bool:
        if member in self._open:
            self._lowest[owner] = min(self._lowest[owner], self.number[member])
        return member not in self.number

    def _enter(self, node: int) -> tuple[int, Iterator[int]]:
        self.number[node] = self._lowest[node] = len(self.number)
        self._open[node] = None
        return node, iter(self.steps.get(node, ()))

    def _leave(self, node: int) -> None:
        if self._lowest[node] == self.number[node]:
            circle: list[int] = []
            while node not in circle[-1:]:
                circle.append(self._open.popitem()[0])
            self.found.append(circle)
