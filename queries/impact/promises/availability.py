"""Availability that can be promised: fault tree analysis (IEC 61025) with what is promised as its probabilities.

**The model.** A node works when it does not fail by itself and each of its groups has the weight that it needs. Nodes fail by
themselves independently of each other. A figure that is promised of a node is about all that its users see, with what lies
beneath; so the node delivers its figure, or what lies beneath can deliver where that is less. How often it fails by itself
follows: promised divided by deliverable. In series this multiplies; k out of n, with weights, is worked out exactly, and what
several paths share fails on all of them at once. A node of which nothing is promised never fails by itself.

**Exact or a bound.** What a node cannot do without is kept as a set, the rest as a binary decision diagram. Where a diagram would
take more than `LARGEST` steps, that group is taken never to fail beyond what all of it cannot do without: the figure can
only rise. In a circle of several promises it is not known who fails by itself; then nobody does, and a node is at most as
available as the least promise that it cannot do without. What rests on something inexact is held in the same way. So a bound is
never below what is exact, and a finding never too strict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import prod
from operator import and_, or_
from typing import NamedTuple

from queries.impact.model import TOLERANCE
from queries.impact.promises.diagrams import ALWAYS, NEVER, Diagrams
from queries.impact.promises.order import Beneath, Need
from queries.impact.promises.threshold import Algebra, TooLarge, at_least

SWEEPS = 100
"""Times that a circle is gone round until nothing changes; stopped before, it is a bound."""
_SETS = Algebra(and_, or_, -1, 0)


class _Works(NamedTuple):
    """When a node or group works: all of a set of promises hold, and a diagram does."""

    must: int = 0
    """The promises, as bits."""
    rest: int = ALWAYS
    exact: bool = True


_FREE = _Works()


class Availability:
    """What every node can deliver, 0 to 1."""

    def __init__(self, beneath: Beneath, promised: Mapping[int, float]) -> None:
        self._beneath, self._promised = beneath, promised
        self._diagrams = Diagrams()
        self._algebra = Algebra(self._diagrams.both, self._diagrams.either, ALWAYS, NEVER)
        self._works: dict[int, _Works] = {}
        self._bit: dict[int, int] = {}
        self._alone: list[float] = []
        """By bit: the probability that the node does not fail by itself."""
        self._kept: list[float] = []
        """By bit: what the node delivers at most."""
        self._unknown = 0
        """Bits of nodes of which it is not known how often they fail by themselves."""
        self._values: dict[int, float] = {}
        for circle in beneath.circles:
            self._close(circle)

    def exact(self, node: int) -> bool:
        """Whether `value` is exact under the model, and no bound."""
        return self._works.get(node, _FREE).exact

    def value(self, node: int) -> float:
        """How available a node is as far as what it rests on goes; never too low."""
        if node not in self._values:
            self._values[node] = self._chance(self._works.get(node, _FREE), self._own(node))
        return self._values[node]

    def delivered(self, node: int) -> float:
        """What those above can count on."""
        return min(self._promised.get(node, 1.0), self.value(node))

    def of_need(self, owner: int, need: Need) -> float:
        """How available one group of a node is; never too low."""
        return self._chance(self._needed(need, self._must(need)), self._own(owner))

    def _own(self, node: int) -> int:
        return 1 << self._bit[node] if node in self._bit else 0

    def _chance(self, works: _Works, own: int) -> float:
        places, there = [*_bits(works.must & ~own)], works.must | own
        rest = self._diagrams.chance(works.rest, lambda bit: 1.0 if there >> bit & 1 else self._alone[bit])
        return min([prod(self._alone[bit] for bit in places) * rest, *(self._kept[bit] for bit in places)])

    def _close(self, circle: list[int]) -> None:
        """Works out a circle, of which everything beneath is known."""
        stating = [node for node in circle if node in self._promised]
        for node in stating:
            self._bit[node] = len(self._bit)
            self._alone.append(1.0)
            self._kept.append(self._promised[node])
        known = len(stating) < 2 and all(self.exact(m) for n in circle for m in self._beneath.members(n))
        if not known:
            self._unknown |= sum(map(self._own, stating))
        self._settle(circle, known)
        for node in stating:
            self._keep(node)

    def _keep(self, node: int) -> None:
        bit, value = self._bit[node], self.value(node)
        self._kept[bit] = self.delivered(node)
        if self.exact(node) and value > 0:
            self._alone[bit] = min(1.0, self._promised[node] / value)

    def _settle(self, circle: list[int], known: bool) -> None:
        """The greatest fixpoint of working, as states are the least of failing; each step is a bound by itself."""
        self._works.update((node, _Works(self._own(node), ALWAYS, known)) for node in circle)
        self._sweep(circle, lambda n: self._works[n]._replace(must=self._musts(n)), sweeps=len(circle) + 1)
        ended = self._sweep(circle, self._rest, SWEEPS)
        if not ended or not all(self._works[n].exact for n in circle):
            self._works.update((n, self._works[n]._replace(exact=False)) for n in circle)

    def _sweep(self, circle: list[int], again: Callable[[int], _Works], sweeps: int) -> bool:
        """Works nodes out again until nothing they rest on changes; whether that came to an end."""
        waiting = circle
        for _ in range(sweeps):
            changed = {node for node in waiting if self._changed(node, again(node))}
            waiting = [n for n in circle if not changed.isdisjoint(self._beneath.members(n))]
            if not waiting:
                return True
        return False

    def _changed(self, node: int, works: _Works) -> bool:
        before, self._works[node] = self._works[node], works
        return before != works

    def _musts(self, node: int) -> int:
        must = self._own(node)
        for need in self._beneath.needs.get(node, ()):
            must |= self._must(need)
        return must

    def _must(self, need: Need) -> int:
        """The promises each of which the group cannot do without."""
        parts = [(self._works.get(member, _FREE).must, weight) for member, weight in need.members]
        if need.broken or len(parts) == 1:
            return 0 if need.broken else parts[0][0]
        try:
            return at_least(parts, max(need.slack, 0.0) + 3 * TOLERANCE, _SETS)
        except TooLarge:
            return 0

    def _rest(self, node: int) -> _Works:
        """The groups of a node together; what would be too large is left out."""
        made = self._works[node]._replace(rest=ALWAYS)
        for need in self._beneath.needs.get(node, ()):
            one = self._needed(need, self._must(need))
            try:
                made = made._replace(rest=self._diagrams.both(made.rest, one.rest), exact=made.exact and one.exact)
            except TooLarge:
                made = made._replace(exact=False)
        return made

    def _needed(self, need: Need, must: int) -> _Works:
        """When the group works, its must apart."""
        members = [(self._works.get(member, _FREE), weight) for member, weight in need.members]
        if len(members) == 1 and not need.broken:
            return _Works(must, members[0][0].rest)
        try:
            return _Works(
                must, at_least([(self._part(works, must), weight) for works, weight in members], need.needs, self._algebra)
            )
        except TooLarge:
            return _Works(must, ALWAYS, exact=False)

    def _part(self, works: _Works, must: int) -> int:
        alone = self._diagrams.all_of([*_bits(works.must & ~must & ~self._unknown)])
        return self._diagrams.both(alone, works.rest)


def _bits(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
