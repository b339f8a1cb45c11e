"""Assessments by framework and day: today's is remembered until a load ends; of other days the latest few are kept."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from api.pages.site import Site
from graph.engine import Engine
from graph.records.history import past
from queries.assessment.assess import assess
from queries.assessment.model import Assessment
from queries.frameworks import Framework
from queries.impact.snapshot import ended_runs

Key = tuple[str, str, int]
"""Framework, day, and how many loads have ended."""
KEPT = 8
"""So many assessments of other days."""


class Days:
    """Assessments of any day; another day than today is worked out alone, since a past one takes a graph of its own."""

    def __init__(self, site: Site) -> None:
        self._site, self._turn = site, asyncio.Lock()
        self._known: set[Key] = set()
        self._kept: OrderedDict[Key, Assessment] = OrderedDict()

    async def at_hand(self, framework: Framework, day: str) -> bool:
        """Whether it was worked out here since the last load."""
        key = await self._key(framework, day)
        return key in self._known or key in self._kept

    async def on(self, framework: Framework, day: str) -> Assessment:
        """The assessment; raises WrongUse for a day that the graph knows nothing of."""
        key = await self._key(framework, day)
        if day == self._site.today:
            found = await self._site.assessment(framework.id)
            self._known = {one for one in self._known if one[1:] == key[1:]} | {key}
            return found
        async with self._turn:
            return await self._other(framework, key)

    async def _other(self, framework: Framework, key: Key) -> Assessment:
        if key not in self._kept:
            async with self.graph(key[1]) as engine:
                self._kept[key] = await assess(engine, framework, today=key[1], known=self._site.known)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]

    async def _key(self, framework: Framework, day: str) -> Key:
        return framework.id, day, await ended_runs(self._site.engine())

    @asynccontextmanager
    async def graph(self, day: str) -> AsyncIterator[Engine]:
        """The graph of a day: as it is from today on, a rebuilt one for a day that has passed."""
        if day >= self._site.today:
            yield self._site.unhurried()
            return
        async with past(self._site.unhurried(), day) as there:
            yield there
