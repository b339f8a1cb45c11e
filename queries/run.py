"""Running checks and questions on an engine."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any

from graph.engine import Engine, Table
from graph.errors import WrongUse, nearest
from queries.assessment.exceptions import Accepted, accept, read_exceptions
from queries.contract import Asked, Check, Question
from queries.findings import Finding, Findings, nothing_in_scope, owes
from queries.frameworks import Framework, record_ages, requirements_of
from queries.lookup import resolve
from queries.once import Once
from queries.parameters import bind

__all__ = ["AT_ONCE", "Finding", "ask", "run_check", "run_checks"]

AT_ONCE = 4
"""Checks that run at the same time."""


async def run_check(engine: Engine, check: Check, *, today: str, params: Mapping[str, Any] | None = None) -> list[Finding]:
    """The findings of a check, one a resource in scope, in the order of the statement; alarms that an exception accepts say so.

    Where nothing is in scope, the one finding is skip and says so. `params` are values or their texts. Raises WrongUse for a
    parameter or value that cannot be meant, and for a check whose statement does not keep its contract.
    """
    return await run_checks(engine, [check], today, defaults={check.name: params or {}})


async def run_checks(
    engine: Engine,
    checks: Iterable[Check],
    today: str,
    params: Mapping[str, Any] | None = None,
    *,
    defaults: Mapping[str, Mapping[str, Any]] | None = None,
    frameworks: Mapping[str, Framework] | None = None,
    exceptions: Iterable[Accepted] | None = None,
    at_once: int = AT_ONCE,
    once: Once | None = None,
) -> list[Finding]:
    """The findings of several checks, in their order; at most `at_once` run at a time.

    A parameter of `params` reaches those checks that have it; raises WrongUse when none has. `defaults` holds, by name of
    the check, what stands in the place of its own defaults. `frameworks` say what the checks test, ours where none are given;
    `exceptions` are read where they are not given; `once` holds what was found already.
    """
    chosen, given, own = list(checks), params or {}, defaults or {}
    known = {name for check in chosen for name in check.params}
    for name in given:
        if name not in known:
            raise WrongUse(f"None of these checks has a parameter {name}.", remedy=nearest(name, known))
    turn, made, once = asyncio.Semaphore(at_once), Findings(), once or Once()

    async def one(check: Check) -> list[Finding]:
        async with turn:
            mine = {name: value for name, value in given.items() if name in check.params}
            values = await _bound(engine, check, today, {**own.get(check.name, {}), **mine}, frameworks)
            found = await once.findings(check, values, lambda: engine.read_made(check.statement, values, made.of(check)))
            return found or [nothing_in_scope(check)]

    accepted = await read_exceptions(engine) if exceptions is None else exceptions
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(check)) for check in chosen]
    except BaseExceptionGroup as several:
        raise several.exceptions[0] from several
    return accept((finding for task in tasks for finding in task.result()), accepted, today)


async def ask(engine: Engine, question: Question, *, today: str, params: Mapping[str, Any] | None = None) -> Table:
    """The answer to a question: its columns and rows.

    `params` are values or their texts; a node may be given by id or by name. Raises WrongUse for one that cannot be meant.
    """
    table = await engine.read_table(question.statement, await _bound(engine, question, today, params or {}))
    owes(question, table.columns)
    return Table(list(question.returns), table.rows)


async def _bound(
    engine: Engine,
    asked: Asked,
    today: str,
    params: Mapping[str, Any],
    frameworks: Mapping[str, Framework] | None = None,
) -> dict[str, Any]:
    tested, ages = requirements_of(asked.name, frameworks), record_ages(frameworks)
    return await resolve(engine, asked, bind(asked, params, today=today, requirements=tested, ages=ages))
