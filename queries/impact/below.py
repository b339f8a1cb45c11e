"""What a node rests on: everything whose failure can bring it down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from queries.impact.model import Group, Level, Model

T = TypeVar("T")
M = TypeVar("M", np.bool_, np.uint64)


def reached(first: Iterable[T], onward: Callable[[T], Iterable[T]]) -> list[T]:
    """These, and everything that one of them leads to, directly or through others; each once."""
    found = dict.fromkeys(first)
    waiting = list(found)
    while waiting:
        for one in onward(waiting.pop()):
            if one not in found:
                found[one] = None
                waiting.append(one)
    return list(found)


def breaking(model: Model, node: int) -> Iterator[Group]:
    """The groups whose loss brings the node down; one that only degrades it is left out."""
    groups = (model.groups[place] for place in model.groups_of(node))
    return (group for group in groups if group.effect == Level.DOWN)


def needed_by(model: Model, node: int) -> list[int]:
    """Everything that a node rests on, directly or through others, each after what it rests on; itself last.

    In a circle, which comes first is of no matter.
    """
    found: list[int] = []
    seen = {node}
    waiting = [(node, _members(model, node))]
    while waiting:
        owner, members = waiting[-1]
        for member in members:
            if member not in seen:
                seen.add(member)
                waiting.append((member, _members(model, member)))
                break
        else:
            found.append(owner)
            waiting.pop()
    return found


def _members(model: Model, node: int) -> Iterator[int]:
    return (n for group in breaking(model, node) for n, weight in group.members.items() if weight > 0)


class Rests:
    """What each node rests on, ready for asking of many nodes of a model."""

    def __init__(self, model: Model) -> None:
        groups = model.groups
        place = groups.of_members
        down = (groups.effects[place] == Level.DOWN) & (groups.weights > 0)
        self._begins = np.searchsorted(groups.owners[place[down]], np.arange(len(model.nodes) + 1)).tolist()
        self._members: list[int] = groups.members[down].tolist()

    def on(self, nodes: Iterable[int]) -> set[int]:
        """These nodes, and everything that one of them rests on, directly or through others."""
        found = set(nodes)
        waiting = list(found)
        while waiting:
            node = waiting.pop()
            new = [m for m in self._members[self._begins[node] : self._begins[node + 1]] if m not in found]
            found.update(new)
            waiting += new
        return found


def resting_on(model: Model, nodes: Iterable[int]) -> NDArray[np.bool_]:
    """Of every node, whether it rests on one of these, directly or through others, or is one of them; redundancy ignored."""
    marks = np.zeros(len(model.nodes), np.bool_)
    marks[list(nodes)] = True
    return _carried(model, marks)


def resting_on_each(model: Model, nodes: Sequence[int]) -> NDArray[np.uint64]:
    """The same of at most 64 nodes at once: a bit of each, the lowest for the first."""
    marks = np.zeros(len(model.nodes), np.uint64)
    np.bitwise_or.at(marks, list(nodes), np.uint64(1) << np.arange(len(nodes), dtype=np.uint64))
    return _carried(model, marks)


def _carried(model: Model, marks: NDArray[M]) -> NDArray[M]:
    """Every node also has the marks of what it needs."""
    new = np.flatnonzero(marks).astype(np.int32)
    while new.size:
        which, at = model.memberships.of(new)
        owners = model.groups.owners[model.memberships.groups[at]]
        before = marks[owners]
        np.bitwise_or.at(marks, owners, marks[new][which])
        new = np.unique(owners[marks[owners] != before])
    return marks
