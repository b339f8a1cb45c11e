"""The keeper: the process that owns a data folder's engine and ends it when nobody uses it any more.

Every user holds a connection to the keeper. The system closes it when the user ends, however it ends; when the last one
is gone the keeper waits a moment, then stops the engine and ends. `python -m graph.engine.embedded.keeper FOLDER` prints
its port once it listens. Users find it by `keeper.json` and must know the secret in it.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path

import filelock

from graph.engine.embedded import access, java
from graph.engine.embedded.folder import EngineFolder, Keeper, Process, write_private
from graph.errors import EngineUnavailable

_GRACE_SECONDS = 1.0
_FIRST_USER_SECONDS = 20.0
_START_SECONDS = 60.0
_STOP_SECONDS = 20.0
_FORMER_KEEPER_SECONDS = 45.0


class _Keeping:
    """One life of an engine: its users, its process, its end."""

    def __init__(self, folder: EngineFolder) -> None:
        self.folder = folder
        self.secret = secrets.token_hex(32)
        self.passwords = access.grant(folder)
        self.port, self.http_port = java.free_ports(2)
        self.users = 0
        self.changed = asyncio.Event()
        loop = asyncio.get_running_loop()
        self.answer: asyncio.Future[dict[str, object]] = loop.create_future()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One user, from its first line to its end."""
        with suppress(OSError, TimeoutError, ValueError):
            line = await asyncio.wait_for(reader.readline(), 5)
            if hmac.compare_digest(line.strip(), self.secret.encode()):
                await self._keep(reader, writer)
        writer.close()

    async def _keep(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.users += 1
        self.changed.set()
        try:
            writer.write(json.dumps(await asyncio.shield(self.answer)).encode() + b"\n")
            await writer.drain()
            while await reader.read(1024):
                pass
        finally:
            self.users -= 1
            self.changed.set()

    async def run_engine(self) -> None:
        """Starts the engine and returns when it has ended."""
        try:
            process = await java.start(self.folder, self.port, self.http_port)
        except (EngineUnavailable, OSError) as problem:
            self._fail(str(problem))
            return
        write_private(self.folder.java, json.dumps(vars(Process.of(process.pid))))
        try:
            async with asyncio.timeout(_START_SECONDS) as patience:
                await java.follow(process, self.folder.log / "engine.log", lambda: self._started(patience))
        except TimeoutError:
            self._fail(f"it was not ready after {_START_SECONDS:.0f} s")
        finally:
            await _stop(process)
            self.folder.java.unlink(missing_ok=True)
            self._fail("it ended while it started")

    def _started(self, patience: asyncio.Timeout) -> None:
        patience.reschedule(None)
        if not self.answer.done():
            self.answer.set_result({"port": self.port, "http_port": self.http_port, **self.passwords._asdict()})

    def _fail(self, problem: str) -> None:
        if not self.answer.done():
            self.answer.set_result({"problem": problem})

    async def unused(self) -> None:
        """Returns when there is no user and none came for a moment."""
        patience = _FIRST_USER_SECONDS
        while True:
            self.changed.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self.changed.wait(), None if self.users else patience)
                patience = _GRACE_SECONDS
                continue
            if not self.users:
                return


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), _STOP_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()


async def keep(folder: EngineFolder) -> None:
    """Keeps the engine of a folder while it has users. The caller holds the keeper's lock."""
    _end_left_behind(folder)
    keeping = _Keeping(folder)
    listener = await asyncio.start_server(keeping.serve, "127.0.0.1", 0)
    port: int = listener.sockets[0].getsockname()[1]
    Keeper(Process.of(os.getpid()), port, keeping.secret).write(folder.keeper)
    _announce(port)
    engine = asyncio.create_task(keeping.run_engine())
    idle = asyncio.create_task(keeping.unused())
    await asyncio.wait({engine, idle}, return_when=asyncio.FIRST_COMPLETED)
    # No pause between these: a user who comes now is refused and starts the next keeper, which waits for our lock.
    listener.close()
    folder.keeper.unlink(missing_ok=True)
    idle.cancel()
    engine.cancel()
    with suppress(asyncio.CancelledError):
        await engine


def _end_left_behind(folder: EngineFolder) -> None:
    """Ends an engine whose keeper was killed, where the system did not do it."""
    try:
        Process(**json.loads(folder.java.read_text())).end(_STOP_SECONDS)
    except (OSError, ValueError, TypeError):
        return


def _announce(port: int) -> None:
    """Tells the user that started this keeper, and lets go of it."""
    print(port, flush=True)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def main() -> None:
    """Keeps the engine of the data folder that is the one argument."""
    # On its own, so that whoever started it can forget it and no signal of a terminal reaches it.
    if sys.platform != "win32" and os.fork():
        os._exit(0)
    if sys.platform != "win32":
        os.setsid()
    os.umask(0o077)
    folder = EngineFolder(Path(sys.argv[1]))
    with filelock.FileLock(folder.keeper_lock, timeout=_FORMER_KEEPER_SECONDS, mode=0o600):
        asyncio.run(keep(folder))


if __name__ == "__main__":
    main()
