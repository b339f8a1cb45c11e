"""For those who run it: is the process up, and does its engine answer."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import JSONResponse

from api.connection import Connection


def add_health(app: FastAPI, connection: Connection) -> None:
    """/healthz says that the process is up; /readyz that the engine answers, with 503 when it does not."""

    @app.get("/healthz")
    async def healthz() -> JSONResponse:
        return JSONResponse({"status": "up"})

    @app.get("/readyz")
    async def readyz() -> JSONResponse:
        ready = await connection.answers()
        return JSONResponse({"engine": "up" if ready else "down"}, status_code=200 if ready else 503)
