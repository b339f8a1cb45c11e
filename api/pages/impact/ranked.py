"""What each of a kind takes down, worked out once after each load for every page that shows it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from api.pages.site import Site
from queries.impact.blast import Radius, radii
from queries.impact.events import Event
from queries.impact.kinds import Kind
from queries.impact.propagation import Propagation


async def ranked(site: Site, by: Kind, propagation: Propagation, events: Iterable[Event]) -> list[Radius]:
    """The radius of every event of a kind, the heaviest first."""
    return await site.remember(("radii", by), lambda _: asyncio.to_thread(radii, propagation, events))
