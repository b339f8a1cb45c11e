"""What a load changed: the clauses that got better or worse since the load before.

How every clause stood is kept after each look, so a load that changed something costs one assessment of each framework in
use, and one that changed nothing costs none. What no look was taken at, or what the days alone did, shows with the next.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.engine import Engine
from graph.errors import ClausegraphError
from graph.records import baselines
from graph.records.baselines import Baseline
from graph.records.lock import load_lock
from graph.settings import Settings
from graph.sources import SourceResult, clock, unheard
from queries.assessment.assess import assess
from queries.assessment.compare import Change, changed
from queries.assessment.known import known_framework
from queries.assessment.model import Assessment
from queries.assessment.states import State
from queries.once import Once
from queries.organisation import Organisation, organisation

Looking = Callable[[str], None]
"""Told the framework that is being assessed."""


class Step(NamedTuple):
    """A clause that is in another state."""

    change: Change
    before: State
    now: State
    requirement: str
    """Id of the requirement."""

    @property
    def ref(self) -> str:
        """Its number."""
        return self.requirement.partition("/")[2]


@dataclass(frozen=True)
class Look:
    """What became of a framework."""

    framework: str
    since: str = ""
    """Instant of the look before; empty for the first, which has nothing to compare with."""
    steps: tuple[Step, ...] = ()
    """In the order of the framework."""
    problem: str = ""
    """Why it could not be assessed."""

    def of(self, change: Change) -> list[Step]:
        """Those that got better, or worse."""
        return [step for step in self.steps if step.change == change]


@dataclass(frozen=True)
class ChangeLog:
    """What a load changed."""

    looks: tuple[Look, ...] = ()
    problem: str = ""
    """Why nobody looked; empty where somebody did, or nothing was to be looked at."""


async def look(
    engine: Engine, settings: Settings, results: Sequence[SourceResult], looking: Looking = lambda _: None
) -> ChangeLog:
    """Compares every framework in use with how it stood before a load, and keeps that with the last run that wrote something.

    Never raises for what goes wrong meanwhile: the load itself is done.
    """
    wrote = [r for r in results if r.status == "finished" and (r.added or r.changed or r.removed)]
    seconds = settings.change_log_seconds
    if not wrote or not seconds:
        return ChangeLog()
    try:
        if not await baselines.read(engine):
            return ChangeLog()
        # The lock comes first: given up while it is being taken, it would stay taken.
        async with load_lock(engine, wait_seconds=0, waiting=unheard), asyncio.timeout(seconds):
            return ChangeLog(tuple(await _looks(engine, settings, wrote, looking)))
    except TimeoutError:
        return ChangeLog(problem=f"It took more than {seconds:g} seconds (change_log_seconds); the next load tells.")
    except ClausegraphError as problem:
        return ChangeLog(problem=str(problem))


async def _looks(engine: Engine, settings: Settings, wrote: Sequence[SourceResult], looking: Looking) -> list[Look]:
    known, now, looks, once = organisation(settings), list[Baseline](), list[Look](), Once()
    for one in await baselines.read(engine):
        looking(one.framework)
        try:
            assessment = await _assessed(engine, settings, known, one.framework, once)
        except ClausegraphError as problem:
            looks.append(Look(one.framework, one.at, problem=str(problem)))
            continue
        states = {clause.id: clause.own for clause in assessment.clauses if clause.own}
        looks.append(Look(one.framework, one.at, tuple(_steps(one, states))))
        now.append(Baseline(one.framework, clock(settings), [f"{state} {id_}" for id_, state in states.items()]))
    lines = [f"{step.change} {step.before} {step.now} {step.requirement}" for one in looks for step in one.steps]
    await baselines.write(engine, now, wrote[-1].run, lines, [result.source for result in wrote])
    return looks


async def _assessed(engine: Engine, settings: Settings, known: Organisation, name: str, once: Once) -> Assessment:
    framework = await known_framework(engine, name, known.frameworks)
    return await assess(engine, framework, today=settings.day, known=known, once=once)


def _steps(before: Baseline, states: dict[str, State]) -> list[Step]:
    was = {id_: State(state) for state, id_ in (text.split(" ", 1) for text in before.states)}
    moved = [(was[id_], state, id_) for id_, state in states.items() if id_ in was and was[id_] != state]
    return [Step(changed(old, new), old, new, id_) for old, new, id_ in moved]
