"""Which page of a list is meant: its size, from which end, and between which cursors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from api.graphql.cursors import Key, after, reversed_
from api.graphql.given import Given
from api.graphql.inputs import LARGEST_PAGE, PAGE


def limit_of(size: Any) -> int:
    """A size of page; raises ValueError for one that cannot be."""
    if not 0 <= size <= LARGEST_PAGE:
        raise ValueError(f"{size} is no size of a page; it is between 0 and {LARGEST_PAGE}.")
    return int(size)


def _one_more(size: Any) -> int:
    """One node beyond the page tells whether another follows."""
    return limit_of(size) + 1


@dataclass(frozen=True)
class Window:
    """The page that a connection's arguments mean."""

    given: Given

    @property
    def backward(self) -> bool:
        """Whether it is counted from the end; raises GraphQLError when both ends are asked for."""
        first, last = self.given.get("first"), self.given.get("last")
        if first and last:
            raise last.refuse("A page has first or last, not both.")
        return last is not None

    @property
    def size(self) -> int:
        """How many it has at the most."""
        size = self.given.get("last") or self.given.get("first")
        return PAGE if size is None else limit_of(size.value)

    def limit(self, *, one_more: bool) -> str:
        """Its size, as Cypher."""
        size = self.given.get("last") or self.given.get("first")
        return str(PAGE + one_more) if size is None else size.parameter(_one_more if one_more else limit_of)

    def order(self, keys: Sequence[Key]) -> list[Key]:
        """The order in which the engine reads it."""
        return reversed_(keys) if self.backward else list(keys)

    def between(self, keys: Sequence[Key]) -> list[str]:
        """The conditions that a place is between its cursors."""
        start, end = self.given.get("after"), self.given.get("before")
        return [*([after(keys, start)] if start else []), *([after(reversed_(keys), end)] if end else [])]

    def more_ends(self) -> tuple[bool, bool]:
        """Whether, for the cursors alone, something goes before it and something follows."""
        return self.given.get("after") is not None, self.given.get("before") is not None
