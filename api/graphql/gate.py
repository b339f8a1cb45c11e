"""So many requests at once and no more: one more is told at once when to come back, instead of waiting with all the others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from api.graphql.requests import Refused


class Gate:
    """Counts the requests that are being answered."""

    def __init__(self, places: int) -> None:
        self.places, self.taken = places, 0

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place until the end of the block; raises Refused (503) when all are taken."""
        if self.taken >= self.places:
            why = f"{self.places} requests are being answered, which is the limit. Try again in a second."
            raise Refused(503, why, **{"retry-after": "1"})
        self.taken += 1
        try:
            yield
        finally:
            self.taken -= 1
