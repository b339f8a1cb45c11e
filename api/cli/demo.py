"""`clausegraph demo`: an invented service provider, loaded from its source systems, and what the graph says about it."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from api.cli import options
from api.cli.serve import Port
from graph.errors import WrongUse

EXAMPLE = """Example: clausegraph demo

Example: clausegraph demo --no-serve"""


def add_to(app: typer.Typer) -> None:
    """Makes the command known."""
    app.command("demo", epilog=EXAMPLE)(demo)


def demo(
    ctx: typer.Context,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Serves the pages when everything is shown.")] = True,
    port: Port = 8000,
) -> None:
    """Loads the demo organisation, shows what it finds, and serves it.

    Halvora Managed Services is invented, with gaps planted for the checks to find. Its graph stays in the project's demo
    folder; your own configuration and graph are not touched.
    """
    from api.cli import demo_report, demo_setup
    from api.cli.serve import run

    flags = options.given(ctx)
    if "config" in flags:
        raise WrongUse("The demo has its own configuration.", remedy="Leave --config out.")
    stage = demo_setup.stage(flags)
    loaded = asyncio.run(demo_setup.load(stage))
    asyncio.run(demo_report.show(stage, loaded))
    if serve:
        run(stage.now, "127.0.0.1", port)
