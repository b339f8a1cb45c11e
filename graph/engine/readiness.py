"""Waiting for an engine that is still starting: in containers everything starts at once."""

from __future__ import annotations

import asyncio

from neo4j.exceptions import DriverError, Neo4jError

from graph.engine.connection import connect
from graph.errors import EngineUnavailable
from graph.settings import Settings

_PAUSE_SECONDS = 1.0


async def wait_for_engine(settings: Settings, seconds: float) -> None:
    """Returns as soon as the engine answers.

    Raises EngineUnavailable after `seconds`, and at once for what waiting cannot heal: a wrong password or database.
    """
    clock = asyncio.get_running_loop().time
    deadline = clock() + seconds
    while True:
        try:
            async with connect(settings, read_only=True) as engine:
                await engine.read("RETURN 1")
            return
        except EngineUnavailable as problem:
            if not _may_pass(problem) or clock() + _PAUSE_SECONDS > deadline:
                raise
        await asyncio.sleep(_PAUSE_SECONDS)


def _may_pass(problem: EngineUnavailable) -> bool:
    """The driver knows which of its errors a second try may heal."""
    cause = problem.__cause__
    if isinstance(cause, DriverError | Neo4jError):
        return cause.is_retryable()
    return isinstance(cause, OSError)
