"""OSCAL assessment results: NIST's schema holds, ids are the same each time, and what refers to something finds it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from api.packs.oscal import document
from api.packs.oscal_values import deadline, identity, line, markup, token
from graph.engine import Engine
from queries.assessment.states import State
from tests.api.packs.world import HOSTILE, contents_of

SCHEMA = Path(os.environ.get("CLAUSEGRAPH_TEST_OSCAL_SCHEMA") or "oscal_assessment-results_schema.json")


@pytest.fixture(scope="module")
def written(folder: Path) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((folder / "assessment-results.json").read_text(encoding="utf-8"))["assessment-results"]
    return said


def values(value: Any, key: str = "uuid") -> list[str]:
    if isinstance(value, dict):
        own = [value[key]] if key in value else []
        return own + [one for inner in value.values() for one in values(inner, key)]
    return [one for inner in value for one in values(inner, key)] if isinstance(value, list) else []


@pytest.mark.skipif(not SCHEMA.is_file(), reason="No schema: name NIST's in CLAUSEGRAPH_TEST_OSCAL_SCHEMA")
def test_nists_schema_holds(folder: Path) -> None:
    command = [Path(sys.executable).with_name("check-jsonschema"), "--schemafile", SCHEMA, folder / "assessment-results.json"]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout


def test_typed_bindings_of_nists_schema_read_it(folder: Path) -> None:
    from oscal_bindings.v1 import parse_assessment_results

    read = parse_assessment_results((folder / "assessment-results.json").read_text(encoding="utf-8"))
    assert read.assessment_results.results[0].findings


def test_every_reference_finds_what_it_names_and_ids_are_used_once(written: dict[str, Any]) -> None:
    known = values(written)
    assert len(known) == len(set(known))
    for key in ("subject-uuid", "observation-uuid", "risk-uuid"):
        used = values(written, key)
        assert used, key
        assert set(used) <= set(known), key
    assert written["import-ap"]["href"].removeprefix("#") in known


async def test_states_findings_and_risks_are_those_of_the_assessment(provider: Engine, written: dict[str, Any]) -> None:
    contents = await contents_of(provider)
    findings = {one["props"][0]["value"]: one["target"]["status"] for one in written["results"][0]["findings"]}
    judged = {clause.ref: clause.own for clause in contents.assessment.judged}
    assert set(findings) == set(judged)
    for ref, status in findings.items():
        assert (status["state"] == "satisfied") == (judged[ref] == State.COVERED)
    risks = {one["status"]: one for one in written["results"][0]["risks"]}
    assert set(risks) == {"open", "deviation-approved"}
    assert risks["deviation-approved"]["deadline"] == "2026-12-31T00:00:00Z"
    assert "deadline" not in risks["open"], "OSCAL has no year 9999"
    assert document(contents)["assessment-results"] == written


def test_hostile_names_are_neither_markup_nor_control(folder: Path) -> None:
    text = (folder / "assessment-results.json").read_text(encoding="utf-8")
    marked = [one for key in ("title", "description", "statement", "remarks") for one in values(json.loads(text), key)]
    assert any("&lt;script>" in one for one in marked)
    assert not [one for one in marked if "<" in one or "[a](" in one.replace("\\[", "")]
    assert "\u202e" not in text
    assert "\\u0007" in text
    assert "\\\\u0007" in text


def test_values_are_as_oscal_has_them() -> None:
    assert token("iso-20000-1-2018/8.2.3") == "iso-20000-1-2018_8.2.3"
    assert token("4.2 §") == "_4.2__"
    assert token("Ü-1") == "Ü-1"
    assert token("") == "_"
    assert line("  a\nb\u2028 ") == "a b"
    assert line("") == "-"
    assert markup(HOSTILE["markdown"]) == "\\[a](javascript:alert(1)) \\*\\*b\\*\\* \\{\\{ insert: param, x }}"
    assert identity("a", "b") == identity("a", "b") != identity("ab")
    assert [deadline(day) for day in ("2026-02-29", "9999-12-31", None, "")] == [{}] * 4
    assert identity("a")[14] in "45"
