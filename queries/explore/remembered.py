"""What takes long to work out and changes only with a load, kept until the next load ends."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from weakref import WeakValueDictionary

from graph.engine import Engine
from queries.impact.snapshot import ended_runs

MOST = 64
"""So many values are kept; the one that was asked for longest ago goes first."""
T = TypeVar("T")


@dataclass
class Remembered:
    """The latest values of one graph, by key."""

    _values: dict[Hashable, tuple[int, str, Any]] = field(default_factory=dict)
    _turns: WeakValueDictionary[Hashable, asyncio.Lock] = field(default_factory=WeakValueDictionary)

    async def value(self, engine: Engine, key: Hashable, work: Callable[[], Awaitable[T]], *, day: str = "") -> T:
        """What `work` gave last, or gives now; those who ask for it at the same time wait for one working out.

        It is worked out again after a load has ended, and on another `day`.
        """
        turn = self._turns.setdefault(key, asyncio.Lock())
        async with turn:
            runs = await ended_runs(engine)
            kept = self._values.pop(key, None)
            if kept is None or kept[:2] != (runs, day):
                kept = (runs, day, await work())
            self._values[key] = kept
            if len(self._values) > MOST:
                del self._values[next(iter(self._values))]
            found: T = kept[2]
            return found
