"""The pages as part of an application: routes, static files, and errors that are pages too."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from api.pages import assets
from api.pages.busy import Busy
from api.pages.coverage.page import coverage_router
from api.pages.impact.beside import beside_router
from api.pages.impact.page import impact_router
from api.pages.loading import loading_router
from api.pages.map.page import map_router
from api.pages.missing import NotThere
from api.pages.navigation import served
from api.pages.node.page import node_router
from api.pages.node.parts import node_parts_router
from api.pages.questions.page import questions_router
from api.pages.responsibility.page import responsibility_router
from api.pages.search import search_router
from api.pages.site import Site
from api.pages.start import start_router
from api.pages.start_parts import start_parts_router
from api.pages.suppliers.page import suppliers_router
from graph.engine import Engine
from graph.errors import ClausegraphError, EngineUnavailable, TookTooLong, WrongUse
from graph.settings import Settings
from queries.impact.snapshot import ByGraph
from queries.organisation import organisation

ROUTERS: tuple[Callable[[Site], APIRouter], ...] = (
    start_router,
    start_parts_router,
    search_router,
    impact_router,
    coverage_router,
    questions_router,
    beside_router,
    map_router,
    node_parts_router,
    node_router,
    suppliers_router,
    responsibility_router,
    loading_router,
)
"""What adds each page."""
_STATUS: dict[type[ClausegraphError], int] = {NotThere: 404, Busy: 503, WrongUse: 400, EngineUnavailable: 503, TookTooLong: 504}


def add_pages(
    app: FastAPI, engine: Callable[[], Engine], unhurried: Callable[[], Engine], settings: Settings, snapshots: ByGraph
) -> Site:
    """Adds every page, the files they need, and a page for every error; raises WrongUse for settings that cannot be meant.

    Gives what the pages stand on.
    """
    site = Site(engine, unhurried, settings, organisation(settings), snapshots)
    routers = [router(site) for router in ROUTERS]
    for router in routers:
        app.include_router(router)
    site.places = served(["/graphql", *(getattr(route, "path", "") for router in routers for route in router.routes)])
    assets.mount(app)
    _add_errors(app, site)
    return site


def _add_errors(app: FastAPI, site: Site) -> None:
    @app.exception_handler(ClausegraphError)
    async def told(request: Request, problem: ClausegraphError) -> Response:
        return answer(request, _STATUS.get(type(problem), 500), problem.what, problem.remedy)

    @app.exception_handler(HTTPException)
    async def refused(request: Request, problem: HTTPException) -> Response:
        what = f"There is nothing at {request.url.path}." if problem.status_code == 404 else f"{problem.detail}."
        return answer(request, problem.status_code, what, "")

    @app.exception_handler(RequestValidationError)
    async def misused(request: Request, problem: RequestValidationError) -> Response:
        first = problem.errors()[0]
        named = [part for part in first["loc"] if isinstance(part, str)]
        return answer(request, 400, f"{named[-1]}: {first['msg']}.", "Correct it in the address.")

    def answer(request: Request, status: int, what: str, remedy: str) -> Response:
        if "text/html" not in request.headers.get("accept", ""):
            return JSONResponse({"error": what, "remedy": remedy}, status_code=status)
        return site.error(request, status, what, remedy)
