"""A mapping that cannot be meant is refused before anything is read."""

from __future__ import annotations

from typing import Any

import pytest

import graph.loaders.every  # noqa: F401
from graph.errors import WrongUse
from graph.loaders.contract import find, parse_options


def record(**changes: Any) -> dict[str, Any]:
    return {"label": "Document", "key": "No", **changes}


def parse(*records: dict[str, Any], **options: Any) -> None:
    parse_options(find("tables"), {"tables": [{"records": list(records)}], **options}, "clausegraph.yaml: source register")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (record(label="Documnt"), "no label Documnt. Did you mean Document"),
        (record(label="Source"), "no label Source"),
        (record(properties={"nam": "x"}), "Document has no property nam. Did you mean name"),
        (record(properties={"id": "x"}), "no property id"),
        (record(properties={"name": {"column": "x", "value": "y"}}), "either column or value"),
        (record(properties={"name": {"columm": "x"}}), "columm"),
        (record(properties={"name": {"column": "x", "split": ","}}), "holds one value"),
        (record(properties={"name": {"column": "x", "times": 2}}), "is no number"),
        (record(properties={"valid_to": {"column": "x", "dates": "MM.DD"}}), "no format of dates"),
        (record(identities={"name": "x"}), "cannot be given as an identity"),
        (record(links=[{"type": "GOVERN", "to": "x"}]), "no relationship type GOVERN. Did you mean GOVERNS"),
        (record(links=[{"type": "ABOUT", "to": "x"}]), "no relationship type ABOUT"),
        (record(links=[{"type": "HOLDS", "to": "x"}]), "HOLDS cannot start at Document"),
        (record(links=[{"type": "GOVERNS", "from": "x"}]), "GOVERNS cannot end at Document"),
        (record(links=[{"type": "GOVERNS"}]), "either to or from"),
        (record(links=[{"type": "GOVERNS", "to": "x", "from": "y"}]), "either to or from"),
        (record(links=[{"type": "GOVERNS", "to": "x", "by": "title"}]), "by: title is not one of"),
        (record(links=[{"type": "GOVERNS", "to": "x", "by": "name of Suplier"}]), "Did you mean Supplier"),
        (record(links=[{"type": "GOVERNS", "to": "x", "by": "name of Resource"}]), "not known by their name"),
        (record(links=[{"type": "GOVERNS", "to": "x", "properties": {"group": "y"}}]), "GOVERNS has no property group"),
        (record(wen={"x": "y"}), "wen"),
    ],
)
def test_a_mapping_that_cannot_be_meant_says_why(given: dict[str, Any], says: str) -> None:
    with pytest.raises(WrongUse, match=says) as caught:
        parse(given)
    assert "register" in str(caught.value)
    assert "tables.0.records.0" in str(caught.value)
    assert "Value error" not in str(caught.value)


def test_formats_are_checked_too() -> None:
    for options, says in (
        ({"encoding": "utf-9"}, "no text encoding utf-9"),
        ({"encoding": "rot13"}, "no text encoding"),
        ({"separator": ";;"}, "separator"),
        ({"decimal": ";"}, "decimal"),
        ({"dates": "DDMM"}, "no format of dates"),
    ):
        with pytest.raises(WrongUse, match=says):
            parse(record(), **options)
    with pytest.raises(WrongUse, match="tables"):
        parse_options(find("tables"), {}, "x")


def test_yes_and_no_of_yaml_are_words_again() -> None:
    parse(record(when={"In scope": True}, properties={"name": {"column": "x", "map": {True: "a", False: "b", 3: None}}}))
