"""`clausegraph check`: what holds and what does not, with the reason, by check or by clause."""

from __future__ import annotations

import asyncio
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import options, parameters, suggestions

if TYPE_CHECKING:
    from graph.settings import Settings
    from queries.contract import Check
    from queries.run import Finding

EXAMPLE = """Example: clausegraph check --framework iso-20000-1-2018 --clause 8.2

Example: clausegraph check supplier-is-reviewed -o reviews.csv"""


class FailOn(StrEnum):
    """From which findings on the command ends with 1."""

    ALARM = "alarm"
    INFO = "info"


def add_to(app: typer.Typer) -> None:
    """Makes the command known."""
    app.command("check", epilog=EXAMPLE)(check)


def check(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CHECK]...", help="Checks to run; all when none is named.", autocompletion=suggestions.checks),
    ] = None,
    framework: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Only checks that test this framework.", autocompletion=suggestions.frameworks),
    ] = None,
    clause: Annotated[str | None, typer.Option(metavar="REF", help="Only checks that test this clause or one below it.")] = None,
    given: parameters.Given = None,
    as_json: Annotated[bool, typer.Option("--json", help="Prints every finding as JSON.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Writes every finding to a .csv or .json file.")
    ] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option("--fail-on", help="Ends with 1 when there is such a finding, or a worse one.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Lists the checks instead of running them.")] = False,
    about: Annotated[bool, typer.Option("--about", help="Says what the named checks are for, and their parameters.")] = False,
) -> None:
    """Runs checks and says what does not hold, for which service, supplier, document or clause, and why.

    Findings are alarm (somebody must act), info (worth reading), skip (a fact is missing) or ok.
    """
    from api.cli import catalogue_pages, check_report, exports, selection

    chosen = selection.checks(names or [], framework, clause)
    if listed:
        catalogue_pages.show_list(chosen.checks, as_json=as_json)
        return
    if about:
        for one in chosen.checks:
            catalogue_pages.show_about(one, "check", as_json=as_json)
        return
    file, values, settings = exports.checked(output), parameters.read(given or []), options.settings(ctx)
    findings = asyncio.run(_findings(settings, chosen.checks, values))
    check_report.show(chosen, findings, today=settings.day, file=file, as_json=as_json)
    if fail_on and any(finding.status in ("alarm", fail_on) for finding in findings):
        raise typer.Exit(1)


async def _findings(settings: Settings, checks: list[Check], values: dict[str, str]) -> list[Finding]:
    from graph.engine import connect
    from queries.run import run_checks

    async with connect(settings, read_only=True) as engine:
        return await run_checks(engine, checks, settings.day, values)
