"""Reasons: what a clause rests on, compared between two days."""

from __future__ import annotations

from queries.assessment.reasons import difference, parsed

MISSING, CLAIM, ALARM, OK = (
    "missing policy f/4.1",
    "claim full process/p/1",
    "alarm role-is-held role/r/2",
    "ok role-is-held role/r/1",
)


def test_a_reason_has_a_kind_a_what_and_a_node_whose_id_may_have_spaces() -> None:
    assert parsed("evidence audit_report document/the register/7 b") == ("evidence", "audit_report", "document/the register/7 b")


def test_reasons_that_went_and_came_are_told_in_the_order_they_are_kept() -> None:
    assert difference([MISSING, CLAIM, ALARM], [CLAIM, OK], 1_000) == ([MISSING, ALARM], [OK])
    assert difference([], [ALARM, MISSING], 1_000) == ([], [MISSING, ALARM])


def test_of_lists_that_were_cut_only_what_both_reach_is_compared() -> None:
    before = [MISSING, CLAIM, "alarm c 1", "alarm c 2"]
    after = [CLAIM, "alarm c 2", "alarm c 3", "alarm c 4"]
    assert difference(before, after, 4) == ([MISSING, "alarm c 1"], []), "what comes after the last of the shorter is not known"
    assert difference(before, after, 5) == ([MISSING, "alarm c 1"], ["alarm c 3", "alarm c 4"])
