"""One page of a table, asked for with patience."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import httpx

from graph.errors import SourceFailed
from graph.loaders.contract import Limits
from graph.loaders.patience import Patience, body, check_busy, persist, said, trouble
from graph.loaders.servicenow.options import ServiceNowOptions

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
        address = f"{str(self.client.base_url).rstrip('/')}/api/now/table/{table}"
        options = self.options
        patience = Patience(options.timeout_seconds, options.retries, options.pause_seconds, _LONGEST_PAUSE)
        return await persist(partial(self._attempt, address, query), patience, partial(_failed, address))

    async def _attempt(self, address: str, query: Mapping[str, str | int]) -> Answer:
        seconds = self.options.timeout_seconds
        with trouble(seconds, partial(_failed, address)):
            async with (
                asyncio.timeout(seconds),
                self.client.stream("GET", address, params=dict(query), headers=_JSON) as answer,
            ):
                _check(answer, address)
                data = await body(answer, self.limits.file_bytes, partial(_failed, address))
        total, links = answer.headers.get("X-Total-Count", ""), answer.headers.get("Link", "")
        return Answer(address, data, int(total) if total.isdecimal() else None, bool(links), bool(_NEXT.search(links)))


_JSON = {"Accept": "application/json"}


def _failed(address: str, what: str) -> SourceFailed:
    return SourceFailed(what, where=address, remedy="Try again later, or ask for fewer rows with `page_rows`.")


def _check(answer: httpx.Response, address: str) -> None:
    check_busy(answer)
    if answer.status_code != httpx.codes.OK:
        remedy = _REMEDIES.get(answer.status_code, "Check the address.")
        raise SourceFailed(f"{said(answer)}.", where=address, remedy=remedy)
    if "json" not in answer.headers.get("Content-Type", ""):
        remedy = "Open the instance in a browser: a sleeping instance answers with a page."
        raise SourceFailed("It answered with no JSON.", where=address, remedy=remedy)
