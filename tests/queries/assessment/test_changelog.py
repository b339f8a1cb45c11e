"""A load that changed something tells which clauses got better or worse, and never fails for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.engine import Engine
from graph.settings import Settings
from queries.assessment.changelog import ChangeLog, look
from queries.catalogue import catalogue
from queries.run import ask
from tests.queries.assessment.over_time import RULES, Provider

FIRST, SECOND, THIRD = "2026-03-10", "2026-04-10", "2026-05-10"


@pytest.fixture
def provider(engine: Engine, settings_for_engine: Settings, tmp_path: Path) -> Provider:
    """A provider of whose sources nothing was loaded."""
    return Provider(engine, settings_for_engine, tmp_path)


async def looked(provider: Provider, day: str, *names: str, **changed: object) -> ChangeLog:
    """What is told of a load."""
    results = await provider.load(day, *names)
    return await look(provider.engine, provider.settings(day, **changed), results)


async def log(engine: Engine, since: str) -> list[list[object]]:
    question = catalogue().find_question("clauses-changed-by-loads")
    return (await ask(engine, question, today=THIRD, params={"since": since})).rows


async def test_a_load_is_compared_with_the_one_before_and_its_run_keeps_what_changed(provider: Provider) -> None:
    (first,) = (await looked(provider, FIRST)).looks
    assert (first.framework, first.since, first.steps) == (RULES, "", ())
    provider.says("documents", "draft", "approved")
    (second,) = (await looked(provider, SECOND)).looks
    (step,) = second.steps
    assert (second.since[:10], step.change, step.before, step.now, step.ref) == (FIRST, "better", "gap", "covered", "1")
    ((at, *row),) = await log(provider.engine, SECOND)
    assert (str(at)[:10], row) == (SECOND, [["documents"], "better", f"{RULES}/1", "Policy", "gap", "covered"])
    assert await looked(provider, THIRD) == ChangeLog(), "nothing was brought, so nobody looked"
    assert await log(provider.engine, THIRD) == []


async def test_what_nobody_looked_at_shows_with_the_next_load(provider: Provider) -> None:
    await looked(provider, FIRST)
    provider.says("documents", "draft", "approved")
    assert await looked(provider, SECOND, change_log_seconds=0) == ChangeLog()
    provider.says("roles", "Board", "Board of directors")
    (late,) = (await looked(provider, THIRD)).looks
    assert (late.since[:10], [step.ref for step in late.of("better")], late.of("worse")) == (FIRST, ["1"], [])


async def test_a_look_that_takes_too_long_or_fails_is_told_and_loses_nothing(provider: Provider) -> None:
    await looked(provider, FIRST)
    provider.says("documents", "draft", "approved")
    slow = await looked(provider, SECOND, change_log_seconds=0.01)
    assert (slow.looks, slow.problem[:40]) == ((), "It took more than 0.01 seconds (change_l")
    provider.says("documents", "approved", "withdrawn")
    wrong = await looked(provider, SECOND, parameters={"role-is-helt": {}})
    assert "there is no check role-is-helt" in wrong.problem
    assert await provider.engine.read("MATCH (d:Document) RETURN d.status") == [["withdrawn"]]


async def test_only_frameworks_in_use_are_looked_at(provider: Provider) -> None:
    assert await looked(provider, FIRST, "rules") == ChangeLog(), "nothing is in scope yet"
    assert [one.framework for one in (await looked(provider, FIRST, "processes")).looks] == [RULES]
    provider.says("processes", "Steering", "Governing")
    provider.says("rules", "id: house-rules", "id: other-rules")
    assert (await looked(provider, SECOND)).looks == (), "nothing is in scope of the other rules, and ours are gone"
