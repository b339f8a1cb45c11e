"""The tree of groups that led to a node's state: each group that is short, and under it the members that are not up."""

from __future__ import annotations

from dataclasses import dataclass, field

from queries.impact.causes import Explained
from queries.impact.words import counted


@dataclass(frozen=True)
class Reason:
    """A node in the tree, or a group of one."""

    text: str
    """In words."""
    because: list[Reason] = field(default_factory=list)


def why(explained: Explained, node: int) -> Reason:
    """The tree of one node; a node that stands above in the tree is named and not opened again."""
    return _node(explained, node, frozenset())


def _node(explained: Explained, node: int, above: frozenset[int]) -> Reason:
    it = explained.model.nodes[node]
    level = explained.level(node)
    state = level.name.lower() if level else "up, redundancy lost" if node in explained.outcome.lost else "up"
    text = f"{it.name} is {state}"
    if node in above:
        return Reason(f"{text} (see above)")
    groups = [
        _group(explained, place, above | {node}) for place in explained.model.groups_of.get(node, ()) if _short(explained, place)
    ]
    return Reason(f"{text}: it failed in this scenario" if node in explained.failed else text, groups)


def _short(explained: Explained, place: int) -> bool:
    standing = explained.standing(place)
    return standing.hurt or bool(standing.level)


def _group(explained: Explained, place: int, above: frozenset[int]) -> Reason:
    standing = explained.standing(place)
    short = [n for n in sorted(standing.group.members, key=lambda n: explained.model.nodes[n].name) if explained.level(n)]
    return Reason(counted(standing, explained.model), [_node(explained, n, above) for n in short])
