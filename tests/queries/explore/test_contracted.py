"""Paths stay whole through what is left out, along the arrows and never against them."""

from __future__ import annotations

from queries.explore.contracted import implied, joined


def test_a_path_through_what_is_gone_becomes_one_step() -> None:
    assert implied([("a", "x"), ("x", "y"), ("y", "b")], {"x", "y"}) == [("a", "b")]


def test_arrows_that_meet_in_what_is_gone_join_nothing() -> None:
    assert implied([("a", "x"), ("b", "x")], {"x"}) == []


def test_what_is_joined_anyway_needs_no_implied_step_and_nothing_leads_to_itself() -> None:
    assert implied([("a", "x"), ("x", "b"), ("a", "b"), ("x", "a")], {"x"}) == []


def test_circles_of_what_is_gone_end() -> None:
    assert implied([("a", "x"), ("x", "y"), ("y", "x"), ("y", "b")], {"x", "y"}) == [("a", "b")]


def test_a_step_ends_at_the_first_that_stays() -> None:
    assert implied([("a", "x"), ("x", "b"), ("b", "x2"), ("x2", "c")], {"x", "x2"}) == [("a", "b"), ("b", "c")]


def test_what_hangs_together_is_found_whichever_way_arrows_go() -> None:
    assert joined(["a"], [("b", "a"), ("b", "c"), ("d", "e")]) == {"a", "b", "c"}
