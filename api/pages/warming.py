"""What the first readers would wait for, read as soon as the server has its engine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from api.pages.impact.choices import choices
from api.pages.responsibility.page import duties_of
from api.pages.site import Site
from api.pages.start import counted, read
from api.pages.suppliers.register import register
from graph.errors import ClausegraphError


@asynccontextmanager
async def warmed(site: Site) -> AsyncIterator[None]:
    """Reads it beside the body; whoever asks meanwhile waits for the same reading."""
    reading = asyncio.create_task(_read(site))
    try:
        yield
    finally:
        reading.cancel()
        with suppress(asyncio.CancelledError):
            await reading


async def _read(site: Site) -> None:
    """One after the other, to leave room for readers; whoever asks for what cannot be read is told why."""
    with suppress(ClausegraphError):
        await choices(site, (await site.snapshot()).model)
        await counted(site)
        await read(site)
        await site.names()
        await register(site)
        await duties_of(site)
