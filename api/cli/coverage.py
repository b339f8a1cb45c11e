"""`clausegraph coverage`: the state of every clause of a framework, what led to it, and whether an auditor may come."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import options, parameters, suggestions
from api.exports import EVERY
from graph.errors import WrongUse

if TYPE_CHECKING:
    from queries.assessment.states import State

EXAMPLE = """Example: clausegraph coverage iso-20000-1-2018

Example: clausegraph coverage iso-20000-1-2018 --clause 8.2.3

Example: clausegraph coverage iso-20000-1-2018 --compare 2026-06-30 -o changes.csv

Example: clausegraph coverage iso-20000-1-2018 --record

Example: clausegraph coverage iso-20000-1-2018 --trend -o trend.svg

Example: clausegraph coverage iso-20000-1-2018 -o pack.zip"""


def add_to(app: typer.Typer) -> None:
    """Makes the command known."""
    app.command("coverage", epilog=EXAMPLE)(coverage)


def coverage(
    ctx: typer.Context,
    framework: Annotated[str, typer.Argument(help="The framework.", autocompletion=suggestions.frameworks)],
    clause: Annotated[str, typer.Option(metavar="REF", help="Opens one clause in full; a section shows its clauses.")] = "",
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="As it stood at the end of a past day.")] = None,
    compare: Annotated[
        str | None,
        typer.Option(metavar="DATE|FRAMEWORK", help="Beside a past day, or what another framework gives."),
    ] = None,
    record: Annotated[bool, typer.Option("--record", help="Keeps the assessment in the graph, once a day.")] = False,
    trend: Annotated[
        bool, typer.Option("--trend", help="Shows what was kept, month by month; -o draws it to .svg or .html.")
    ] = False,
    given: parameters.Given = None,
    fail_on: Annotated[list[str] | None, typer.Option(metavar="STATE", help="Ends with 1 when a clause has this state.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Prints everything as JSON.")] = False,
    output: Annotated[Path | None, options.output("every clause", EVERY)] = None,
) -> None:
    """Says of every clause whether it is covered, partial, a gap, not assessed or not applicable, and what led to it.

    -p changes record_within_days, systemic_percent, exclusions, or a parameter of the checks.
    """
    from api import exports
    from api.cli import coverage_asking, coverage_report, coverage_trend, own_checks

    settings, values = options.settings(ctx), parameters.read(given or [])
    if trend:
        others = {"--compare": compare, "--as-of": as_of, "-p": given, "--fail-on": fail_on, "--record": record}
        _refuse_beside("--trend shows what was kept.", others)
        coverage_trend.run(settings, framework, clause, exports.checked(output, exports.PLOTTED), as_json=as_json)
        return
    if record:
        _refuse_beside("What is kept is the whole, by what the configuration says.", {"--clause": clause, "-p": given})
    file, states = exports.checked(output, EVERY), [_state(text) for text in fail_on or []]
    today = coverage_asking.day(as_of, "--as-of") if as_of else settings.day
    pack = file if file and file.suffix.lower() in exports.REPORTS else None
    if pack and compare:
        raise WrongUse(f"A comparison is no {pack.suffix}.", where=str(pack), remedy=f"Use {exports.SUFFIXES}.")
    known = own_checks.known(settings)
    asked = coverage_asking.Asked(settings, known, framework, clause, today, compare or "", values, pack, record)
    report = asyncio.run(asked.report())
    coverage_report.show(report, file=file, as_json=as_json)
    own_checks.end(known.refused)
    if any(one.own in states for one in report.assessment.clauses):
        raise typer.Exit(1)


def _refuse_beside(said: str, others: Mapping[str, object]) -> None:
    """Raises WrongUse where one of the other options was given too."""
    for name, given in others.items():
        if given:
            raise WrongUse(said, where=name, remedy=f"Leave {name} out.")


def _state(text: str) -> State:
    from graph.errors import nearest
    from queries.assessment.states import State

    try:
        return State(text.strip().lower().replace("-", "_").replace(" ", "_"))
    except ValueError as problem:
        remedy = nearest(text, list(State)) or f"Use {', '.join(State)}."
        raise WrongUse(f"There is no state {text}.", where="--fail-on", remedy=remedy) from problem
