"""YAML within limits, with the line of every key; plain values stay as they are written."""

from __future__ import annotations

import time
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import SourceFailed
from graph.loaders.contract import Limits
from graph.loaders.yamltext import YamlDocument, YamlList, YamlMap, parse_yaml

LIMITS = Limits()
BOMB = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 9))


def parse(text: str) -> list[YamlDocument]:
    return list(parse_yaml(text, "a.yaml", LIMITS))


def only(text: str) -> Any:
    (document,) = parse(text)
    return document.value


def test_plain_values_keep_what_is_written() -> None:
    text = "{ref: 8.10, day: 2026-11-23, country: NO, number: 007, big: 1_000, time: 12:30, hex: 0x1F, on: off}"
    assert only(text) == {
        "ref": "8.10", "day": "2026-11-23", "country": "NO", "number": "007", "big": "1_000", "time": "12:30", "hex": "0x1F",
        "on": "off",
    }  # fmt: skip
    assert only('[true, False, null, ~, "", "true", !!str null]') == [True, False, None, None, "", "true", "null"]
    assert only("a:") == {"a": None}


def test_every_key_and_item_has_its_line() -> None:
    value = only("# comment\na: 1\nb:\n  - x\n  -\n    c: 2\n")
    assert isinstance(value, YamlMap)
    assert (value.line, value.lines) == (2, {"a": 2, "b": 3})
    assert isinstance(value["b"], YamlList)
    assert value["b"].lines == [4, 6]
    assert value["b"][1].lines == {"c": 6}


def test_documents_come_one_by_one_with_their_line() -> None:
    assert [(d.line, d.value) for d in parse("a: 1\n---\n- x\n---\n---\n# only a comment\n")] == [
        (1, {"a": "1"}),
        (2, ["x"]),
        (4, None),
        (5, None),
    ]


def test_aliases_and_merge_keys_mean_what_they_mean_elsewhere() -> None:
    text = (
        "base: &base {a: x, b: y}\nother: &o {b: z, c: w}\nboth:\n  <<: [*base, *o]\n  a: own\nquoted: {'<<': plain}\nagain: *o\n"
    )
    expected = yaml.safe_load(text)
    assert only(text) == expected
    assert list(only(text)["both"]) == ["a", "b", "c"]


@given(
    st.recursive(
        st.text("abcé :#-'\"\n", max_size=10),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc d", min_size=1, max_size=4), inner, max_size=3),
        max_leaves=10,
    )
)
def test_what_other_programs_write_is_read(value: Any) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
    assert only(text) == value


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: 1\nb: 2\na: 3", "a.yaml:3: The key 'a' is given twice"),
        ("a: *b", r"\*b has no &b"),
        ("a: &x [*x]", r"\*x has no &x"),
        ("? [a]\n: b", "key is a mapping or a list"),
        ("? *x\n: b", r"\*x has no"),
        ("a: &x [1]\n? *x\n: b", "Keys must be text"),
        ("a:\n  - !Ref b", "a.yaml:2: The tag !Ref"),
        ("a: !!python/object/apply:os.system [x]", "python"),
        ("a: 'x", "a.yaml:1: It is not YAML"),
        ("a: b: c", "a.yaml:1: It is not YAML"),
        ("a: {b: [", "It is not YAML"),
        ("a: \x00", "It is not YAML"),
        ("a: \ud800", "It is not YAML"),
        ("<<: x", "merges mappings only"),
        ("[" * 200_000, "100 deep|nesting depth"),
        ("- " * 200_000, "100 deep"),
        ("a:\n" + "".join(" " * i + "a:\n" for i in range(1, 300)), "100 deep"),
        (BOMB, "expand it more than 200 times"),
    ],
)
def test_what_is_refused_says_where_and_why(text: str, says: str) -> None:
    began = time.process_time()
    with pytest.raises(SourceFailed, match=says) as caught:
        parse(text)
    assert time.process_time() - began < 5
    assert caught.value.where.startswith("a.yaml")
    assert caught.value.remedy
    assert len(str(caught.value)) < 400


def test_the_bomb_is_as_small_as_they_come() -> None:
    assert len(BOMB) < 400
