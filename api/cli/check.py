"""`clausegraph check`: what holds and what does not, with the reason, by check or by clause."""

from __future__ import annotations

import asyncio
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import options, parameters, suggestions

if TYPE_CHECKING:
    from graph.errors import WrongUse
    from graph.settings import Settings
    from queries.assessment.exceptions import Reviewed
    from queries.contract import Check
    from queries.organisation import Organisation
    from queries.run import Finding

EXAMPLE = """Example: clausegraph check --framework iso-20000-1-2018 --clause 8.2

Example: clausegraph check supplier-is-reviewed -o reviews.xlsx"""


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
    output: Annotated[Path | None, options.output("every finding")] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option("--fail-on", help="Ends with 1 when there is such a finding, or a worse one.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Lists the checks instead of running them.")] = False,
    about: Annotated[bool, typer.Option("--about", help="Says what the named checks are for, and their parameters.")] = False,
) -> None:
    """Runs checks and says what does not hold, for which service, supplier, document or clause, and why.

    Findings are alarm (somebody must act), accepted (an alarm that an exception accepts until a day), info (worth reading),
    skip (a fact is missing) or ok.
    """
    from api import exports
    from api.cli import catalogue_pages, check_report, own_checks, selection

    settings = options.settings(ctx)
    known = own_checks.known(settings)
    chosen = selection.checks(names or [], framework, clause, known)
    if listed or about:
        catalogue_pages.show_checks(chosen.checks, known, as_json=as_json, in_full=about)
        own_checks.end(known.refused)
        return
    file, values = exports.checked(output), parameters.read(given or [])
    findings, exceptions, refused = asyncio.run(_findings(settings, known, chosen.checks, values, framework))
    check_report.show(chosen, findings, exceptions, known, today=settings.day, file=file, as_json=as_json)
    own_checks.tell(refused)
    own_checks.end([*known.refused, *refused])
    if fail_on and any(finding.status in ("alarm", fail_on) for finding in findings):
        raise typer.Exit(1)


async def _findings(
    settings: Settings, known: Organisation, checks: list[Check], values: dict[str, str], framework: str | None
) -> tuple[list[Finding], list[Reviewed], list[WrongUse]]:
    """What the checks find, how the exceptions to them stand, and which of the organisation's own were refused."""
    from graph.engine import connect
    from queries.assessment.exceptions import read_exceptions, review
    from queries.frameworks import find_framework

    under, ran = find_framework(framework, known.frameworks) if framework else None, [check.name for check in checks]
    async with connect(settings, read_only=True) as engine:
        exceptions = await read_exceptions(engine)
        findings, refused = await known.run(engine, checks, settings.day, values, framework=under, exceptions=exceptions)
    stand = review(exceptions, findings, ran=ran, known=known.catalogue.checks, today=settings.day)
    return findings, stand, refused
