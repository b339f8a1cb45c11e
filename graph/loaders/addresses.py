"""Documents of a live source: fetched over HTTP within limits, with patience for a network that fails.

    text = await fetch("https://status.example/api/v2/summary.json", origin)

Every error is a `SourceFailed` that names the address without its query, which may hold a secret.
"""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from graph.errors import SourceFailed
from graph.loaders.contract import Origin
from graph.loaders.files import codec_of

_BUSY = frozenset({408, 429, 500, 502, 503, 504})
_REDIRECTS = 5
_LONGEST_PAUSE = 30.0


@dataclass(frozen=True)
class Patience:
    """How long to wait and how often to try again."""

    timeout_seconds: float = 10
    """For the connection and for each part of the answer; the whole answer may take six times as long."""
    retries: int = 3
    """Further attempts after a failure of the network or an answer that asks to come later."""
    pause_seconds: float = 0.5
    """Before the first retry; doubled before each further one."""


def is_address(text: str) -> bool:
    """Whether a text is the address of a document on the web."""
    return text.lower().startswith(("http://", "https://"))


def shown(address: str) -> str:
    """The address as people may see it: without user, password, query and fragment."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address.partition("?")[0]
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


async def fetch(address: str, origin: Origin, patience: Patience = Patience()) -> str:
    """The text at an address; its digest goes into `origin.digests`.

    Raises SourceFailed when it cannot be had, is empty, has more than `limits.file_bytes` or is no text.
    """
    if not _is_whole(address):
        raise _failed(address, "It is no address.")
    data = await _persist(address, origin.limits.file_bytes, patience)
    origin.digests[shown(address)] = hashlib.sha256(data).hexdigest()
    codec = codec_of(data[:4], None)
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as problem:
        raise _failed(address, f"The answer is not {codec} text.") from problem
    if not text.strip():
        raise _failed(address, "The answer is empty.")
    return text


def _is_whole(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


class _Later(Exception):
    """An attempt that may go better the next time; `pause` is what the server asked for, in seconds."""

    def __init__(self, reason: str, pause: float = 0) -> None:
        self.pause = pause
        super().__init__(reason)


async def _persist(address: str, most: int, patience: Patience) -> bytes:
    pause = patience.pause_seconds
    for left in range(patience.retries, -1, -1):
        try:
            return await _attempt(address, most, patience)
        except _Later as problem:
            if not left:
                tries = f" ({patience.retries + 1} attempts)" if patience.retries else ""
                raise _failed(address, f"{problem}{tries}.") from problem
            await asyncio.sleep(min(max(pause, problem.pause), _LONGEST_PAUSE))
            pause *= 2
    raise AssertionError("the last attempt returns or raises")


async def _attempt(address: str, most: int, patience: Patience) -> bytes:
    seconds = patience.timeout_seconds
    try:
        async with (
            asyncio.timeout(seconds * 6),
            httpx.AsyncClient(timeout=seconds, follow_redirects=True, max_redirects=_REDIRECTS) as client,
            client.stream("GET", address) as answer,
        ):
            _check(address, answer)
            return await _body(address, answer, most)
    except (TimeoutError, httpx.TimeoutException) as problem:
        raise _Later(f"It did not answer within {seconds:g} s") from problem
    except httpx.TransportError as problem:
        raise _Later(f"It cannot be reached: {problem or type(problem).__name__}") from problem
    except (httpx.HTTPError, httpx.InvalidURL) as problem:
        raise _failed(address, f"It cannot be read: {problem or type(problem).__name__}.") from problem


def _check(address: str, answer: httpx.Response) -> None:
    if answer.status_code in _BUSY:
        asked = answer.headers.get("retry-after", "")
        raise _Later(f"It answered {answer.status_code} {answer.reason_phrase}", float(asked) if asked.isdecimal() else 0)
    if not answer.is_success:
        raise _failed(address, f"It answered {answer.status_code} {answer.reason_phrase}.")


async def _body(address: str, answer: httpx.Response, most: int) -> bytes:
    data = bytearray()
    async for part in answer.aiter_bytes():
        data += part
        if len(data) > most:
            raise _failed(address, f"The answer has more than {most:,} bytes.")
    return bytes(data)


def _failed(address: str, what: str) -> SourceFailed:
    return SourceFailed(what, where=shown(address), remedy="Check the address, and whether it opens in a browser from here.")
