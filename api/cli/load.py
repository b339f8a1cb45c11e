"""`clausegraph load`: the source systems into the graph."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import options, suggestions
from api.exports import SUFFIXES

if TYPE_CHECKING:
    from graph.settings import Settings
    from graph.sources import SourceResult
    from queries.assessment.changelog import ChangeLog

ROWS_REJECTED, SOURCE_FAILED = 3, 4
EXAMPLE = """Example: clausegraph load

Example: clausegraph load inventory --dry-run

Example: clausegraph load --no-changes"""


def add_to(app: typer.Typer) -> None:
    """Makes the command known."""
    app.command("load", epilog=EXAMPLE)(load)


def load(
    ctx: typer.Context,
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE]...", help="Sources to read; all when none is named.", autocompletion=suggestions.sources
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Says what would change, and changes nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Prints the result as JSON.")] = False,
    allow_deletions: Annotated[
        bool, typer.Option("--allow-deletions", help="Lets a source lose more records than the deletion guard allows.")
    ] = False,
    changes: Annotated[
        bool,
        typer.Option("--changes/--no-changes", help="Tells which clauses got better or worse."),
    ] = True,
    rejects: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help=f"Where rejected rows go, as {SUFFIXES} (default rejects/SOURCE.csv in the data folder)."
        ),
    ] = None,
) -> None:
    """Reads the source systems into the graph.

    Only what changed is written. A row that cannot be read is reported and written to a file, and the others still load.
    Where a source brought anything, it is told which clauses of the frameworks in use got better or worse by it.

    Ends with 3 when rows were rejected, 4 when a source failed (nothing of it is deleted), 5 when no engine answers
    or its disk is full.
    """
    from api.cli import load_report
    from api.exports import checked
    from queries.frameworks.builtin import located

    file, settings = checked(rejects), located(options.settings(ctx))
    names = load_report.chosen(settings, sources or [])
    results, log = asyncio.run(_load(settings, names, dry_run, allow_deletions, changes and not dry_run))
    load_report.show(settings, results, rejects=file, dry_run=dry_run, as_json=as_json, log=log)
    if code := exit_code(results):
        raise typer.Exit(code)


async def _load(
    settings: Settings, names: list[str], dry_run: bool, allow_deletions: bool, changes: bool
) -> tuple[list[SourceResult], ChangeLog]:
    from api.cli.progress import Waiting, reading
    from graph import sources
    from graph.engine.connection import connect
    from queries.assessment import changelog

    async with connect(settings) as engine:
        with reading() as progress:
            results = await sources.load(
                engine,
                settings,
                names,
                dry_run=dry_run,
                allow_deletions=allow_deletions,
                progress=progress,
                waiting=Waiting(),
            )
            if not changes:
                return results, changelog.ChangeLog()
            return results, await changelog.look(engine, settings, results, lambda name: progress(name, "assessing", 0, None))


def exit_code(results: list[SourceResult]) -> int:
    """What a load ends with: a failed source weighs more than rejected rows."""
    if any(result.status == "failed" for result in results):
        return SOURCE_FAILED
    return ROWS_REJECTED if any(result.rejected for result in results) else 0
