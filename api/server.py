"""The web side in one process: pages, GraphQL and health, over one connection that only reads."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

from api import security, tracing
from api.compression import Compressed
from api.connection import Connection
from api.garbage import kept_for_ever
from api.graphql.app import graphql_router
from api.health import add_health
from api.journal import Journal
from api.metrics import Metrics
from api.pages.app import add_pages
from api.pages.warming import warmed
from graph.engine import Engine
from graph.settings import Settings
from queries.impact.snapshot import ByGraph

LOOPBACK_NAMES = ["127.0.0.1", "localhost", "[::1]"]


def create_app(settings: Settings, *, host: str = "127.0.0.1") -> FastAPI:
    """The application, for the address that it will be bound to.

    On a loopback address only requests for a loopback name are answered, so that no page elsewhere can reach it by a name
    of its own that resolves to this machine. Its lifespan opens the engine and raises EngineUnavailable when there is none.
    Raises WrongUse for settings of serving that cannot be used.
    """
    connection, metrics, snapshots = Connection(settings), Metrics(), ByGraph()

    def limited() -> Engine:
        return connection.engine().on_behalf_of({"app": "clausegraph"}, timeout=settings.statement_seconds)

    spans = tracing.provider_for(settings.traces) if settings.traces else None

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with connection, warmed(site):
            with kept_for_ever():
                yield
        if spans:
            await asyncio.to_thread(spans.shutdown)

    app = FastAPI(title="Clausegraph", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.add_middleware(security.Headers)
    app.add_middleware(Compressed)
    if is_loopback(host):
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=LOOPBACK_NAMES, www_redirect=False)
    if spans:
        app.add_middleware(tracing.Traced, provider=spans)
    app.add_middleware(Journal, metrics=metrics)
    add_health(app, connection, metrics)
    app.include_router(graphql_router(connection.engine, lambda: settings.day, settings, metrics, snapshots))
    site = add_pages(app, limited, connection.engine, settings, snapshots)
    return app


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server bound to the host."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
