"""The frameworks of this package beside the reference that they were made of; skipped where that is absent."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.schema.vocabulary import RECORD_KINDS
from queries.frameworks import Framework, frameworks

REFERENCE = Path(__file__).parents[3].parent / "shared" / "reference"
EDITIONS = ("2011", "2018")
CONFIDENCE = {
    "title": "title_confidence",
    "required_documents": "documents_confidence",
    "required_records": "records_confidence",
}


@cache
def reference(name: str) -> Any:
    path = REFERENCE / name
    if not path.exists():
        pytest.skip("the reference is not here")
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@cache
def clauses(edition: str) -> dict[str, dict[str, Any]]:
    editions = reference("iso20000.yaml")["editions"]
    return {c["id"]: c for e in editions if e["edition"].endswith(edition) for c in e["clauses"]}


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_clause_is_there_with_its_title_parent_and_roles(edition: str) -> None:
    written = frameworks()[f"iso-20000-1-{edition}"].requirements
    expected = [(c["id"], c["title"], c["parent"], [r.replace("_", "-") for r in c["roles"]]) for c in clauses(edition).values()]
    assert [(r.ref, r.title, r.parent, r.roles) for r in written] == expected


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_the_reference_only_recalls_is_unverified_and_nothing_else(edition: str) -> None:
    for requirement in frameworks()[f"iso-20000-1-{edition}"].requirements:
        clause = clauses(edition)[requirement.ref]
        recalled = [field for field, key in CONFIDENCE.items() if clause[key] == "R"]
        assert requirement.unverified == recalled, requirement.ref


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_required_document_or_record_of_the_reference_is_lost(edition: str) -> None:
    for requirement in frameworks()[f"iso-20000-1-{edition}"].requirements:
        clause = clauses(edition)[requirement.ref]
        for field in ("required_documents", "required_records"):
            ours, theirs = getattr(requirement, field), clause[field]
            assert len(ours) >= len(theirs), (requirement.ref, field)
            assert bool(ours) is bool(theirs), (requirement.ref, field)


def test_the_crosswalk_is_the_one_of_the_reference() -> None:
    pairs = reference("iso20000.yaml")["crosswalk_2011_to_2018"]["pairs"]
    mapped = frameworks()["iso-20000-1-2011"].maps_to
    assert [(m.source, m.target) for m in mapped] == [(p["from_2011"], f"iso-20000-1-2018/{p['to_2018']}") for p in pairs]


@pytest.mark.parametrize("name", ["dora", *(f"iso-20000-1-{edition}" for edition in EDITIONS)])
def test_each_check_tests_at_least_what_the_reference_says(name: str) -> None:
    framework = frameworks()[name]
    for check in reference("checks.yaml")["checks"]:
        assert set(check["requirements"].get(name, ())) <= set(framework.checks.get(check["name"], ())), check["name"]


def test_the_parameters_are_those_of_the_reference() -> None:
    parameters = reference("clause_coverage.yaml")["clause_coverage"]["parameters"]
    for framework in frameworks().values():
        assert framework.parameters.record_within_days == parameters["record_within_days"]
        assert framework.parameters.systemic_percent == parameters["systemic_percent"]
    excluding = [name for name, one in frameworks().items() if one.parameters.exclusions]
    assert excluding == parameters["frameworks_with_exclusions"]


def test_the_register_of_information_has_all_its_templates() -> None:
    templates = [template["id"] for template in reference("dora_roi.yaml")["templates"]]
    section = frameworks()["dora"].section("register")
    assert [r.title.split()[0] for r in section if r.parent] == templates


def sentences(framework: Framework) -> list[tuple[str, str, str]]:
    return [(f"{framework.id}/{r.ref}", r.title, r.summary or "") for r in framework.requirements]


@pytest.mark.parametrize("framework", frameworks().values(), ids=frameworks().keys())
def test_every_requirement_has_a_sentence_of_its_own(framework: Framework) -> None:
    written = sentences(framework)
    assert [id_ for id_, title, summary in written if not summary.endswith(".") or summary.strip(".") == title] == []
    assert len({summary for *_, summary in written}) == len(written)


@pytest.mark.parametrize("framework", frameworks().values(), ids=frameworks().keys())
def test_what_is_asked_for_is_described_once_and_used(framework: Framework) -> None:
    for section, field in (("documents", "required_documents"), ("records", "required_records"), ("roles", "roles")):
        named = {key for r in framework.requirements for key in getattr(r, field)}
        assert set(getattr(framework, section)) == named, section
    assert all(set(d.kinds).isdisjoint(RECORD_KINDS) for d in framework.documents.values())
    assert all(set(r.kinds) <= set(RECORD_KINDS) for r in framework.records.values())


def test_a_record_counts_as_recent_for_its_own_days_or_those_of_the_framework() -> None:
    framework = frameworks()["iso-20000-1-2018"]
    assert (framework.within_days("service-reports"), framework.within_days("audit-results")) == (100, 365)
