"""Every check and question says on every engine what its fixtures say, in the sentences its rules promise."""

from __future__ import annotations

import re

import pytest

from graph.engine import Engine
from queries.catalogue import catalogue
from queries.run import Finding, ask, run_check
from tests.queries import planting
from tests.queries.cases import FOLDER, TODAY, cases_of, load, rules_that_say

CHECKS, QUESTIONS = catalogue().checks, catalogue().questions


@pytest.mark.parametrize("name", CHECKS)
async def test_a_check_finds_what_its_fixtures_plant_and_says_every_one_of_its_rules(engine: Engine, name: str) -> None:
    """An empty graph comes first: it is skipped, and Neo4j plans each statement once for all its graphs."""
    check, said = CHECKS[name], set()
    (nothing,) = await run_check(engine, check, today=TODAY)
    assert (nothing.resource, nothing.status, nothing.reason) == ("", "skip", f"Nothing in scope: {check.applies_when}.")
    for n, case in enumerate(cases_of(name)):
        await load(engine, case)
        findings = [f for f in await run_check(engine, check, today=case.today, params=case.params) if f.resource]
        assert [[f.resource, f.status.value] for f in findings] == case.expect, f"case {n}"
        assert case.reasons.items() <= {f.resource: f.reason for f in findings}.items(), f"case {n}"
        for finding in findings:
            rules = rules_that_say(check, finding)
            assert rules, f"case {n}: no rule says: {finding.status}: {finding.reason}"
            said |= rules
            say_it_well(finding)
    assert said == set(range(len(check.rules))), "a rule that no fixture meets"


@pytest.mark.parametrize("name", QUESTIONS)
async def test_a_question_answers_what_its_fixtures_expect(engine: Engine, name: str) -> None:
    question = QUESTIONS[name]
    for n, case in enumerate(cases_of(name)):
        await load(engine, case)
        answer = await ask(engine, question, today=case.today, params=case.params)
        assert answer.columns == question.returns
        assert answer.rows == case.expect, f"case {n}"


def say_it_well(finding: Finding) -> None:
    """A reason is one sentence with its figures; that something is too old or too late names the limit or the day."""
    reason = finding.reason
    assert re.match(r"[A-Z0-9]", reason), f"no beginning: {reason}"
    assert reason.endswith("."), f"no full stop: {reason}"
    assert not re.search(r"\bnull\b|  | ,|\.\.$|\d\.0\b(?!\.)", reason), reason
    if finding.status == "alarm" and re.search(r"more than|days ago|limit", reason):
        assert re.search(r"\d+ (days|min|%)", reason), f"no number: {reason}"
    if finding.status == "alarm" and re.search(r"\blast\b|\bLast\b|days ago|was due|[Ee]nded on|undecided|open for more", reason):
        assert re.search(r"\d{4}-\d{2}-\d{2}|an unknown day|last \d+ days", reason), f"no day: {reason}"


@pytest.mark.parametrize("name", [name for name, q in QUESTIONS.items() if not any(p.labels for p in q.params.values())])
async def test_an_answer_without_rows_still_has_its_columns(engine: Engine, name: str) -> None:
    examples = {key: param.example for key, param in QUESTIONS[name].params.items()}
    assert (await ask(engine, QUESTIONS[name], today="2026-11-23", params=examples)).columns == QUESTIONS[name].returns


@pytest.mark.parametrize("name", [*CHECKS, *QUESTIONS])
def test_fixtures_use_the_words_of_the_schema_alone(name: str) -> None:
    for n, case in enumerate(cases_of(name)):
        assert list(planting.foreign_words(planting.parsed(case.graph))) == [], f"case {n}"


def test_every_fixture_belongs_to_something_in_the_catalogue() -> None:
    assert {f.stem for f in FOLDER.glob("*.yaml")} == {*CHECKS, *QUESTIONS}
