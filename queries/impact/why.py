"""The tree of groups that led to a node's state: each group that is short, and under it the members that are not up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

from queries.impact.causes import Explained, Standing
from queries.impact.propagation import LOST, UP
from queries.impact.words import counted

_Part = int | Standing
"""A node, or a group that led to its state."""


class Line(NamedTuple):
    """A node in the tree, or a group of one."""

    depth: int
    """0 for the node that is explained; its groups have 1, their members 2, and so on."""
    text: str
    """In words."""
    parent: int | None
    """Which line it explains, counted from 0; None for the first."""


@dataclass(frozen=True)
class Reason:
    """The same with what led to it."""

    text: str
    """In words."""
    because: list[Reason] = field(default_factory=list)


def why(explained: Explained, node: int) -> Reason:
    """The tree of one node, as `lines` has it."""
    made: list[Reason] = []
    for line in lines(explained, node):
        made.append(Reason(line.text))
        if line.parent is not None:
            made[line.parent].because.append(made[-1])
    return made[0]


def lines(explained: Explained, node: int) -> Iterator[Line]:
    """The tree of one node from top to bottom, the worst first; a node that stands above is named and not opened again.

    So there are no more lines than what happened to nodes and groups, and whoever has read enough of them may stop.
    """
    opened: set[int] = set()
    waiting: list[tuple[int, int | None, _Part]] = [(0, None, node)]
    for place in count():
        if not waiting:
            return
        depth, parent, it = waiting.pop()
        text, inner = _group(explained, it) if isinstance(it, Standing) else _node(explained, it, opened)
        yield Line(depth, text, parent)
        waiting += [(depth + 1, place, one) for one in reversed(inner)]


def _node(explained: Explained, node: int, opened: set[int]) -> tuple[str, Sequence[_Part]]:
    state, name = explained.outcome.state(node), explained.model.nodes.names[node]
    state = f"{UP}, {LOST}" if state == LOST else state
    text, groups = f"{name} is {state}", explained.standings(node)
    if node in opened and groups:
        return f"{text} (see above)", ()
    opened.add(node)
    return f"{text}: it failed in this scenario" if node in explained.failed else text, groups


def _group(explained: Explained, standing: Standing) -> tuple[str, Sequence[_Part]]:
    short = [n for n in standing.group.members if explained.level(n)]
    short.sort(key=lambda n: (explained.model.nodes.names[n], explained.model.nodes.ids[n]))
    return counted(standing, explained.model), short
