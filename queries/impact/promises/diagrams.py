"""Binary decision diagrams: when something works, exactly, however much its parts share (IEC 61025; Bryant, 1986).

A diagram is a number. Equal functions of the same variables have the same number. Variables are numbers too; the lower is asked
first. Only what works as long as enough works is built, so there is no negation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from queries.impact.promises.threshold import LARGEST, TooLarge

NEVER, ALWAYS = 0, 1
MOST = 2_000_000
"""Nodes of all diagrams together."""
_LAST = 1 << 60
Pair = tuple[int, int]


class Diagrams:
    """A table of diagrams that share their parts."""

    def __init__(self) -> None:
        self._nodes = [(_LAST, NEVER, NEVER), (_LAST, ALWAYS, ALWAYS)]
        self._numbers: dict[tuple[int, int, int], int] = {}

    def all_of(self, variables: Sequence[int]) -> int:
        """Every one of the variables; raises TooLarge."""
        if len(variables) > LARGEST:
            raise TooLarge
        made = ALWAYS
        for variable in sorted(variables, reverse=True):
            made = self._node(variable, NEVER, made)
        return made

    def both(self, one: int, other: int) -> int:
        """One and the other; raises TooLarge."""
        return self._joined(one, other, NEVER)

    def either(self, one: int, other: int) -> int:
        """One or the other; raises TooLarge."""
        return self._joined(one, other, ALWAYS)

    def chance(self, diagram: int, works: Callable[[int], float]) -> float:
        """The probability of a diagram, from those of its variables, which are independent."""
        chances = {NEVER: 0.0, ALWAYS: 1.0}
        for number in self._parts(diagram):
            variable, low, high = self._nodes[number]
            chances[number] = chances[low] + works(variable) * (chances[high] - chances[low])
        return chances[diagram]

    def _parts(self, diagram: int) -> list[int]:
        """The numbers in a diagram, each after those it leads to: what is made later has the higher number."""
        found, waiting = set[int](), [diagram]
        while waiting:
            number = waiting.pop()
            if number > ALWAYS and number not in found:
                found.add(number)
                waiting += self._nodes[number][1:]
        return sorted(found)

    def _node(self, variable: int, low: int, high: int) -> int:
        if low == high:
            return low
        key = (variable, low, high)
        if key not in self._numbers:
            if len(self._nodes) >= MOST:
                raise TooLarge
            self._numbers[key] = len(self._nodes)
            self._nodes.append(key)
        return self._numbers[key]

    def _joined(self, one: int, other: int, absorbing: int) -> int:
        known: dict[Pair, int] = {}
        waiting = [(one, other)]
        while True:
            pair = waiting[-1]
            if (plain := _plain(pair, absorbing, known)) is not None:
                waiting.pop()
                if not waiting:
                    return plain
                continue
            variable, low, high = self._split(pair)
            lower, higher = _plain(low, absorbing, known), _plain(high, absorbing, known)
            if lower is None or higher is None:
                waiting += [part for part, plain in ((low, lower), (high, higher)) if plain is None]
            elif len(known) >= LARGEST:
                raise TooLarge
            else:
                known[pair] = self._node(variable, lower, higher)

    def _split(self, pair: Pair) -> tuple[int, Pair, Pair]:
        (v, v_low, v_high), (w, w_low, w_high) = self._nodes[pair[0]], self._nodes[pair[1]]
        if v == w:
            return v, (v_low, w_low), (v_high, w_high)
        return (v, (v_low, pair[1]), (v_high, pair[1])) if v < w else (w, (pair[0], w_low), (pair[0], w_high))


def _plain(pair: Pair, absorbing: int, known: dict[Pair, int]) -> int | None:
    """What a pair comes to where that needs no work."""
    one, other = pair
    if one == other or other == 1 - absorbing:
        return one
    if absorbing in pair:
        return absorbing
    return other if one == 1 - absorbing else known.get(pair)
