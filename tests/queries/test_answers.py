"""Every check and question says on every engine what its fixtures say, in the sentences its rules promise."""

from __future__ import annotations

import pytest

from graph.engine import Engine
from queries.catalogue import catalogue
from queries.run import ask, run_check
from tests.queries.cases import FOLDER, cases_of, load, rules_that_say
from tests.queries.words import foreign_words

CHECKS, QUESTIONS = catalogue().checks, catalogue().questions


@pytest.mark.parametrize("name", CHECKS)
async def test_a_check_finds_what_its_fixtures_plant_and_says_every_one_of_its_rules(engine: Engine, name: str) -> None:
    check, said = CHECKS[name], set()
    for n, case in enumerate(cases_of(name)):
        await load(engine, case)
        findings = await run_check(engine, check, today=case.today, params=case.params)
        assert [[f.resource, f.status.value] for f in findings] == case.expect, f"case {n}"
        assert case.reasons.items() <= {f.resource: f.reason for f in findings}.items(), f"case {n}"
        for finding in findings:
            rules = rules_that_say(check, finding)
            assert rules, f"case {n}: no rule says: {finding.status}: {finding.reason}"
            said |= rules
    assert said == set(range(len(check.rules))), "a rule that no fixture meets"


@pytest.mark.parametrize("name", QUESTIONS)
async def test_a_question_answers_what_its_fixtures_expect(engine: Engine, name: str) -> None:
    question = QUESTIONS[name]
    for n, case in enumerate(cases_of(name)):
        await load(engine, case)
        answer = await ask(engine, question, today=case.today, params=case.params)
        assert answer.columns == question.returns
        assert answer.rows == case.expect, f"case {n}"


@pytest.mark.parametrize("name", CHECKS)
async def test_an_empty_graph_gives_a_check_nothing_to_judge(engine: Engine, name: str) -> None:
    assert await run_check(engine, CHECKS[name], today="2026-11-23") == []


@pytest.mark.parametrize("name", [name for name, q in QUESTIONS.items() if not any(p.labels for p in q.params.values())])
async def test_an_answer_without_rows_still_has_its_columns(engine: Engine, name: str) -> None:
    examples = {key: param.example for key, param in QUESTIONS[name].params.items()}
    assert (await ask(engine, QUESTIONS[name], today="2026-11-23", params=examples)).columns == QUESTIONS[name].returns


async def test_fixtures_use_the_words_of_the_schema_alone(engine: Engine) -> None:
    for name in (*CHECKS, *QUESTIONS):
        for n, case in enumerate(cases_of(name)):
            await load(engine, case)
            assert await foreign_words(engine) == [], f"{name}, case {n}"


def test_every_fixture_belongs_to_something_in_the_catalogue() -> None:
    assert {f.stem for f in FOLDER.glob("*.yaml")} == {*CHECKS, *QUESTIONS}
