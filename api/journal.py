"""Every request has an id, a line in the log and a place in the metrics; the id goes back in the answer and on to the engine."""

from __future__ import annotations

import logging
import re
import secrets
import time
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.metrics import Metrics

ID_HEADER = "x-request-id"
CLIENT_LEFT = 499
"""Status of a request whose client did not wait for the answer; the number that proxies use."""
_GIVEN = re.compile(r"[A-Za-z0-9._:/+=@-]{1,128}")
_KEY = "clausegraph.entry"
_log = logging.getLogger("clausegraph.requests")


@dataclass
class Entry:
    """What is known of a request; the parts that answer it add to it."""

    request_id: str
    document: str = ""
    """SHA-256 of the GraphQL document; the text itself is not logged."""
    operation: str = ""
    outcome: str = ""
    """How GraphQL answered, in one word."""


def entry(scope: Scope) -> Entry:
    """The entry of a request; a new one where no journal is kept."""
    found: Entry = scope.setdefault(_KEY, Entry(_new_id()))
    return found


class Journal:
    """Keeps the journal of everything the application inside answers (ASGI)."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        kept, began, status = _opened(scope), time.perf_counter(), CLIENT_LEFT

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[ID_HEADER] = kept.request_id
            await send(message)

        try:
            await self.app(scope, receive, send_with_id)
        except Exception:
            status = 500
            raise
        finally:
            self._close(scope, kept, status, time.perf_counter() - began)

    def _close(self, scope: Scope, kept: Entry, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "other")
        self._metrics.request(route, scope["method"], status, seconds, kept.outcome)
        if _log.isEnabledFor(level := _level(status)):
            said = {k: v for k, v in vars(kept).items() if v}
            said |= {"method": scope["method"], "route": route, "status": status, "ms": round(seconds * 1000, 1)}
            _log.log(level, "client left" if status == CLIENT_LEFT else "answered", extra={"said": said})


def _level(status: int) -> int:
    if status == 500:
        return logging.ERROR
    return logging.WARNING if status > 500 else logging.INFO


def _opened(scope: Scope) -> Entry:
    given = Headers(scope=scope).get(ID_HEADER, "")
    scope[_KEY] = Entry(given if _GIVEN.fullmatch(given) else _new_id())
    return entry(scope)


def _new_id() -> str:
    return secrets.token_hex(8)
