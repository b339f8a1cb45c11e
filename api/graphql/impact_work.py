"""How answers about impact keep within what a server can bear: long work in threads that end with the request, and list sizes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from threading import Event
from typing import Any, TypeVar

from api.graphql.inputs import LARGEST_PAGE
from graph.errors import WrongUse

T = TypeVar("T")


class NobodyWaits(Exception):
    """The request was given up, or its client has gone."""


async def worked_out(work: Callable[..., T], *given: Any, **more: Any) -> T:
    """What the work gives, in a thread; it takes `progress`, and ends the next time it tells some once nobody waits for it."""
    left = Event()

    def heed(*_: object) -> None:
        if left.is_set():
            raise NobodyWaits

    try:
        return await asyncio.to_thread(work, *given, progress=heed, **more)
    finally:
        left.set()


def size(first: int) -> int:
    """The size of a list; raises WrongUse for one that cannot be."""
    if not 0 <= first <= LARGEST_PAGE:
        raise WrongUse(f"{first} is no size of a list.", where="first", remedy=f"Give 0 to {LARGEST_PAGE}.")
    return first


def some(found: Sequence[T], first: int | None) -> Sequence[T]:
    """The first so many; without a size all of them. Raises WrongUse for more than a list may have."""
    if first is not None:
        return found[: size(first)]
    if len(found) > LARGEST_PAGE:
        raise WrongUse(f"There are {len(found)} rows, and {LARGEST_PAGE} is the limit.", remedy="Give it `first`.")
    return found
