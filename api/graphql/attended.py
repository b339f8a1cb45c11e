"""Work for somebody who waits: given up when they leave, and when it takes too long."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.types import Receive

_LOOK_AFTER_SECONDS = 0.05
"""Most answers are there sooner, and need nobody who watches."""


class Left(Exception):
    """The client has gone; nobody reads an answer."""


@asynccontextmanager
async def attended(receive: Receive, seconds: float) -> AsyncIterator[None]:
    """Cancels the block when the client leaves (raises Left) and after so many seconds (raises TimeoutError).

    What the block waits for is cancelled with it: the driver then drops its connection, and the engine ends the statement.
    """
    watch = _Watch(receive)
    loop = asyncio.get_running_loop()
    starting = loop.call_later(_LOOK_AFTER_SECONDS, watch.start)
    try:
        async with asyncio.timeout(seconds) as watch.deadline:
            yield
    except TimeoutError:
        if watch.left:
            raise Left from None
        raise
    finally:
        starting.cancel()
        await watch.end()


class _Watch:
    """Waits until the client leaves, then brings the deadline forward to now."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._task: asyncio.Task[None] | None = None
        self.deadline: asyncio.Timeout | None = None
        self.left = False

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.left = True
        if self.deadline and not self.deadline.expired():
            self.deadline.reschedule(asyncio.get_running_loop().time())

    async def end(self) -> None:
        if self._task:
            self._task.cancel()
            await asyncio.wait([self._task])
