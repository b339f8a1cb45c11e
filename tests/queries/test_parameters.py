"""A parameter's text becomes a value of its type, or one error that shows how to write it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import WrongUse
from graph.schema.vocabulary import AGREEMENT_KINDS
from queries.catalogue import catalogue
from queries.contract import Check, Question
from queries.parameters import bind, used
from queries.values import coerced

TODAY = "2026-11-23"


def asked(statement: str, **params: dict[str, Any]) -> Question:
    given_params = {name: {"about": "a thing", "example": "x"} | param for name, param in params.items()}
    return Question(name="q", title="Q", about="Q", returns=["x"], statement=statement, params=given_params)


def test_a_statement_gets_what_it_uses_and_nothing_else() -> None:
    assert bind(asked("RETURN 1 AS x"), {}, today=TODAY) == {}
    assert bind(asked("RETURN $today AS x"), {}, today=TODAY) == {"today": TODAY}
    assert bind(asked("RETURN $agreement_kinds AS x"), {}, today=TODAY) == {"agreement_kinds": AGREEMENT_KINDS}


def test_a_check_gets_the_requirements_it_is_named_for() -> None:
    check = catalogue().checks["management-review-is-recent"]
    values = bind(check, {}, today=TODAY, requirements=["b/2", "a/1"])
    assert values["requirements"] == ["b/2", "a/1"]
    assert set(values) == used(check.statement)


def test_a_span_reaches_the_statement_as_the_days_it_spans_too() -> None:
    question = asked("RETURN $old_days, $old_days_ago, $old_days_ahead", old_days={"type": "days", "default": 30, "example": 1})
    assert bind(question, {}, today=TODAY) == {
        "old_days": 30,
        "old_days_ago": "2026-10-24",
        "old_days_ahead": "2026-12-23",
    }
    assert bind(question, {"old_days": "365"}, today=TODAY)["old_days_ago"] == "2025-11-23"
    assert bind(question, {"old_days": 0}, today=TODAY)["old_days_ahead"] == TODAY


@given(days=st.integers(0, 36_500), today=st.dates())
def test_spans_stay_in_the_calendar(days: int, today: date) -> None:
    question = asked("RETURN $x_days_ago, $x_days_ahead", x_days={"type": "days", "default": 30, "example": 1})
    values = bind(question, {"x_days": days}, today=today.isoformat())
    assert values["x_days_ago"] <= today.isoformat() <= values["x_days_ahead"]
    if date(200, 1, 1) < today < date(9_800, 1, 1):
        assert date.fromisoformat(values["x_days_ago"]) == today - timedelta(days=days)


@pytest.mark.parametrize(
    ("type_", "text", "value"),
    [
        ("text", " a b ", "a b"),
        ("integer", "-5", -5),
        ("integer", 7, 7),
        ("number", "0.5", 0.5),
        ("boolean", "Yes", True),
        ("boolean", False, False),
        ("day", "2026-02-28", "2026-02-28"),
        ("days", "90", 90),
        ("id", "service/cmdb/1", "service/cmdb/1"),
        ("id of Supplier", "Cirrus North", "Cirrus North"),
    ],
)
def test_texts_become_values(type_: str, text: Any, value: Any) -> None:
    assert coerced(type_, text) == value
    assert type(coerced(type_, text)) is type(value)


@pytest.mark.parametrize(
    ("type_", "text", "expected"),
    [
        ("text", " ", "a text"),
        ("text", 5, "a text"),
        ("integer", "5.0", "a whole number"),
        ("integer", True, "a whole number"),
        ("integer", "9" * 30, "a whole number"),
        ("integer", 2**63, "a whole number"),
        ("number", "many", "a number"),
        ("number", "nan", "a number"),
        ("number", "inf", "a number"),
        ("number", True, "a number"),
        ("boolean", "maybe", "true or false"),
        ("day", "23.11.2026", "a date of the form YYYY-MM-DD"),
        ("day", "2026-02-30", "a date of the form YYYY-MM-DD"),
        ("day", "20261123", "a date of the form YYYY-MM-DD"),
        ("day", "2026-W48-1", "a date of the form YYYY-MM-DD"),
        ("days", "-1", "a number of days between 0 and 36500"),
        ("days", "a year", "a number of days between 0 and 36500"),
        ("days", "40000", "a number of days between 0 and 36500"),
        ("id of Supplier", "", "a text"),
    ],
)
def test_what_is_not_of_the_type_says_what_it_should_be(type_: str, text: Any, expected: str) -> None:
    with pytest.raises(ValueError, match=expected):
        coerced(type_, text)


def test_a_wrong_value_is_named_with_an_example() -> None:
    check = catalogue().checks["clause-was-audited"]
    with pytest.raises(WrongUse) as error:
        bind(check, {"audit_within_days": "a year"}, today=TODAY)
    assert str(error.value) == (
        "clause-was-audited: audit_within_days = 'a year' is not a number of days between 0 and 36500. "
        "For example: -p audit_within_days=1095"
    )


def test_a_missing_value_is_asked_for_with_an_example() -> None:
    with pytest.raises(WrongUse, match=r'needs a value for supplier \(id or name of .*-p supplier="Cirrus North"'):
        bind(catalogue().questions["impact-of-a-failing-supplier"], {}, today=TODAY)


def test_an_unknown_parameter_is_answered_with_the_nearest() -> None:
    known = catalogue()
    with pytest.raises(WrongUse, match=r"It has no parameter suplier\. Did you mean supplier"):
        bind(known.questions["impact-of-a-failing-supplier"], {"suplier": "x"}, today=TODAY)
    with pytest.raises(WrongUse, match=r"It has no parameter zz\. It takes none"):
        bind(known.checks["role-is-held"], {"zz": "x"}, today=TODAY)
    with pytest.raises(WrongUse, match=r"It has no parameter today"):
        bind(known.checks["role-is-held"], {"today": "2020-01-01"}, today=TODAY)


@pytest.mark.parametrize("today", ["yesterday", "2026-02-30", ""])
def test_a_day_that_does_not_exist_is_refused(today: str) -> None:
    with pytest.raises(WrongUse, match=r"is not a date\. Write it as YYYY-MM-DD"):
        bind(catalogue().checks["role-is-held"], {}, today=today)


def test_every_example_in_the_catalogue_can_be_given() -> None:
    known = catalogue()
    everything: list[Check | Question] = [*known.checks.values(), *known.questions.values()]
    for one in everything:
        examples = {name: str(param.example) for name, param in one.params.items()}
        assert set(bind(one, examples, today=TODAY)) == used(one.statement)
