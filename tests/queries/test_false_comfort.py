"""No check comforts falsely: what it is about is broken in a graph it calls ok, and it must see that."""

from __future__ import annotations

import pytest

from graph.engine import Engine, Statement
from queries.catalogue import catalogue
from queries.run import run_check
from tests.queries.cases import break_of, cases_of, load

CHECKS = catalogue().checks


@pytest.mark.parametrize("name", CHECKS)
async def test_a_check_alarms_when_what_it_is_about_is_broken(engine: Engine, name: str) -> None:
    broken = break_of(name)
    case = cases_of(name)[broken.case]

    async def said() -> dict[str, str]:
        found = await run_check(engine, CHECKS[name], today=case.today, params=case.params)
        return {finding.resource: str(finding.status) for finding in found}

    await load(engine, case)
    assert (await said())[broken.alarms] == "ok"
    await engine.write([Statement(broken.write)])
    assert (await said())[broken.alarms] == "alarm"
