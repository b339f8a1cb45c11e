"""What nodes rest on, from the bottom up: the groups whose loss brings a node down, and circles as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from queries.impact.below import reached
from queries.impact.model import TOLERANCE, Group, Level, Model
from queries.impact.promises.circles import circles


class Need(NamedTuple):
    """A group whose loss brings its owner down; one that only degrades its owner is none (`effect`)."""

    name: str
    needs: float
    members: tuple[tuple[int, float], ...]
    """Index of a node and its weight, above 0; by the id of the node."""
    switchover: Mapping[int, int]
    """Index of a node to the minutes that switching to it takes."""

    slack: float
    """The weight that can be lost; below 0 where it can never be met, which counts as down."""

    @property
    def broken(self) -> bool:
        """Whether it can never be met."""
        return self.slack < -TOLERANCE


@dataclass(frozen=True)
class Beneath:
    """The needs of every node, and an order to go through the nodes in."""

    model: Model
    needs: Mapping[int, list[Need]]
    degrading: Mapping[int, list[int]]
    """By node, what it would miss and not stop without."""
    circles: list[list[int]]
    """Nodes that need each other, mostly one by one; whatever they rest on comes before."""

    def members(self, node: int) -> Iterator[int]:
        """What a node rests on directly."""
        return (member for need in self.needs.get(node, ()) for member, _ in need.members)

    def broken(self, node: int) -> bool:
        """Whether a group of the node can never be met."""
        return any(need.broken for need in self.needs.get(node, ()))

    def all(self, node: int) -> list[int]:
        """Everything that a node rests on, itself left out unless it stands in a circle."""
        return reached(self.members(node), self.members)


def beneath(model: Model) -> Beneath:
    """The needs of a model. The order that it was loaded in makes no difference."""
    ids = model.nodes.ids
    needs: dict[int, list[Need]] = {}
    degrading: dict[int, list[int]] = {}
    for group in model.groups:
        need = _need(group, ids)
        if group.effect == Level.DOWN:
            needs.setdefault(group.owner, []).append(need)
        else:
            degrading.setdefault(group.owner, []).extend(member for member, _ in need.members)
    for some in needs.values():
        some.sort(key=lambda n: (len(n.members), n.name, [ids[m] for m, _ in n.members]))
    first = sorted(needs, key=lambda n: ids[n])
    steps = {owner: list(dict.fromkeys(m for need in some for m, _ in need.members)) for owner, some in needs.items()}
    return Beneath(model, needs, degrading, circles(first, steps))


def _need(group: Group, ids: list[str]) -> Need:
    members = sorted(((m, w) for m, w in group.members.items() if w > 0), key=lambda its: ids[its[0]])
    return Need(group.name, group.needs, tuple(members), group.switchover, sum(w for _, w in members) - group.needs)
