"""The user's side of the embedded engine: find its keeper or start one, and hold on to it."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import filelock
from pydantic import SecretStr

import graph
from graph.engine.embedded import java
from graph.engine.embedded.access import DATABASE, READER, WRITER
from graph.engine.embedded.folder import EngineFolder, Keeper
from graph.engine.server import Login, Server
from graph.errors import EngineUnavailable

_START_SECONDS = 90.0


@asynccontextmanager
async def lease(data: Path) -> AsyncIterator[Server]:
    """The engine of a data folder, started when it does not run, kept until the block or the process ends.

    Raises EngineUnavailable when the platform has no wheel or the engine does not start.
    """
    java.runtime()
    folder = EngineFolder(data)
    answer, connection = await _join(folder)
    try:
        if "problem" in answer:
            raise _did_not_start(folder, str(answer["problem"]))
        yield _server(answer, folder)
    finally:
        connection.close()
        with suppress(OSError):
            await connection.wait_closed()


def _server(answer: dict[str, Any], folder: EngineFolder) -> Server:
    return Server(
        uri=f"bolt://127.0.0.1:{answer['port']}",
        database=DATABASE,
        writer=Login(WRITER, SecretStr(answer["writer"])),
        reader=Login(READER, SecretStr(answer["reader"])),
        folder=folder,
        http_port=answer.get("http_port", 0),
    )


async def _join(folder: EngineFolder) -> tuple[dict[str, Any], asyncio.StreamWriter]:
    """The keeper's answer and the connection that keeps the engine alive."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        keeper = Keeper.read(folder.keeper) or await asyncio.to_thread(_keeper, folder)
        if keeper and (joined := await _ask(keeper, deadline)):
            return joined
        await asyncio.sleep(0.05)
    raise _did_not_start(folder, "its keeper does not answer")


async def _ask(keeper: Keeper, deadline: float) -> tuple[dict[str, Any], asyncio.StreamWriter] | None:
    """None when the keeper is just ending."""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", keeper.port)
    except OSError:
        return None
    try:
        writer.write(keeper.secret.encode() + b"\n")
        async with asyncio.timeout_at(asyncio.get_running_loop().time() + deadline - time.monotonic()):
            return json.loads(await reader.readline()), writer
    except (OSError, ValueError):
        writer.close()
        return None
    except BaseException:
        writer.close()
        raise


def _keeper(folder: EngineFolder) -> Keeper | None:
    """The keeper of the folder, started unless another user just did."""
    try:
        folder.make()
        with filelock.FileLock(folder.start_lock, timeout=_START_SECONDS, mode=0o600):
            return Keeper.read(folder.keeper) or _start(folder)
    except filelock.Timeout:
        return None
    except OSError as problem:
        if folder.full:
            raise folder.no_room() from problem
        remedy = "Check CLAUSEGRAPH_DATA: the folder must be writable."
        raise EngineUnavailable(f"The data folder cannot be used: {problem}", where=str(folder.data), remedy=remedy) from problem


def _start(folder: EngineFolder) -> Keeper | None:
    """Starts a keeper and waits until it listens."""
    python_path = os.pathsep.join([str(Path(graph.__path__[0]).parent), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    log = os.open(folder.log / "keeper.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "graph.engine.embedded.keeper", str(folder.data)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            env={**os.environ, "PYTHONPATH": python_path},
            start_new_session=True,
        )
    finally:
        os.close(log)
    assert process.stdout  # noqa: S101  (for the type checker: it is started with a pipe)
    with process.stdout:
        listening = bool(process.stdout.readline())
    if sys.platform != "win32":
        process.wait()
    if not listening and folder.full:
        raise folder.no_room()
    return Keeper.read(folder.keeper) if listening else None


def _did_not_start(folder: EngineFolder, problem: str) -> EngineUnavailable:
    if folder.full:
        return folder.no_room()
    what = f"The embedded engine did not start: {problem}."
    return EngineUnavailable(what, where=str(folder.data), remedy=f"See the logs in {folder.log}.")
