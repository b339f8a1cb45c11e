"""For those who run it: is the process up, does its engine answer, and how busy is it."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import JSONResponse, Response

from api.connection import Connection
from api.metrics import CONTENT_TYPE, Metrics


def add_health(app: FastAPI, connection: Connection, metrics: Metrics) -> None:
    """/healthz says that the process is up; /readyz that the engine answers, with 503 when it does not; /metrics has figures."""

    @app.get("/healthz")
    async def healthz() -> JSONResponse:
        return JSONResponse({"status": "up"})

    @app.get("/readyz")
    async def readyz() -> JSONResponse:
        ready = await connection.answers()
        return JSONResponse({"engine": "up" if ready else "down"}, status_code=200 if ready else 503)

    @app.get("/metrics")
    async def figures() -> Response:
        metrics.engine.set(await connection.answers())
        return Response(metrics.written(), media_type=CONTENT_TYPE)
