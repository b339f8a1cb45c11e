"""GraphQL over HTTP: `/graphql` answers queries by POST and shows GraphiQL to browsers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
from fastapi import APIRouter, Request, Response

from api.graphql import requests
from api.graphql.answers import Answers, refused, response
from api.graphql.page import asset, page
from api.graphql.requests import GRAPHQL_JSON, JSON, Refused
from api.graphql.schema import schema
from graph.engine import Engine
from graph.errors import EngineUnavailable


def graphql_router(engine: Callable[[], Engine], today: Callable[[], str]) -> APIRouter:
    """The routes of `/graphql`; `engine` and `today` (ISO date) are asked at every request."""
    router = APIRouter(include_in_schema=False)
    answers = Answers(schema()._schema)

    @router.post("/graphql")
    async def answer(request: Request) -> Response:
        try:
            type_ = requests.media_type(request.headers.get("accept"))
        except Refused as problem:
            return _refusal(problem, JSON)
        try:
            received = await requests.body(request.headers.get("content-type"), request.stream())
            result = await answers.answer(requests.request(received), engine(), today())
        except Refused as problem:
            return _refusal(problem, type_)
        except EngineUnavailable as problem:
            return _refusal(Refused(503, str(problem), **{"retry-after": "2"}), type_)
        status = 400 if refused(result) and type_ == GRAPHQL_JSON else 200
        return _json(response(result), type_, status)

    @router.get("/graphql")
    async def shown(request: Request) -> Response:
        if "text/html" in request.headers.get("accept", ""):
            return page()
        return _refusal(Refused(405, "Send queries by POST; a browser finds GraphiQL here.", allow="POST"), JSON)

    router.add_api_route("/graphql/assets/{name}", asset, methods=["GET"])
    return router


def _refusal(problem: Refused, type_: str) -> Response:
    return _json({"errors": [{"message": problem.why}]}, type_, problem.status, problem.headers)


def _json(content: dict[str, Any], type_: str, status: int, headers: dict[str, str] | None = None) -> Response:
    return Response(orjson.dumps(content), status, headers, media_type=f"{type_}; charset=utf-8")
