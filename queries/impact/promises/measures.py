"""Each kind of promise, seen as one: what can be promised, and where to look for what breaks it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from queries.impact.promises.availability import Availability
from queries.impact.promises.objectives import Objectives
from queries.impact.promises.order import Beneath, Need


class Step(NamedTuple):
    """A way from a node to a member of one of its groups; what sorts first is worse."""

    need: float
    """How bad the group is; less is worse."""
    delivered: float
    """How bad the member is; less is worse."""
    member: int
    last: bool = False
    """Whether the promise breaks here for sure: the spare that is switched to."""


class Measure(Protocol):
    """How a kind of promise is worked out."""

    @property
    def beneath(self) -> Beneath:
        """What every node rests on."""

    def value(self, node: int) -> float:
        """What lies beneath a node can promise."""

    def exact(self, node: int) -> bool:
        """Whether that is no bound, silence apart."""

    def steps(self, node: int) -> Iterable[Step]:
        """Where the chain can go on."""

    def breaks(self, node: int) -> bool:
        """Whether a node's own promise is what those above it get."""

    def switchover(self, path: Sequence[int]) -> int | None:
        """Minutes that the slowest group of these nodes is interrupted while it switches to a spare; None where none does."""


@dataclass(frozen=True)
class OfAvailability:
    """The weakest group first, in it the weakest member."""

    beneath: Beneath
    promised: Mapping[int, float]
    found: Availability
    _steps: dict[int, list[Step]] = field(default_factory=dict)

    def value(self, node: int) -> float:
        """Percent."""
        return 100 * self.found.value(node)

    def exact(self, node: int) -> bool:
        """Whether it is no bound."""
        return self.found.exact(node)

    def steps(self, node: int) -> list[Step]:
        """Every member of every group."""
        if node not in self._steps:
            self._steps[node] = [
                Step(available, self.found.delivered(member), member)
                for need in self.beneath.needs.get(node, ())
                for available in [self.found.of_need(node, need)]
                for member, _ in need.members
            ]
        return self._steps[node]

    def breaks(self, node: int) -> bool:
        """Whether it promises no more than what lies beneath can give, and not all."""
        return self.promised.get(node, 1.0) <= self.found.value(node) and self.promised.get(node, 1.0) < 1

    def switchover(self, path: Sequence[int]) -> int | None:  # noqa: ARG002
        """None: how long it takes to switch is no share of the time."""
        return None


@dataclass(frozen=True)
class OfObjectives:
    """The slowest group first, in it the member that it waits for."""

    beneath: Beneath
    promised: Mapping[int, float]
    found: Objectives

    def value(self, node: int) -> float:
        """Minutes."""
        return self.found.value(node)

    def exact(self, node: int) -> bool:  # noqa: ARG002
        """Always."""
        return True

    def steps(self, node: int) -> Iterator[Step]:
        """The members that a group waits for, or the slowest spare where switching takes longer."""
        for need in self.beneath.needs.get(node, ()):
            back, switched = self.found.back(need), self.found.switchover(need)
            minutes = max(back, switched)
            if 0 < switched == minutes:
                yield Step(-minutes, -minutes, self._switched(need, minutes), last=True)
            for member, _ in need.members:
                if (its := self.found.delivered(member)) <= back == minutes:
                    yield Step(-minutes, -its, member)

    def breaks(self, node: int) -> bool:
        """Whether it takes as long by itself as what lies beneath."""
        return self.promised.get(node, 0.0) >= self.found.value(node)

    def switchover(self, path: Sequence[int]) -> int | None:
        """The longest along the path."""
        needs = (need for node in path for need in self.beneath.needs.get(node, ()))
        return int(max(map(self.found.switchover, needs), default=0)) or None

    def _switched(self, need: Need, minutes: float) -> int:
        """The member that takes so long to switch to, or to repair where that is sooner."""
        slow = [m for m, _ in need.members if need.switchover.get(m, 0) == minutes]
        return (slow or [m for m, _ in need.members if self.found.delivered(m) == minutes])[0]
