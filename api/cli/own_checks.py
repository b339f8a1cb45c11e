"""What the command line says of an organisation's own checks that were refused: a line each, and the exit code of wrong use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer

from api.cli import terminal
from graph.errors import WrongUse

if TYPE_CHECKING:
    from graph.settings import Settings
    from queries.organisation import Organisation


def known(settings: Settings) -> Organisation:
    """The catalogue as the organisation has it; files of its own that are no checks are told on standard error."""
    from queries.organisation import organisation

    found = organisation(settings)
    tell(found.refused)
    return found


def tell(refused: Iterable[WrongUse]) -> None:
    """A line each, on standard error: nothing else is lost by them."""
    for problem in refused:
        typer.echo(f"clausegraph: refused: {terminal.visible(problem)}", err=True)


def end(refused: Iterable[WrongUse]) -> None:
    """Ends with 2 where something was refused: a check that did not run comforts nobody."""
    if any(True for _ in refused):
        raise typer.Exit(WrongUse.exit_code)
