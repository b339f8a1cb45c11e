"""Documents of a live source: fetched over HTTP within limits, with patience for a network that fails.

    text = await fetch("https://status.example/api/v2/summary.json", origin)

Every error is a `SourceFailed` that names the address without its query, which may hold a secret.
"""

from __future__ import annotations

import asyncio
import hashlib
from functools import partial
from urllib.parse import urlsplit

import httpx

from graph.errors import SourceFailed
from graph.loaders.contract import Origin
from graph.loaders.files import codec_of
from graph.loaders.patience import Patience, body, check_busy, persist, said, trouble

_REDIRECTS = 5
_USUAL = Patience()


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


async def fetch(address: str, origin: Origin, patience: Patience = _USUAL) -> str:
    """The text at an address; its digest goes into `origin.digests`.

    Raises SourceFailed when it cannot be had, is empty, has more than `limits.file_bytes` or is no text.
    """
    if not _is_whole(address):
        raise _failed(address, "It is no address.")
    attempt = partial(_attempt, address, origin.limits.file_bytes, patience)
    data = await persist(attempt, patience, partial(_failed, address))
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


async def _attempt(address: str, most: int, patience: Patience) -> bytes:
    seconds = patience.timeout_seconds
    failed = partial(_failed, address)
    with trouble(seconds, failed):
        async with (
            asyncio.timeout(seconds * 6),
            httpx.AsyncClient(timeout=seconds, follow_redirects=True, max_redirects=_REDIRECTS) as client,
            client.stream("GET", address) as answer,
        ):
            check_busy(answer)
            if not answer.is_success:
                raise failed(f"{said(answer)}.")
            return await body(answer, most, failed)


def _failed(address: str, what: str) -> SourceFailed:
    return SourceFailed(what, where=shown(address), remedy="Check the address, and whether it opens in a browser from here.")
