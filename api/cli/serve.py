"""`clausegraph serve`: the pages and GraphQL, for a browser."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import options
from graph.errors import WrongUse

if TYPE_CHECKING:
    import uvicorn

    from graph.settings import Settings

EXAMPLE = "Example: clausegraph serve --port 8080"
_MOST_CONNECTIONS = 1_000
"""One more is answered 503 by itself, so that nobody who only holds connections open takes all memory."""

Host = Annotated[str, typer.Option(help="Address to bind to; only this machine can reach the default.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes any free one.")]
Wait = Annotated[float, typer.Option(min=0, metavar="SECONDS", help="Waits so long for an engine that is still starting.")]


def add_to(app: typer.Typer) -> None:
    """Makes the command known."""
    app.command("serve", epilog=EXAMPLE)(serve)


def serve(ctx: typer.Context, host: Host = "127.0.0.1", port: Port = 8000, wait: Wait = 0) -> None:
    """Serves the pages and GraphQL until Ctrl-C.

    The connection to the engine only reads. There is no login: put a proxy that asks for one in front of it before binding
    it to an address that others can reach.
    """
    run(options.settings(ctx), host, port, wait_seconds=wait)


def run(settings: Settings, host: str, port: int, *, wait_seconds: float = 0) -> None:
    """Binds, says where, and serves until it is interrupted; raises WrongUse when the port cannot be had."""
    with _listening(host, port) as listener, suppress(KeyboardInterrupt):
        asyncio.run(_serve(settings, host, listener, wait_seconds))
    typer.echo("Stopped.", err=True)


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as problem:
        raise WrongUse(f"There is no address {host}.", remedy="Check --host.") from problem
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as problem:
        listener.close()
        raise WrongUse(_not_bound(host, port, problem), remedy=_remedy(problem)) from problem
    return listener


def _not_bound(host: str, port: int, problem: OSError) -> str:
    if problem.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is taken."
    return f"Port {port} on {host} cannot be had: {problem.strerror}."


def _remedy(problem: OSError) -> str:
    return "Check --host." if problem.errno == errno.EADDRNOTAVAIL else "Choose another with --port."


async def _serve(settings: Settings, host: str, listener: socket.socket, wait_seconds: float) -> None:
    import uvicorn

    from api.logs import write_lines
    from api.server import create_app, is_loopback
    from graph.engine.readiness import wait_for_engine

    if wait_seconds:
        await wait_for_engine(settings, wait_seconds)
    app = create_app(settings, host=host)
    if not is_loopback(host):
        typer.echo(f"Warning: {host} can be reached by others, and nobody is asked for a login.", err=True)
    write_lines(settings.log_level)
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level="warning",
        access_log=False,
        lifespan="off",
        server_header=False,
        limit_concurrency=_MOST_CONNECTIONS,
    )
    # The lifespan is entered here, so that an engine that cannot be reached is one line and an exit code.
    async with app.router.lifespan_context(app):
        server = uvicorn.Server(config)
        with _ended_by_signals(server):
            # Whoever reads the address may connect, or end us, at once.
            listener.listen(config.backlog)
            _say_where(host, listener.getsockname()[1])
            await server.serve(sockets=[listener])


@contextmanager
def _ended_by_signals(server: uvicorn.Server) -> Iterator[None]:
    """uvicorn ends well on Ctrl-C and then raises the signal again, which would cut short the closing of the engine."""

    def end(*_: object) -> None:
        server.should_exit = True

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _say_where(host: str, port: int) -> None:
    named = f"[{host}]" if ":" in host and not host.startswith("[") else host
    for path, what in (("/", "start"), ("/impact", "a failing supplier and what stands on it"), ("/graphql", "GraphQL")):
        typer.echo(f"http://{named}:{port}{path}  {what}")
    typer.echo("Ctrl-C ends it.")
