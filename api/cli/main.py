"""`clausegraph`: the commands, and how every error becomes one line and an exit code.

Exit codes: 0 fine · 1 a condition asked for is not met · 2 wrong use · 3 some rows were rejected · 4 a source failed ·
5 no engine answers or its disk is full · 130 interrupted.
"""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from api.cli import ask, check, coverage, demo, impact, load, schema, serve, status, verify
from api.cli.options import SHARED, Config, Data, Database, Uri, User
from graph.errors import ClausegraphError


class Commands(TyperGroup):
    """Lets the options of the group stand behind a command's name as well."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        shared = [option for option in self.params if option.name in SHARED]
        for command in self.commands.values():
            command.params.extend(shared)


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich" if sys.stdout.isatty() else None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"clausegraph {version('clausegraph')}")
        raise typer.Exit


@app.callback(epilog="Example: clausegraph demo")
def clausegraph(
    config: Config = None,
    uri: Uri = None,
    user: User = None,
    database: Database = None,
    data: Data = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Says which version.")
    ] = False,
) -> None:
    """One graph of services, roles, suppliers, processes, documents and resources, and the clauses they answer for."""


demo.add_to(app)
load.add_to(app)
check.add_to(app)
coverage.add_to(app)
verify.add_to(app)
ask.add_to(app)
impact.add_to(app)
serve.add_to(app)
status.add_to(app)
schema.add_to(app)


def main() -> None:
    """The entry point: a ClausegraphError is one line on standard error and its exit code, never a traceback."""
    try:
        app(prog_name="clausegraph")
    except ClausegraphError as problem:
        from api.cli.terminal import visible

        typer.echo(f"clausegraph: {visible(problem)}", err=True)
        sys.exit(problem.exit_code)


if __name__ == "__main__":
    main()
