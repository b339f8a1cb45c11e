"""`clausegraph impact`: what fails when these things fail, with the redundancy that is recorded."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli import options
from graph.errors import WrongUse
from queries.impact.kinds import Kind

if TYPE_CHECKING:
    from api.cli.impact_asking import Asking

EXAMPLE = """Example: clausegraph impact "Cirrus North" --group

Example: clausegraph impact --reported --why "Customer portal"

Example: clausegraph impact "Ostwind Carrier" --change second-line.csv

Example: clausegraph impact --weak-points "Customer portal"

Example: clausegraph impact --ranking supplier -o ranking.xlsx

Example: clausegraph impact --concentration hidden

Example: clausegraph impact --promises"""


class Concentrated(StrEnum):
    """Where much rests on little."""

    SHARES = "shares"
    ALONE = "alone"
    HIDDEN = "hidden"


def add_to(app: typer.Typer) -> None:
    """Makes the command known."""
    app.command("impact", epilog=EXAMPLE)(impact)


def impact(
    ctx: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Ids or names of what fails.")] = None,
    state: Annotated[str, typer.Option(metavar="STATE", help="How they fail: down or degraded.")] = "down",
    group: Annotated[bool, typer.Option("--group", help="Every company of their groups fails with them.")] = False,
    country: Annotated[list[str] | None, typer.Option(metavar="XX", help="Everything in a country fails.")] = None,
    site: Annotated[list[str] | None, typer.Option(metavar="ID", help="A site fails, and what stands there.")] = None,
    reported: Annotated[bool, typer.Option("--reported", help="What status feeds and monitors report now fails.")] = False,
    recovers: Annotated[
        list[str] | None, typer.Option(metavar="ID=MINUTES", help="When something that failed works again.")
    ] = None,
    because: Annotated[str | None, typer.Option("--why", metavar="ID", help="What led to the state of this node.")] = None,
    change: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What links added and removed by a table would change about it.")
    ] = None,
    weak_points: Annotated[
        str | None, typer.Option(metavar="ID", help="The smallest sets of failures that bring this node down.")
    ] = None,
    common_causes: Annotated[
        bool, typer.Option(help="Whether groups of companies, countries and sites count among its weak points.")
    ] = True,
    ranking: Annotated[Kind | None, typer.Option(help="Ranks all of these by the services that they can take down.")] = None,
    concentration: Annotated[
        Concentrated | None,
        typer.Option(help="Shares that one failure takes down; critical services on one supplier alone; what spares share."),
    ] = None,
    promises: Annotated[
        bool, typer.Option("--promises", help="Availability, RTO and RPO that dependencies do not let a node keep.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Prints the answer as JSON.")] = False,
    output: Annotated[Path | None, options.output("the answer")] = None,
) -> None:
    """Says what fails, degrades or loses its redundancy when something fails.

    A service that has a working alternative is not down. Groups, fourth parties and circles are followed to the end.
    """
    from api import exports
    from api.cli import impact_asking, impact_report, impact_tables
    from queries.impact.scenario import Asked

    asked = Asked(
        dict.fromkeys([*(names or []), *(site or [])], state), group, tuple(country or ()), reported, _minutes(recovers or [])
    )
    file, settings = exports.checked(output), options.settings(ctx)
    asking = _asking(impact_asking, weak_points, common_causes, ranking, concentration, promises) or (
        change and partial(impact_asking.compared, asked=asked, change=change)
    )
    if asking:
        impact_tables.show(asyncio.run(impact_asking.table(settings, asking)), file=file, as_json=as_json)
        return
    answer, tree = asyncio.run(impact_asking.answer(settings, asked, because))
    impact_report.show(answer, tree, file=file, as_json=as_json)


def _asking(
    asking: Any, weak: str | None, common: bool, ranking: Kind | None, concentration: Concentrated | None, promises: bool
) -> Asking | None:
    """The one question that is asked besides what-ifs; raises WrongUse for two at once."""
    asked = {
        "--weak-points": weak and partial(asking.weak_points, name=weak, common=common),
        "--ranking": ranking and partial(asking.ranking, by=ranking),
        "--concentration": concentration and partial(asking.concentration, which=str(concentration)),
        "--promises": promises and asking.promises,
    }
    chosen = {option: one for option, one in asked.items() if one}
    if len(chosen) > 1:
        raise WrongUse(f"{' and '.join(chosen)} are two questions.", remedy="Ask one after the other.")
    return next(iter(chosen.values()), None)


def _minutes(given: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for text in given:
        name, _, minutes = text.rpartition("=")
        if not name or not minutes.strip().isdecimal():
            raise WrongUse(f"{text} gives no minutes.", where="--recovers", remedy="Write ID=MINUTES, as in supplier/x/1=90.")
        found[name] = int(minutes)
    return found
