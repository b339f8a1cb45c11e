"""One request to `/graphql`, from what was received to what is sent, within the limits of the settings."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from fastapi import Request, Response
from graphql import ExecutionResult
from starlette.requests import ClientDisconnect

from api.graphql import requests
from api.graphql.answers import answers_for, refused, response
from api.graphql.attended import Left, attended
from api.graphql.budget import OverBudget
from api.graphql.gate import Gate
from api.graphql.requests import GRAPHQL_JSON, JSON, Refused
from api.graphql.trusted import digest, read_trusted
from api.journal import CLIENT_LEFT, Entry, entry
from api.metrics import Metrics
from graph.engine import Engine
from graph.errors import EngineUnavailable
from graph.settings import Settings
from queries.impact.snapshot import ByGraph

Given = dict[str, Any]
_AWAY = "The graph's engine does not answer. Try again in a few seconds; /readyz says when it is back."
_log = logging.getLogger(__name__)


class Endpoint:
    """Answers requests; everything it holds is shared by them."""

    def __init__(
        self,
        engine: Callable[[], Engine],
        today: Callable[[], str],
        settings: Settings,
        metrics: Metrics,
        snapshots: ByGraph | None = None,
    ) -> None:
        self._engine, self._today, self._settings = engine, today, settings
        self._answers = answers_for(settings, snapshots)
        self._trusted = read_trusted(settings.trusted_folder, settings.trusted_only, self._answers.documents)
        self._gate = Gate(settings.requests_at_once)
        metrics.places.set(settings.requests_at_once)
        metrics.running.set_function(lambda: self._gate.taken)

    async def post(self, request: Request) -> Response:
        """The answer to a POST."""
        return await self._told(request, self._received)

    async def get(self, request: Request) -> Response:
        """The answer to a GET."""
        return await self._told(request, self._addressed)

    async def _received(self, request: Request) -> Given:
        try:
            async with asyncio.timeout(self._settings.request_seconds):
                return requests.posted(await requests.body(request.headers, request.stream(), self._settings.request_bytes))
        except TimeoutError:
            why = f"The request was not there after {self._settings.request_seconds:g} s, which is the limit."
            raise Refused(408, why, connection="close") from None

    async def _addressed(self, request: Request) -> Given:
        return requests.asked_for(request.query_params, request.headers, self._settings.request_bytes)

    async def _told(self, request: Request, read: Callable[[Request], Awaitable[Given]]) -> Response:
        kept, type_ = entry(request.scope), JSON
        try:
            type_ = requests.media_type(request.headers.get("accept"))
            result = await self._answered(request, await read(request), kept)
        except Refused as problem:
            return _refusal(problem, type_, kept)
        except (Left, ClientDisconnect):
            kept.outcome = "left"
            return Response(status_code=CLIENT_LEFT)
        return _answer(result, type_, kept)

    async def _answered(self, request: Request, given: Given, kept: Entry) -> ExecutionResult:
        asked = requests.request(given, self._trusted)
        kept.document, kept.operation = digest(asked.query), (asked.operation_name or "")[:100]
        metadata = {"app": "clausegraph", "request": kept.request_id, "document": kept.document}
        try:
            with self._gate.place():
                async with attended(request.receive, self._settings.request_seconds):
                    engine = self._engine().on_behalf_of(metadata, timeout=self._settings.statement_seconds)
                    return await self._answers.answer(asked, engine, self._today())
        except TimeoutError:
            why = f"The request was not answered after {self._settings.request_seconds:g} s, which is the limit. Ask for less."
            raise Refused(504, why) from None
        except EngineUnavailable as problem:
            _log.warning("%s", problem, extra={"said": {"request_id": kept.request_id}})
            raise Refused(503, _AWAY, **{"retry-after": "2"}) from problem


def _answer(result: ExecutionResult, type_: str, kept: Entry) -> Response:
    before = refused(result)
    if any(isinstance(error, OverBudget) for error in result.errors or ()):
        kept.outcome = "over budget"
    else:
        kept.outcome = "invalid" if before else "errors" if result.errors else "data"
    return _json(response(result), type_, 400 if before and type_ == GRAPHQL_JSON else 200)


def _refusal(problem: Refused, type_: str, kept: Entry) -> Response:
    kept.outcome = {503: "unavailable", 504: "too long"}.get(problem.status, "refused")
    return _json({"errors": [{"message": problem.why}]}, type_, problem.status, problem.headers)


def _json(content: dict[str, Any], type_: str, status: int, headers: dict[str, str] | None = None) -> Response:
    return Response(orjson.dumps(content), status, headers, media_type=f"{type_}; charset=utf-8")
