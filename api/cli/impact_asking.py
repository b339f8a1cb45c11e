"""The questions of `clausegraph impact`: each reads a snapshot and gives a table, with progress on a terminal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from api.cli import impact_change, impact_tables, progress
from api.cli.impact_tables import Table
from graph.engine import Engine, connect
from graph.settings import Settings
from queries.impact import changefile, changes, snapshot
from queries.impact import compare as comparing
from queries.impact.concentration import alone, shares
from queries.impact.cutsets import cut_sets
from queries.impact.events import of_kind
from queries.impact.hidden import hidden
from queries.impact.kinds import Kind
from queries.impact.promises import targets
from queries.impact.promises.promises import promises as broken_promises
from queries.impact.propagation import Propagation
from queries.impact.proposal import links
from queries.impact.scenario import Asked, place, scenario
from queries.impact.whatif import Answer, what_if
from queries.impact.why import Reason, why
from queries.impact.world import World, world


class Desk(NamedTuple):
    """What a question is answered with."""

    engine: Engine
    settings: Settings
    world: World
    report: progress.Report


Asking = Callable[[Desk], Awaitable[Table]]


async def table(settings: Settings, asking: Asking) -> Table:
    """The answer to one question."""
    async with connect(settings, read_only=True) as engine:
        with progress.reading() as report:
            taken = await snapshot.read(engine)
            return await asking(Desk(engine, settings, await world(engine, taken.propagation), report))


async def answer(settings: Settings, asked: Asked, because: str | None) -> tuple[Answer, Reason | None]:
    """The answer to a what-if, and the tree of one node."""
    async with connect(settings, read_only=True) as engine:
        taken = await snapshot.read(engine)
        found = await what_if(engine, taken.propagation, await scenario(engine, taken.model, asked))
    return found, why(found.explained, place(taken.model, because)) if because else None


async def weak_points(desk: Desk, name: str, common: bool) -> Table:
    """Minimal cut sets of one node."""
    model = desk.world.model
    node = place(model, name)
    causes = desk.world.causes(model) if common else []
    told = model.nodes.names[node]
    return impact_tables.weak_points(cut_sets(model, node, causes, progress=partial(desk.report, told, "combining")), told)


async def ranking(desk: Desk, by: Kind) -> Table:
    """What each of a kind can take down."""
    its = desk.world
    events = of_kind(its.model, by, its.pairs, its.located)
    return impact_tables.ranking(its.propagation, events, lambda done: desk.report(f"each {by}", "failing", done, len(events)))


async def concentration(desk: Desk, which: str) -> Table:
    """One of the three tables of concentration."""
    tried = partial(desk.report, which, "failing")
    if which == "shares":
        return impact_tables.shares(shares(*desk.world, tried))
    if which == "alone":
        return impact_tables.alone(alone(desk.world.propagation, tried))
    return impact_tables.hidden(hidden(*desk.world, tried))


async def promises(desk: Desk) -> Table:
    """Promises that cannot be kept."""
    stated = await targets.read(desk.engine, date.fromisoformat(desk.settings.day))
    told = partial(desk.report, "promises", "looking")
    return impact_tables.promises(broken_promises(desk.world.model, stated, told))


async def compared(desk: Desk, asked: Asked, change: Path) -> Table:
    """The scenario without and with a change."""
    model = desk.world.model
    meant = await scenario(desk.engine, model, asked)
    proposed = links(changefile.read(change), model.nodes)
    found = comparing.compare(
        desk.world.propagation,
        Propagation(await changes.proposed(desk.engine, model, proposed)),
        meant.failed,
        proposed,
        business=await comparing.business_services(desk.engine),
        causes=desk.world.causes,
        progress=partial(desk.report, "services", "combining"),
    )
    return impact_change.table(found)
