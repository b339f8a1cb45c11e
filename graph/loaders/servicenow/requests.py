"""One page of a table, asked for with patience."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from graph.errors import SourceFailed
from graph.loaders.contract import Limits
from graph.loaders.servicenow.options import ServiceNowOptions

_BUSY = frozenset({408, 429, 500, 502, 503, 504})
_LONGEST_PAUSE = 300.0
_NEXT = re.compile(r'rel="?next"?')
_REMEDIES = {
    401: "Check user and password, and that the account may use the REST API.",
    403: "Give the account the right to read the table.",
    404: "Check the address, and that the instance has this table.",
}


@dataclass(frozen=True)
class Answer:
    """A page as it came."""

    address: str
    """Without its query."""
    body: bytes
    total: int | None
    """Rows of the whole query, where the instance counts them."""
    linked: bool
    """Whether the instance says where the pages go on."""
    goes_on: bool

    def more(self, offset: int, rows: int) -> bool:
        """Whether there may be rows from `offset` on. A short page says nothing: hidden rows leave holes."""
        if self.goes_on:
            return True
        if self.total is not None:
            return offset < self.total
        return not self.linked and rows > 0


@dataclass(frozen=True)
class Instance:
    """A ServiceNow instance to ask."""

    client: httpx.AsyncClient
    options: ServiceNowOptions
    limits: Limits

    async def page(self, table: str, query: Mapping[str, str | int]) -> Answer:
        """One page; repeats the request while the instance is busy. Raises SourceFailed."""
        pause = self.options.pause_seconds
        for left in range(self.options.retries, -1, -1):
            try:
                return await self._attempt(table, query)
            except _Busy as busy:
                if not left:
                    raise SourceFailed(
                        f"{busy} ({self.options.retries + 1} attempts).",
                        where=self._address(table),
                        remedy="Try again later, or ask for fewer rows with `page_rows`.",
                    ) from busy
                await asyncio.sleep(min(max(pause, busy.wait), _LONGEST_PAUSE))
                pause *= 2
        raise AssertionError("the last attempt returns or raises")

    def _address(self, table: str) -> str:
        return f"{str(self.client.base_url).rstrip('/')}/api/now/table/{table}"

    async def _attempt(self, table: str, query: Mapping[str, str | int]) -> Answer:
        address = self._address(table)
        seconds = self.options.timeout_seconds
        try:
            async with asyncio.timeout(seconds), self.client.stream("GET", address, params=dict(query), headers=_JSON) as answer:
                _check(answer, address)
                return await self._read(answer, address)
        except (TimeoutError, httpx.TimeoutException) as problem:
            raise _Busy(f"It did not answer within {seconds:g} s") from problem
        except httpx.TransportError as problem:
            raise _Busy(f"It cannot be reached: {problem or type(problem).__name__}") from problem
        except (httpx.HTTPError, httpx.InvalidURL) as problem:
            raise SourceFailed(f"It cannot be read: {problem}.", where=address, remedy="Check the address.") from problem

    async def _read(self, answer: httpx.Response, address: str) -> Answer:
        body = bytearray()
        async for part in answer.aiter_bytes():
            body += part
            if len(body) > self.limits.file_bytes:
                raise SourceFailed(
                    f"The page has more than {self.limits.file_bytes:,} bytes.", where=address, remedy="Lower `page_rows`."
                )
        total, links = answer.headers.get("X-Total-Count", ""), answer.headers.get("Link", "")
        return Answer(address, bytes(body), int(total) if total.isdecimal() else None, bool(links), bool(_NEXT.search(links)))


_JSON = {"Accept": "application/json"}


class _Busy(Exception):
    """An attempt that may go better later; `wait` is what the instance asked for, in seconds."""

    def __init__(self, reason: str, wait: float = 0) -> None:
        self.wait = wait
        super().__init__(reason)


def _check(answer: httpx.Response, address: str) -> None:
    said = f"It answered {answer.status_code} {answer.reason_phrase}".strip()
    if answer.status_code in _BUSY:
        raise _Busy(said, _retry_after(answer.headers.get("Retry-After", "")))
    if answer.status_code != httpx.codes.OK:
        raise SourceFailed(f"{said}.", where=address, remedy=_REMEDIES.get(answer.status_code, "Check the address."))
    if "json" not in answer.headers.get("Content-Type", ""):
        remedy = "Open the instance in a browser: a sleeping instance answers with a page."
        raise SourceFailed("It answered with no JSON.", where=address, remedy=remedy)


def _retry_after(text: str) -> float:
    """Seconds, from a number or from a date (RFC 9110, 10.2.3)."""
    if text.isdecimal():
        return float(text)
    try:
        return max((parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds(), 0)
    except (ValueError, TypeError):
        return 0
