"""The state of a clause, its roll-up and the verdict: every example of the reference, and the order of the rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from queries.assessment.rollup import is_worse, roll_up, worst
from queries.assessment.states import PRECEDENCE, Addressed, CheckCount, Inputs, State, judge
from queries.assessment.verdict import Plan, rule
from queries.contract import Severity

REFERENCE = yaml.safe_load((Path(__file__).parent / "clause_coverage.yaml").read_text(encoding="utf-8"))
FULL = Inputs(addressed=Addressed.FULL, evidence=1)


def inputs(given: dict[str, Any]) -> Inputs:
    checks = [CheckCount("c", **{**check, "severity": Severity(check["severity"])}) for check in given.get("checks", [])]
    addressed = Addressed(given.get("addressed", "none"))
    return Inputs(**{**given, "checks": tuple(checks), "addressed": addressed})


def with_check(severity: str, **counts: int) -> Inputs:
    return Inputs(addressed=Addressed.FULL, checks=(CheckCount("c", Severity(severity), **counts),))


@pytest.mark.parametrize("example", REFERENCE["examples"], ids=lambda e: e["case"])
def test_an_example_has_its_state_and_a_sentence_that_says_why(example: dict[str, Any]) -> None:
    judged = judge(inputs(example["given"]))
    assert judged.state == example["state"]
    assert judged.why.endswith(".")


def test_every_rule_decides_some_example() -> None:
    decided = set()
    for example in REFERENCE["examples"]:
        given = inputs(example["given"])
        decided.add(next(n for n, one in enumerate(PRECEDENCE) if one.because(given, 50)))
    assert decided == set(range(len(PRECEDENCE)))


def test_the_reason_names_what_is_missing_and_what_else_counts_against_it() -> None:
    given = Inputs(
        addressed=Addressed.PARTIAL, documents_needed=2, documents_missing=1, evidence=1, major_open=1, missing=("plan",)
    )
    judged = judge(given)
    assert (judged.state, judged.why) == (State.GAP, "1 open nonconformity is major or past the due date.")
    assert judged.also == ("Missing: plan.", "It is addressed in part only.")


def test_a_clause_that_nothing_is_shown_for_says_it_once() -> None:
    judged = judge(Inputs(records_needed=1, records_missing=1))
    assert judged.why == "Nothing is shown for it. 1 of 1 required item is missing. Nobody addresses it."
    assert judged.also == ()


def test_the_systemic_share_is_a_parameter() -> None:
    given = with_check("high", ok=3, alarm=1)
    assert judge(given).state == State.PARTIAL
    assert judge(given, 20).state == State.GAP
    assert judge(given, 20).why == "c (high) is in alarm for 1 of 4, more than 20 %."


def test_an_accepted_alarm_is_no_alarm_but_shows_nothing_either() -> None:
    assert judge(with_check("high", ok=1, accepted=9)).state == State.COVERED
    assert judge(with_check("high", accepted=9)).state == State.PARTIAL, "a claim that nothing shows"
    assert judge(with_check("high", ok=2, alarm=3, accepted=1)).state == State.PARTIAL, "it stays in the share of rows"
    unclaimed = Inputs(checks=(CheckCount("c", Severity.HIGH, accepted=1),))
    assert judge(unclaimed).state == State.GAP, "measured, accepted, and nobody answers for it"


@pytest.mark.parametrize("example", REFERENCE["roll_up_examples"], ids=lambda e: "+".join(e["children"]))
def test_a_roll_up_example_has_its_state(example: dict[str, Any]) -> None:
    assert roll_up(State(child) for child in example["children"]) == example["parent"]


def test_the_worst_child_is_named_and_the_first_of_equals() -> None:
    states = [("1", State.COVERED), ("2", State.PARTIAL), ("3", State.NOT_ASSESSED), ("4", State.GAP), ("5", State.GAP)]
    assert [worst(states[:n]) for n in range(6)] == ["", "1", "2", "3", "4", "4"]
    assert is_worse(State.GAP, State.COVERED)
    assert not is_worse(State.COVERED, State.COVERED)


@pytest.mark.parametrize(
    ("state", "plans", "verdict"),
    [
        (State.COVERED, (), "ready"),
        (State.NOT_APPLICABLE, (), "ready"),
        (State.PARTIAL, (Plan(), Plan(("Quality lead",), "2026-12-31")), "ready"),
        (State.PARTIAL, (Plan(("Quality lead",)),), "conditionally_ready"),
        (State.PARTIAL, (Plan(due="2026-12-31"),), "conditionally_ready"),
        (State.PARTIAL, (), "not_ready"),
        (State.GAP, (Plan(("Quality lead",), "2026-12-31"),), "not_ready"),
        (State.NOT_ASSESSED, (), "not_ready"),
    ],
)
def test_a_framework_is_as_ready_as_its_worst_clause(state: State, plans: tuple[Plan, ...], verdict: str) -> None:
    ruling = rule([("4.1", State.COVERED, ()), ("4.2", state, plans)])
    assert ruling.verdict == verdict
    assert (verdict == "ready") != any("4.2" in said for said in ruling.why)


def test_a_verdict_names_all_the_clauses_in_its_way() -> None:
    ruling = rule([("1", State.GAP, ()), ("2", State.GAP, ()), ("3", State.PARTIAL, ()), ("4", State.NOT_ASSESSED, ())])
    assert ruling.why == (
        "2 clauses are gaps: 1, 2.",
        "4 is not assessed.",
        "3 is partial without an open nonconformity or improvement.",
    )
