"""The pages as part of an application: routes, static files, and errors that are pages too."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from api.pages import rendering
from api.pages.impact import impact_router
from api.pages.index import index_router
from graph.engine import Engine
from graph.errors import ClausegraphError, EngineUnavailable, TookTooLong, WrongUse

_STATUS: dict[type[ClausegraphError], int] = {WrongUse: 400, EngineUnavailable: 503, TookTooLong: 504}


def add_pages(app: FastAPI, engine: Callable[[], Engine], today: Callable[[], str], organisation: str) -> None:
    """Adds `/`, `/impact`, the files they need, and a page for every error."""
    app.include_router(index_router(engine, today, organisation))
    app.include_router(impact_router(engine, today, organisation))
    app.mount("/static/vis", StaticFiles(directory=str(files("pyvis") / "templates" / "lib" / "vis-9.1.2")), name="vis")
    app.mount("/static", StaticFiles(directory=str(files("api") / "static")), name="static")

    @app.exception_handler(ClausegraphError)
    async def told(request: Request, problem: ClausegraphError) -> Response:
        return _error(request, _STATUS.get(type(problem), 500), problem.what, problem.remedy)

    @app.exception_handler(HTTPException)
    async def refused(request: Request, problem: HTTPException) -> Response:
        what = f"There is nothing at {request.url.path}." if problem.status_code == 404 else f"{problem.detail}."
        return _error(request, problem.status_code, what, "")

    @app.exception_handler(RequestValidationError)
    async def misused(request: Request, problem: RequestValidationError) -> Response:
        first = problem.errors()[0]
        return _error(request, 400, f"{first['loc'][-1]}: {first['msg']}.", "")

    def _error(request: Request, status: int, what: str, remedy: str) -> Response:
        if "text/html" not in request.headers.get("accept", ""):
            return JSONResponse({"error": what, "remedy": remedy}, status_code=status)
        return rendering.page("error.html", status=status, organisation=organisation, what=what, remedy=remedy)
