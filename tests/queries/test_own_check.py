"""The check that docs/questions.md writes step by step is one: it loads, runs and says what the page promises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from graph.engine import Engine
from queries.catalogue import read_statement
from queries.contract import Check
from queries.run import run_check
from tests.queries.cases import TODAY, Case, load, rules_that_say

PAGE = (Path(__file__).parents[2] / "docs" / "questions.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def written() -> Check:
    return read_statement(block("cypher"), Check, "queries/coverage/critical-service-has-deputy.cypher")


async def test_the_check_of_the_page_finds_what_its_fixture_plants(engine: Engine, written: Check) -> None:
    said: set[int] = set()
    for case in map(Case.model_validate, yaml.safe_load(block("yaml"))["cases"]):
        await load(engine, case)
        findings = await run_check(engine, written, today=TODAY)
        assert [[f.resource, f.status.value] for f in findings] == case.expect
        said |= {n for finding in findings for n in rules_that_say(written, finding)}
    assert said == set(range(len(written.rules)))


async def test_its_parameter_does_what_the_page_says(engine: Engine, written: Check) -> None:
    (case,) = map(Case.model_validate, yaml.safe_load(block("yaml"))["cases"])
    await load(engine, case)
    settled = await run_check(engine, written, today=TODAY, params={"settled_days": "1"})
    assert [f.status.value for f in settled] == ["ok", "ok", "alarm"]
