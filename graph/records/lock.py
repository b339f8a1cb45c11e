"""One load at a time: a lease in the graph itself, so that it holds for every machine that loads into it."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import psutil

from graph.engine.connection import Engine, Fence, Statement
from graph.errors import ClausegraphError, EngineUnavailable, LoadLocked

LEASE_SECONDS = 30
"""A holder that does not renew its lease for this long is taken for dead."""

_TAKE = """
MERGE (l:Lock {id: 'load'})
WITH l WHERE coalesce(l.until, 0.0) < $now OR l.token = $token OR l.token IN $dead
SET l.token = $token, l.holder = $holder, l.until = $until
RETURN l.token
"""
_FENCE = "MATCH (l:Lock {id: 'load'}) WHERE l.token = $token SET l.writes = coalesce(l.writes, 0) + 1 RETURN l.id"
_TAKEN = "This load did not renew its hold on the graph in time, and another one took it over."
_HOLDER = "MATCH (l:Lock {id: 'load'}) WHERE l.until >= $now RETURN l.token, l.holder"
_FREE = "MATCH (l:Lock {id: 'load'}) WHERE l.token = $token SET l.until = 0.0"


@asynccontextmanager
async def load_lock(engine: Engine, *, wait_seconds: float, waiting: Callable[[str], None]) -> AsyncIterator[None]:
    """Holds the lock for the body; waits for another holder, telling `waiting` who it is, then raises LoadLocked."""
    token = _token()
    await _acquire(engine, token, wait_seconds, waiting)
    renewal, freed = asyncio.create_task(_renew(engine, token)), [Statement(_FREE, {"token": token})]
    try:
        with engine.fenced(Fence(Statement(_FENCE, {"token": token}), LoadLocked(_TAKEN, remedy="Load again."))):
            yield
    except EngineUnavailable:
        freed = []  # nobody is there to be told
        raise
    finally:
        renewal.cancel()
        with suppress(asyncio.CancelledError):
            await renewal
        if freed:
            with suppress(ClausegraphError):
                await engine.write(freed)


async def _acquire(engine: Engine, token: str, wait_seconds: float, waiting: Callable[[str], None]) -> None:
    deadline = time.monotonic() + wait_seconds
    while not await _take(engine, token):
        other = await holder(engine) or "it has just ended"
        if time.monotonic() > deadline:
            raise LoadLocked(f"Another load holds the graph: {other}.", remedy="Wait for it to end and load again.")
        waiting(other)
        await asyncio.sleep(0.5)


async def _take(engine: Engine, token: str) -> bool:
    now = time.time()
    held = await engine.read(_HOLDER, {"now": now})
    dead = [row[0] for row in held if _is_dead(row[0])]
    if held and not dead and held[0][0] != token:
        return False
    parameters = {"now": now, "token": token, "holder": _name(), "until": now + LEASE_SECONDS, "dead": dead}
    answer = await engine.write([Statement(_TAKE, parameters)])
    return bool(answer[0])


async def _renew(engine: Engine, token: str) -> None:
    while True:
        await asyncio.sleep(LEASE_SECONDS / 3)
        with suppress(ClausegraphError):
            await _take(engine, token)


async def holder(engine: Engine) -> str | None:
    """Who loads into the graph now; None when nobody does."""
    answer = await engine.read(_HOLDER, {"now": time.time()})
    return str(answer[0][1]) if answer else None


def _name() -> str:
    return f"process {os.getpid()} on {socket.gethostname()}"


def _token() -> str:
    started = psutil.Process().create_time()
    return f"{socket.gethostname()}/{os.getpid()}/{started:.2f}/{secrets.token_hex(4)}"


def _is_dead(token: str) -> bool:
    """Whether the holder was a process of this machine that no longer runs: its lease need not be waited for."""
    host, pid, started, _ = token.rsplit("/", 3)
    if host != socket.gethostname():
        return False
    try:
        return abs(psutil.Process(int(pid)).create_time() - float(started)) > 1
    except psutil.NoSuchProcess:
        return True
