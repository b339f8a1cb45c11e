"""Checks run side by side, in bounds, and give their findings in order."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from graph.engine import Engine, Statement, Table
from graph.engine.connection import Make, T
from graph.errors import StatementRefused, WrongUse
from queries.catalogue import catalogue
from queries.contract import Check
from queries.findings import Finding
from queries.once import Once
from queries.run import run_check, run_checks
from tests.queries.cases import cases_of

TODAY = "2026-11-23"
CHECKS = catalogue().checks


def check(statement: str) -> Check:
    return CHECKS["role-is-held"].model_copy(update={"statement": statement})


class Counting:
    """An engine that notes how many statements it was answering at once."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.now, self.most, self.asked = engine, 0, 0, 0

    async def read_table(self, text: str, parameters: Mapping[str, Any]) -> Table:
        return await self.engine.read_table(text, parameters)

    async def read_made(self, text: str, parameters: Mapping[str, Any], make: Make[T]) -> list[T]:
        self.now += 1
        self.asked += 1
        self.most = max(self.most, self.now)
        try:
            return await self.engine.read_made(text, parameters, make)
        finally:
            self.now -= 1


async def test_findings_come_in_the_order_of_the_checks(engine: Engine) -> None:
    case = cases_of("service-has-accountable-role")[0]
    await engine.write([Statement(case.graph)])
    chosen = [CHECKS["service-has-accountable-role"], CHECKS["process-has-accountable-role"], CHECKS["role-is-held"]]
    together = await run_checks(engine, chosen, TODAY)
    alone = [finding for one in chosen for finding in await run_check(engine, one, today=TODAY)]
    assert together == alone
    assert [f.check for f in together] == ["service-has-accountable-role"] * 3 + ["process-has-accountable-role"] + [
        "role-is-held"
    ] * 2
    assert [f.name for f in together if not f.resource] == ["(none)"], "processes: nothing in scope"


async def test_a_check_that_two_ask_for_runs_once_for_the_same_values(engine: Engine) -> None:
    await engine.write([Statement(cases_of("service-has-accountable-role")[0].graph)])
    counting, once = Counting(engine), Once()
    both, more = [CHECKS["service-has-accountable-role"], CHECKS["service-risk-is-assessed"]], [CHECKS["role-is-held"]]

    async def found(checks: list[Check], **params: int) -> list[Finding]:
        return await run_checks(counting, checks, TODAY, params, once=once)  # type: ignore[arg-type]

    first, second = await asyncio.gather(found(both), found([*both, *more]))
    assert counting.asked == 3
    assert second == [*first, *await run_checks(engine, more, TODAY)]
    (days,) = both[1].params
    await found(both, **{days: 1})
    assert counting.asked == 4, "other days are asked for, and what has no such parameter is not asked again"


@pytest.mark.parametrize("at_once", [1, 3])
async def test_no_more_checks_run_at_once_than_allowed(engine: Engine, at_once: int) -> None:
    counting = Counting(engine)
    await run_checks(counting, CHECKS.values(), TODAY, at_once=at_once)  # type: ignore[arg-type]
    assert counting.most == at_once


async def test_the_first_error_is_the_error(engine: Engine) -> None:
    with pytest.raises(StatementRefused):
        await run_checks(engine, [*CHECKS.values(), check("RETURN nothing AS it")], TODAY)


async def test_a_parameter_reaches_the_checks_that_have_it(engine: Engine) -> None:
    case = cases_of("supplier-is-reviewed")[0]
    await engine.write([Statement(case.graph)])
    chosen = [CHECKS["supplier-is-reviewed"], CHECKS["role-is-held"]]
    strict = await run_checks(engine, chosen, TODAY, {"review_within_days": "0", "critical_review_within_days": 0})
    lenient = await run_checks(engine, chosen, TODAY, {"review_within_days": 36500, "critical_review_within_days": "36500"})
    assert {f.status for f in strict if f.resource} == {"alarm"}
    assert "ok" in {f.status for f in lenient}


async def test_a_parameter_that_no_check_has_is_refused(engine: Engine) -> None:
    with pytest.raises(WrongUse, match=r"None of these checks has a parameter review_days\. Did you mean review_within_days"):
        await run_checks(engine, [CHECKS["supplier-is-reviewed"]], TODAY, {"review_days": 5})


async def test_a_check_that_breaks_its_contract_is_named(engine: Engine) -> None:
    with pytest.raises(WrongUse, match=r"role-is-held: It returns x, y\. It owes resource, name, status, reason"):
        await run_check(engine, check("RETURN 1 AS x, 2 AS y"), today=TODAY)
    with pytest.raises(WrongUse, match=r"role-is-held: It gives r the status 'fine'\. A status is one of alarm, info, skip, ok"):
        await run_check(engine, check("RETURN 'r' AS resource, 'R' AS name, 'fine' AS status, '.' AS reason"), today=TODAY)


async def test_a_resource_without_a_name_is_called_by_its_id(engine: Engine) -> None:
    nameless = check("RETURN 'r' AS resource, null AS name, 'ok' AS status, 'Held.' AS reason")
    (finding,) = await run_check(engine, nameless, today=TODAY)
    assert (finding.name, finding.status) == ("r", "ok")
