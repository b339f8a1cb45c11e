"""The options every command has, declared once: which configuration, which engine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.exports import WRITERS, words

if TYPE_CHECKING:
    from graph.settings import Settings

PANEL = "Configuration and engine"


def _remember(ctx: typer.Context, param: typer.CallbackParam, value: Any) -> Any:
    """Keeps what was given, before or after the command's name, for `settings`."""
    if value is not None and param.name:
        ctx.find_root().ensure_object(dict)[param.name] = value
    return value


def _option(name: str, about: str, metavar: str) -> Any:
    return typer.Option(
        name, help=about, metavar=metavar, callback=_remember, expose_value=False, show_default=False, rich_help_panel=PANEL
    )


Config = Annotated[Path | None, _option("--config", "Configuration file (default clausegraph.yaml).", "FILE")]
Uri = Annotated[str | None, _option("--uri", "Bolt address of a Neo4j; without one the embedded engine is used.", "URI")]
User = Annotated[str | None, _option("--user", "User at that Neo4j; the password is CLAUSEGRAPH_PASSWORD.", "NAME")]
Database = Annotated[str | None, _option("--database", "Database at that Neo4j.", "NAME")]
Data = Annotated[Path | None, _option("--data", "Folder of the embedded engine (default .clausegraph).", "FOLDER")]


def output(what: str, suffixes: Sequence[str] = tuple(WRITERS)) -> Any:
    """The option that writes such a result to a file."""
    return typer.Option("--output", "-o", metavar="FILE", help=f"Writes {what} to a {words(suffixes)} file.")


SHARED = frozenset({"config", "uri", "user", "database", "data"})
"""Names of the options that every command takes too."""


def given(ctx: typer.Context) -> dict[str, Any]:
    """The shared options that were given, by name."""
    return dict(ctx.find_root().ensure_object(dict))


def settings(ctx: typer.Context) -> Settings:
    """Flags over environment over .env over the configuration file; raises WrongUse for a file that cannot be meant."""
    from graph.settings import read_settings

    return read_settings(**given(ctx))
