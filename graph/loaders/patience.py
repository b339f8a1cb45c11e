"""Patience with a network that fails and a server that is busy: which attempts are made again, and when."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

import httpx

from graph.errors import SourceFailed

_BUSY = frozenset({408, 429, 500, 502, 503, 504})
T = TypeVar("T")


@dataclass(frozen=True)
class Patience:
    """How long to wait and how often to try again."""

    timeout_seconds: float = 10
    """For the connection and for each part of the answer; the whole answer may take six times as long."""
    retries: int = 3
    """Further attempts after a failure of the network or an answer that asks to come later."""
    pause_seconds: float = 0.5
    """Before the first retry; doubled before each further one."""
    longest_pause_seconds: float = 30
    """No pause is longer, whatever the server asks for."""


class Later(Exception):
    """An attempt that may go better the next time; `pause` is what the server asked for, in seconds."""

    def __init__(self, reason: str, pause: float = 0) -> None:
        self.pause = pause
        super().__init__(reason)


async def persist(attempt: Callable[[], Awaitable[T]], patience: Patience, failed: Callable[[str], SourceFailed]) -> T:
    """What the attempt gives, made again while it raises Later; `failed` makes the error when patience ends."""
    pause = patience.pause_seconds
    for left in range(patience.retries, -1, -1):
        try:
            return await attempt()
        except Later as problem:
            if not left:
                tries = f" ({patience.retries + 1} attempts)" if patience.retries else ""
                raise failed(f"{problem}{tries}.") from problem
            await asyncio.sleep(min(max(pause, problem.pause), patience.longest_pause_seconds))
            pause *= 2
    raise AssertionError("the last attempt returns or raises")


@contextmanager
def trouble(seconds: float, failed: Callable[[str], SourceFailed]) -> Iterator[None]:
    """Turns what httpx raises into Later where another attempt may help, else into what `failed` makes."""
    try:
        yield
    except (TimeoutError, httpx.TimeoutException) as problem:
        raise Later(f"It did not answer within {seconds:g} s") from problem
    except httpx.TransportError as problem:
        raise Later(f"It cannot be reached: {problem or type(problem).__name__}") from problem
    except (httpx.HTTPError, httpx.InvalidURL) as problem:
        raise failed(f"It cannot be read: {problem or type(problem).__name__}.") from problem


def said(answer: httpx.Response) -> str:
    """The status of an answer, as a sentence without its full stop."""
    return f"It answered {answer.status_code} {answer.reason_phrase}".strip()


def check_busy(answer: httpx.Response) -> None:
    """Raises Later when the server says that it cannot answer now."""
    if answer.status_code in _BUSY:
        raise Later(said(answer), _retry_after(answer.headers.get("Retry-After", "")))


def _retry_after(text: str) -> float:
    """Seconds, from a number or from a date (RFC 9110, 10.2.3)."""
    if text.isdecimal():
        return float(text)
    try:
        return max((parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds(), 0)
    except (ValueError, TypeError):
        return 0


async def body(answer: httpx.Response, most: int, failed: Callable[[str], SourceFailed]) -> bytes:
    """The bytes of a streamed answer, at most `most` of them."""
    data = bytearray()
    async for part in answer.aiter_bytes():
        data += part
        if len(data) > most:
            raise failed(f"The answer has more than {most:,} bytes.")
    return bytes(data)
