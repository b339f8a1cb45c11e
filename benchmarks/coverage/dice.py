"""Chance in the words of an estate: often, about so many, a day around today. The same seed gives the same estate."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta

TODAY = "2026-11-23"
_FIRST, _LAST = -2_000, 2_000
_DAYS = [(date.fromisoformat(TODAY) + timedelta(days)).isoformat() for days in range(_FIRST, _LAST)]
_MOST = 400
"""Links that one node draws of one sort."""

Amount = Callable[["Dice"], int]
"""How many."""


class Dice(random.Random):
    """A random number generator with the questions that an estate asks."""

    def often(self, share: float) -> bool:
        """True in that share of all cases."""
        return self.random() < share

    def day(self, earliest: int, latest: int) -> str:
        """A day between two, both counted from today."""
        return _DAYS[self.randint(earliest, latest) - _FIRST]

    def place(self, count: int, skew: float) -> int:
        """One of so many places, the first ones the more often the greater the skew; 1 draws all alike."""
        return int(count * self.random() ** skew)


def usually(number: int, *, none: float = 0.0, more: float = 0.0) -> Amount:
    """So many, with these shares of nodes that have none and one more."""

    def drawn(dice: Dice) -> int:
        share = dice.random()
        return 0 if share < none else number + 1 if share < none + more else number

    return drawn


def about(mean: float) -> Amount:
    """So many on average, with a long tail: a node in a hundred has more than six times as many."""
    return lambda dice: min(int(dice.lognormvariate(0, 1) * mean / 1.65 + dice.random()), _MOST)


def weighted(values: Sequence[str | None], *weights: int) -> list[str | None]:
    """A list to choose from, in which each value stands as often as it weighs."""
    return [value for value, weight in zip(values, weights, strict=True) for _ in range(weight)]
