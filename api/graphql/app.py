"""GraphQL over HTTP: `/graphql` answers queries by POST and GET, and shows GraphiQL to browsers."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request, Response

from api.graphql.endpoint import Endpoint
from api.graphql.page import asset, page
from api.metrics import Metrics
from graph.engine import Engine
from graph.settings import Settings
from queries.impact.snapshot import ByGraph


def graphql_router(
    engine: Callable[[], Engine],
    today: Callable[[], str],
    settings: Settings,
    metrics: Metrics | None = None,
    snapshots: ByGraph | None = None,
) -> APIRouter:
    """The routes of `/graphql`; `engine` and `today` (ISO date) are asked at every request, `snapshots` shared with others.

    Raises WrongUse for trusted documents that cannot be used.
    """
    router = APIRouter(include_in_schema=False)
    endpoint = Endpoint(engine, today, settings, metrics or Metrics(), snapshots)

    @router.post("/graphql")
    async def posted(request: Request) -> Response:
        return await endpoint.post(request)

    @router.get("/graphql")
    async def got(request: Request) -> Response:
        return page() if "text/html" in request.headers.get("accept", "") else await endpoint.get(request)

    router.add_api_route("/graphql/assets/{name}", asset, methods=["GET"])
    return router
