"""How a framework went, month by month: the last assessment of each month that was kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby

from graph.engine import Engine
from graph.errors import WrongUse, nearest
from queries.assessment.states import State
from queries.catalogue import catalogue
from queries.run import ask

QUESTION = "coverage-by-month"


@dataclass(frozen=True)
class Month:
    """The last assessment of a month."""

    month: str
    """2026-11."""
    day: str
    clauses: Mapping[str, State]
    """State of every clause by its number, in the order of the framework."""
    judged: frozenset[str]
    """Numbers of the clauses that are judged by themselves."""

    @property
    def states(self) -> Counter[State]:
        """How many clauses that are judged by themselves have which state."""
        return Counter(state for ref, state in self.clauses.items() if ref in self.judged)


@dataclass(frozen=True)
class Trend:
    """The months of a framework or a section of it, the first first."""

    framework: str
    clause: str
    """Number of the section; empty for the whole framework."""
    months: tuple[Month, ...]
    titles: Mapping[str, str] = field(default_factory=dict)
    """Of every clause by its number, as the last assessment has it; in the order of the framework."""

    def spans(self, ref: str) -> list[tuple[State | None, str]]:
        """The states that a clause had, each with the month in which it began; None where it was no part of the framework."""
        each = [(month.clauses.get(ref), month.month) for month in self.months]
        return [(state, next(months)[1]) for state, months in groupby(each, key=lambda pair: pair[0])]


async def trend(engine: Engine, framework: str, today: str, clause: str = "") -> Trend:
    """The trend of a framework by id or name; raises WrongUse where nothing was kept, or where there is no such clause."""
    rows = (await ask(engine, catalogue().find_question(QUESTION), today=today, params={"framework": framework})).rows
    if not rows:
        keeps = f"clausegraph coverage {framework} --record keeps one."
        raise WrongUse(f"No assessment of {framework} was kept.", remedy=keeps)
    inside = [row for row in rows if not clause or row[2] == clause or row[2].startswith(f"{clause}.")]
    if not inside:
        remedy = nearest(clause, dict.fromkeys(row[2] for row in rows))
        raise WrongUse(f"There is no requirement {clause}.", where=framework, remedy=remedy)
    titles = {ref: title for _, _, ref, title, _, _ in inside}
    by_month = groupby(inside, key=lambda row: (row[0], row[1]))
    return Trend(framework, clause, tuple(_month(*key, list(some)) for key, some in by_month), titles)


def _month(month: str, day: str, rows: list[list[object]]) -> Month:
    clauses = {str(ref): State(str(state)) for _, _, ref, _, state, _ in rows}
    return Month(month, day, clauses, frozenset(str(row[2]) for row in rows if row[5]))
