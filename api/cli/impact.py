"""`clausegraph impact`: what fails when these things fail, with the redundancy that is recorded."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import options
from graph.errors import WrongUse

if TYPE_CHECKING:
    from api.cli.impact_tables import Table
    from graph.settings import Settings
    from queries.impact.scenario import Asked
    from queries.impact.whatif import Answer
    from queries.impact.why import Reason

EXAMPLE = """Example: clausegraph impact "Cirrus North" --group

Example: clausegraph impact --reported --why "Customer portal"

Example: clausegraph impact --weak-points "Customer portal"

Example: clausegraph impact --ranking supplier -o ranking.csv"""


class Ranked(StrEnum):
    """What is ranked by how much it can take down."""

    SUPPLIER = "supplier"
    GROUP = "group"
    COUNTRY = "country"
    RESOURCE = "resource"


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
    weak_points: Annotated[
        str | None, typer.Option(metavar="ID", help="The smallest sets of failures that bring this node down.")
    ] = None,
    ranking: Annotated[Ranked | None, typer.Option(help="Ranks all of these by the services that they can take down.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Prints the answer as JSON.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Writes the answer to a .csv or .json file.")
    ] = None,
) -> None:
    """Says what fails, degrades or loses its redundancy when something fails.

    A service that has a working alternative is not down. Groups, fourth parties and circles are followed to the end.
    """
    from api.cli import exports, impact_report, impact_tables
    from queries.impact.scenario import Asked

    asked = Asked(
        dict.fromkeys([*(names or []), *(site or [])], state), group, tuple(country or ()), reported, _minutes(recovers or [])
    )
    file = exports.checked(output)
    if weak_points or ranking:
        table = asyncio.run(_table(options.settings(ctx), weak_points, ranking))
        impact_tables.show(table, file=file, as_json=as_json)
        return
    answer, tree = asyncio.run(_answer(options.settings(ctx), asked, because))
    impact_report.show(answer, tree, file=file, as_json=as_json)


async def _table(settings: Settings, weak: str | None, ranking: Ranked | None) -> Table:
    from api.cli import impact_tables
    from graph.engine import connect
    from queries.impact import snapshot
    from queries.impact.events import companies
    from queries.impact.scenario import place

    async with connect(settings, read_only=True) as engine:
        taken, pairs = await snapshot.read(engine), await companies(engine)
    if weak is not None:
        return impact_tables.weak_points(taken.model, place(taken.model, weak), pairs)
    return impact_tables.ranking(taken.propagation, str(ranking), pairs)


def _minutes(given: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for text in given:
        name, _, minutes = text.rpartition("=")
        if not name or not minutes.strip().isdecimal():
            raise WrongUse(f"{text} gives no minutes.", where="--recovers", remedy="Write ID=MINUTES, as in supplier/x/1=90.")
        found[name] = int(minutes)
    return found


async def _answer(settings: Settings, asked: Asked, because: str | None) -> tuple[Answer, Reason | None]:
    from graph.engine import connect
    from queries.impact import snapshot
    from queries.impact.causes import Explained
    from queries.impact.scenario import place, scenario
    from queries.impact.whatif import what_if
    from queries.impact.why import why

    async with connect(settings, read_only=True) as engine:
        taken = await snapshot.read(engine)
        meant = await scenario(engine, taken.model, asked)
        answer = await what_if(engine, taken.propagation, meant)
        if because is None:
            return answer, None
        explained = Explained(taken.model, taken.propagation.run(meant.failed), meant.failed)
        return answer, why(explained, place(taken.model, because))
