"""The one connection that a server holds: only reading, and opened anew when the embedded engine went away."""

from __future__ import annotations

import asyncio
from contextlib import AbstractAsyncContextManager, suppress
from types import TracebackType

from graph.engine import Engine, connect
from graph.errors import ClausegraphError, EngineUnavailable
from graph.settings import Settings

WATCH_SECONDS = ANSWER_SECONDS = 5.0
PATIENCE_SECONDS = 1.0
"""How long an engine that is away is looked for: whoever asks is told within two seconds."""
GONE_SECONDS = 20.0
"""Longer than the driver itself tries to reach an engine: only then does it say that the engine is gone, not slow."""


class Connection:
    """Use it as an async context; `engine()` is the open engine inside."""

    def __init__(self, settings: Settings, *, watch_seconds: float = WATCH_SECONDS) -> None:
        self._settings, self._watch_seconds = settings, watch_seconds
        self._context: AbstractAsyncContextManager[Engine] | None = None
        self._engine: Engine | None = None
        self._watch: asyncio.Task[None] | None = None

    def engine(self) -> Engine:
        """The engine to ask; raises EngineUnavailable before the context is entered and after it is left."""
        if self._engine is None:
            raise EngineUnavailable("The server has not opened its engine.")
        return self._engine

    async def __aenter__(self) -> Connection:
        """Opens it; raises EngineUnavailable when there is no engine."""
        await self._open()
        if self.engine().server.embedded:
            self._watch = asyncio.create_task(self._keep_open())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Lets the engine go; the embedded one ends when nobody else uses it."""
        if self._watch:
            self._watch.cancel()
            with suppress(asyncio.CancelledError):
                await self._watch
        await self._close()

    async def _open(self) -> None:
        context = connect(self._settings, read_only=True, patience=PATIENCE_SECONDS)
        self._engine = await context.__aenter__()
        self._context = context

    async def _close(self) -> None:
        context, self._context, self._engine = self._context, None, None
        if context:
            with suppress(ClausegraphError, OSError):
                await context.__aexit__(None, None, None)

    async def _keep_open(self) -> None:
        """An embedded engine that was killed comes back on another port, so the driver alone cannot find it again.

        One that is only slow is left alone: others are waiting for its answers.
        """
        while True:
            await asyncio.sleep(self._watch_seconds)
            try:
                await self._ping(GONE_SECONDS)
            except EngineUnavailable:
                await self._close()
                with suppress(ClausegraphError):
                    await self._open()
            except ClausegraphError:
                continue

    async def _ping(self, seconds: float) -> None:
        await self.engine().read("RETURN 1", timeout=seconds)

    async def answers(self) -> bool:
        """Whether the engine answers now."""
        try:
            await self._ping(ANSWER_SECONDS)
        except ClausegraphError:
            return False
        return True
