"""The engine's own process: an ArcadeDB server out of the PyPI wheel, with the Java runtime the wheel brings."""

from __future__ import annotations

import asyncio
import ctypes
import importlib.util
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import closing
from logging.handlers import RotatingFileHandler
from pathlib import Path

from graph.engine.embedded.access import DATABASE
from graph.engine.embedded.folder import EngineFolder, write_private
from graph.errors import EngineUnavailable

_JVM = (
    # A quarter of the memory the process may have, at most 4 GB; this pair, unlike -Xmx, sees a container's limit.
    "-XX:MaxRAM=16g",
    "-XX:MaxRAMPercentage=25",
    # What the wheel's own launcher passes.
    "-XX:+UseCompactObjectHeaders",
    "--add-modules=jdk.incubator.vector",
    "--enable-native-access=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
    "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF8",
    "-Dpolyglot.engine.WarnInterpreterOnly=false",
)
_LOGGING = """handlers = java.util.logging.ConsoleHandler
.level = INFO
java.util.logging.ConsoleHandler.level = INFO
java.util.logging.ConsoleHandler.formatter = com.arcadedb.utility.AnsiLogFormatter
"""
_STARTED = "ArcadeDB Server started"
STATEMENT_SECONDS = 600
"""After this the engine ends a statement by itself."""
_MESSAGE_BYTES = 256 * 2**20
_NO_WHEEL = "Set CLAUSEGRAPH_URI to a Neo4j, or install on Linux (x86-64, ARM64), macOS (ARM64) or Windows (x86-64)."


def runtime() -> Path:
    """The folder of the installed wheel; raises EngineUnavailable on a platform that has none."""
    found = importlib.util.find_spec("arcadedb_embedded")
    places = list(found.submodule_search_locations or []) if found else []
    if not places or not (java := _java(Path(places[0]))).is_file():
        raise EngineUnavailable(f"The embedded engine has no wheel for this platform ({sys.platform}).", remedy=_NO_WHEEL)
    if not os.access(java, os.X_OK):
        raise EngineUnavailable(f"{java} may not be executed.", remedy="Install the package arcadedb-embedded again.")
    return Path(places[0])


def _java(wheel: Path) -> Path:
    return wheel / "jre" / "bin" / ("java.exe" if sys.platform == "win32" else "java")


def command(wheel: Path, folder: EngineFolder, bolt_port: int, http_port: int) -> list[str]:
    """The command line of the engine; it holds no secret."""
    options = {
        "java.util.logging.config.file": folder.config / "logging.properties",
        "arcadedb.server.rootPath": folder.home,
        "arcadedb.server.mode": "production",
        "arcadedb.server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "arcadedb.server.defaultDatabases": f"{DATABASE}[]",
        "arcadedb.server.httpIncomingHost": "127.0.0.1",
        "arcadedb.server.httpIncomingPort": http_port,
        "arcadedb.bolt.host": "127.0.0.1",
        "arcadedb.bolt.port": bolt_port,
        "arcadedb.bolt.maxMessageSize": _MESSAGE_BYTES,
        "arcadedb.bolt.packstream.maxValueLength": _MESSAGE_BYTES,
        "arcadedb.command.timeout": STATEMENT_SECONDS * 1000,
        # Flushed at every commit, so that an acknowledged batch survives kill -9.
        "arcadedb.txWalFlush": 1,
        "arcadedb.serverMetrics": "false",
        "arcadedb.polyglotEngineEnabled": "false",
    }
    defined = [f"-D{name}={value}" for name, value in options.items()]
    return [str(_java(wheel)), *_JVM, *defined, "-cp", str(wheel / "jars" / "*"), "com.arcadedb.server.ArcadeDBServer"]


def free_ports(count: int) -> list[int]:
    """Ports of 127.0.0.1 that nobody listens on now."""
    taken = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [s.getsockname()[1] for s in taken]
    for s in taken:
        s.close()
    return ports


async def start(folder: EngineFolder, bolt_port: int, http_port: int) -> asyncio.subprocess.Process:
    """Starts the process; it dies with the one that calls this where the system can promise that (Linux)."""
    write_private(folder.config / "logging.properties", _LOGGING)
    return await asyncio.create_subprocess_exec(
        *command(runtime(), folder, bolt_port, http_port),
        cwd=folder.home,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        preexec_fn=_die_with_parent if sys.platform == "linux" else None,
    )


def _die_with_parent() -> None:
    set_parent_death_signal = 1
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)


async def follow(process: asyncio.subprocess.Process, log: Path, started: Callable[[], None]) -> None:
    """Copies what the process prints into a log of limited size, and tells when the database is there."""
    assert process.stdout  # noqa: S101  (for the type checker: it is started with a pipe)
    with closing(RotatingFileHandler(log, maxBytes=2 * 2**20, backupCount=2, encoding="utf-8")) as file:
        while line := await _line(process.stdout):
            text = line.decode("utf-8", "replace").rstrip()
            file.emit(logging.makeLogRecord({"msg": text}))
            if _STARTED in text:
                started()


async def _line(stream: asyncio.StreamReader) -> bytes:
    try:
        return await stream.readline()
    except ValueError:
        # Longer than the reader's buffer, which it then drops.
        return b"(a line too long for this log)\n"
