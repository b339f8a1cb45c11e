"""Running checks and questions on an engine."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.engine import Engine, Row, Table
from graph.errors import WrongUse, nearest
from queries.contract import Asked, Check, FindingStatus, Question
from queries.frameworks import requirements_of
from queries.lookup import resolve
from queries.parameters import bind

AT_ONCE = 4
"""Checks that run at the same time."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check says of one resource."""

    check: str
    """Name of the check."""
    resource: str
    """Id of the node."""
    name: str
    """What people call the node."""
    status: FindingStatus
    reason: str
    """One sentence."""


async def run_check(engine: Engine, check: Check, *, today: str, params: Mapping[str, Any] | None = None) -> list[Finding]:
    """The findings of a check, one a resource in scope, in the order of the statement.

    `params` are values or their texts. Raises WrongUse for a parameter or value that cannot be meant, and for a check whose
    statement does not keep its contract.
    """
    table = await _answer(engine, check, today, params or {})
    return [_finding(check, row) for row in table.rows]


async def run_checks(
    engine: Engine, checks: Iterable[Check], today: str, params: Mapping[str, Any] | None = None, *, at_once: int = AT_ONCE
) -> list[Finding]:
    """The findings of several checks, in their order; at most `at_once` run at a time.

    A parameter reaches those checks that have it; raises WrongUse when none has.
    """
    chosen, given = list(checks), params or {}
    known = {name for check in chosen for name in check.params}
    for name in given:
        if name not in known:
            raise WrongUse(f"None of these checks has a parameter {name}.", remedy=nearest(name, known))
    turn = asyncio.Semaphore(at_once)

    async def one(check: Check) -> list[Finding]:
        async with turn:
            mine = {name: value for name, value in given.items() if name in check.params}
            return await run_check(engine, check, today=today, params=mine)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(check)) for check in chosen]
    except BaseExceptionGroup as several:
        raise several.exceptions[0] from several
    return [finding for task in tasks for finding in task.result()]


async def ask(engine: Engine, question: Question, *, today: str, params: Mapping[str, Any] | None = None) -> Table:
    """The answer to a question: its columns and rows.

    `params` are values or their texts; a node may be given by id or by name. Raises WrongUse for one that cannot be meant.
    """
    return await _answer(engine, question, today, params or {})


async def _answer(engine: Engine, asked: Asked, today: str, params: Mapping[str, Any]) -> Table:
    values = bind(asked, params, today=today, requirements=requirements_of(asked.name))
    table = await engine.read_table(asked.statement, await resolve(engine, asked, values))
    if not table.rows:
        # The embedded engine names no columns where there are no rows.
        return Table(list(asked.returns), [])
    if table.columns != asked.returns:
        owed = f"It owes {', '.join(asked.returns)}."
        raise WrongUse(f"It returns {', '.join(table.columns)}.", where=asked.name, remedy=owed)
    return table


def _finding(check: Check, row: Row) -> Finding:
    resource, name, status, reason = row
    try:
        return Finding(check.name, str(resource), str(name or resource), FindingStatus(status), str(reason))
    except ValueError as problem:
        remedy = f"A status is one of {', '.join(FindingStatus)}."
        raise WrongUse(f"It gives {resource} the status {status!r}.", where=check.name, remedy=remedy) from problem
