"""Every check and question says on every engine what its fixtures say."""

from __future__ import annotations

import pytest

from graph.engine import Engine
from queries.catalogue import catalogue
from queries.run import ask, run_check

from .cases import FOLDER, cases_of, load, numbered, says

CHECKS, QUESTIONS = catalogue().checks, catalogue().questions


@pytest.mark.parametrize("name", [*CHECKS, *QUESTIONS])
def test_everything_in_the_catalogue_has_a_fixture(name: str) -> None:
    assert (FOLDER / f"{name}.yaml").is_file()


def test_no_fixture_is_left_behind() -> None:
    assert {f.stem for f in FOLDER.glob("*.yaml")} == {*CHECKS, *QUESTIONS}


@pytest.mark.parametrize(("name", "n"), numbered(iter(CHECKS)))
async def test_a_check_finds_what_its_fixture_plants(engine: Engine, name: str, n: int) -> None:
    case, check = cases_of(name)[n], CHECKS[name]
    await load(engine, case)
    findings = await run_check(engine, check, today=case.today, params=case.params)
    assert [[f.resource, f.status.value] for f in findings] == case.expect
    for finding in findings:
        assert says(check, finding.status, finding.reason), f"no rule says: {finding.status}: {finding.reason}"
        assert finding.reason == case.reasons.get(finding.resource, finding.reason)


@pytest.mark.parametrize(("name", "n"), numbered(iter(QUESTIONS)))
async def test_a_question_answers_what_its_fixture_expects(engine: Engine, name: str, n: int) -> None:
    case, question = cases_of(name)[n], QUESTIONS[name]
    await load(engine, case)
    answer = await ask(engine, question, today=case.today, params=case.params)
    assert answer.columns == question.returns
    assert answer.rows == case.expect


@pytest.mark.parametrize("name", CHECKS)
def test_every_rule_of_a_check_is_met_by_a_fixture(name: str) -> None:
    """Each status that the rules promise comes out of some case; the reasons are matched where the cases run."""
    met = {status for case in cases_of(name) for _, status in case.expect}
    assert met == {rule.status.value for rule in CHECKS[name].rules}
