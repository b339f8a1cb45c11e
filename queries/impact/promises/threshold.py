"""At least so much of weighted parts, exactly, by dynamic programming over the weights (k out of n; IEC 61025)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

from queries.impact.model import TOLERANCE

LARGEST = 4_000
"""Steps that one operation may take; what takes more is left out, and the answer is called a bound."""
T = TypeVar("T")


class TooLarge(Exception):
    """It would take more than `LARGEST` steps."""


@dataclass(frozen=True)
class Algebra(Generic[T]):
    """How values that say when something is there are joined."""

    both: Callable[[T, T], T]
    either: Callable[[T, T], T]
    always: T
    never: T


def at_least(parts: Sequence[tuple[T, float]], amount: float, algebra: Algebra[T]) -> T:
    """When parts (a value, and its weight above 0) that are there weigh at least the amount; raises TooLarge.

    Weights are counted in whole tolerances: sums of decimals are exact then.
    """
    weights = [round(weight / TOLERANCE) for _, weight in parts]
    left = [*reversed(list(accumulate(reversed(weights)))), 0]
    wanted = round(amount / TOLERANCE) - 1
    open_ = _open(weights, wanted, left)
    known: dict[int, T] = {}

    def settled(some: int, place: int) -> T:
        if some <= 0:
            return algebra.always
        return algebra.never if some > left[place] else known[some]

    for place in range(len(parts) - 1, -1, -1):
        value, weight = parts[place][0], weights[place]
        known = {
            some: algebra.either(algebra.both(value, settled(some - weight, place + 1)), settled(some, place + 1))
            for some in open_[place]
        }
    return settled(wanted, 0)


def _open(weights: Sequence[int], amount: int, left: Sequence[int]) -> list[set[int]]:
    """Before each part, the amounts that may still be wanted and that neither every nor no choice of the rest meets."""
    found: list[set[int]] = []
    wanted, steps = {amount}, 0
    for place in range(len(weights) + 1):
        wanted = {some for some in wanted if 0 < some <= left[place]}
        found.append(wanted)
        if (steps := steps + len(wanted)) > LARGEST:
            raise TooLarge
        if place < len(weights):
            wanted = wanted | {some - weights[place] for some in wanted}
    return found
