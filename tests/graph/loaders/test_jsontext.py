"""JSON within limits, with the line of every item."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import SourceFailed
from graph.loaders.contract import Limits
from graph.loaders.jsontext import parse_json

LIMITS = Limits()
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('abé"\\{}[],:', max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.lists(VALUES, max_size=5),
    st.dictionaries(st.text("xyz", min_size=1, max_size=3), VALUES),
    st.sampled_from([None, 1, "\t"]),
)
def test_items_are_what_the_standard_library_reads_and_stand_where_it_says(
    items: list[Any], beside: dict[str, Any], indent: int | str | None
) -> None:
    text = json.dumps({**beside, "result": items, "later": beside}, indent=indent, ensure_ascii=False)
    found = list(parse_json(text, "a.json", LIMITS).items("result"))
    assert [value for _, value in found] == items
    lines = text.split("\n")
    for line, value in found:
        first = json.dumps(value, indent=indent, ensure_ascii=False).split("\n")[0]
        assert first.rstrip(",") in lines[line - 1]
    assert parse_json(text, "a.json", LIMITS).value == json.loads(text)


def test_a_list_deeper_down_and_a_list_at_the_top() -> None:
    assert list(parse_json('{"a": {"b": 1,\n "c": [1,\n\n2]}}', "x", LIMITS).items("a", "c")) == [(2, 1), (4, 2)]
    assert list(parse_json('\n[{"a": 1}]', "x", LIMITS).items()) == [(2, {"a": 1})]
    assert list(parse_json('{"a": []}', "x", LIMITS).items("a")) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"result": [1, 2', "cut off"),
        ('{"result": [1, 2]', "cut off"),
        ('{"result": [1, 2]} {}', "more text"),
        ('{"result": [1,\n2,]}', "x:2: .*comma"),
        ('{"result": [1 2]}', "expected a comma"),
        ('{"results": []}', "no 'result'. Did you mean results"),
        ('{"result": {}}', "Expected a list"),
        ("[]", "Expected an object"),
        ('{"result": [], "result": [1]}', "'result' is given twice"),
        ('{"result": [\n{"a": 1, "a": 2}]}', "x:2: .*'a' is given twice"),
        ('{"result": [NaN]}', "NaN"),
        ('{"result": [1e999]}', "too big"),
        ('{"result": [' + "1" * 5_000 + "]}", "5,000 digits"),
        ('{"result": ["\\ud83d"]}', "surrogate"),
        ('{"result": [' + "[" * 200_000, "100 deep"),
        ('{"result": [' + "[" * 101 + "]" * 101 + "]}", "100 deep"),
        ('{"result": ["a', "cut off|unterminated"),
    ],
)
def test_what_is_no_json_says_where_and_why(text: str, says: str) -> None:
    parsed = parse_json(text, "x", LIMITS)
    with pytest.raises(SourceFailed, match=says) as caught:
        list(parsed.items("result"))
    assert caught.value.where.startswith("x:")
    assert len(str(caught.value)) < 300


def test_depth_is_counted_per_item_and_allowed_up_to_the_limit() -> None:
    assert list(parse_json('{"result": [' + "[" * 100 + "]" * 100 + "]}", "x", LIMITS).items("result"))


def test_emoji_in_escapes_are_whole() -> None:
    assert parse_json('["\\ud83d\\ude00"]', "x", LIMITS).value == ["😀"]
