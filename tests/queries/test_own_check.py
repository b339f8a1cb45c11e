"""The check that docs/questions.md writes step by step is one: it loads, runs and says what the page promises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from graph.engine import Engine, Statement
from graph.settings import read_settings
from queries.catalogue import read_statement
from queries.contract import Check
from queries.organisation import organisation
from queries.run import run_check
from tests.queries.cases import TODAY, Break, Case, load, rules_that_say

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


async def test_what_the_page_breaks_is_in_alarm(engine: Engine, written: Check) -> None:
    content = yaml.safe_load(block("yaml"))
    broken = Break.model_validate(content["breaks"])
    await load(engine, Case.model_validate(content["cases"][broken.case]))
    await engine.write([Statement(broken.write)])
    found = {f.resource: f.status for f in await run_check(engine, written, today=TODAY)}
    assert found[broken.alarms] == "alarm"


def test_the_configuration_of_the_page_is_read(tmp_path: Path) -> None:
    folder, parameters = re.findall(r"^```text\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
    (tmp_path / "our-checks").mkdir()
    (tmp_path / "our-checks" / "critical-service-has-deputy.cypher").write_text(block("cypher"))
    (tmp_path / "clausegraph.yaml").write_text(folder + parameters)
    ours = organisation(read_settings(tmp_path / "clausegraph.yaml"))
    assert (ours.own, ours.refused) == ({"critical-service-has-deputy"}, ())
    assert ours.parameters["country-concentration-is-limited"] == {"home_countries": ["DE", "AT"]}
