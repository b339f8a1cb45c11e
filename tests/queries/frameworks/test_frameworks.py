"""Frameworks name their requirements once, and checks that exist."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.errors import WrongUse
from queries.catalogue import catalogue
from queries.frameworks import Framework, find_framework, frameworks, read_frameworks, requirements_of

WRITTEN: dict[str, Any] = {
    "framework": {"id": "rules", "name": "Our rules", "edition": "3"},
    "requirements": [
        {"ref": "1", "title": "Access"},
        {"ref": "1.2", "title": "Leavers", "parent": "1", "required_records": ["access-reviews"]},
        {"ref": "10", "title": "Logs"},
    ],
    "checks": {"role-is-held": ["1.2", "10"], "source-is-fresh": ["10"]},
    "maps_to": [{"from": "1.2", "to": "iso-20000-1-2018/8.7.3", "relation": "intersects"}],
}


def read(folder: Path, content: Any, name: str = "rules.yaml") -> Framework:
    (folder / name).write_text(content if isinstance(content, str) else yaml.safe_dump(content))
    return read_frameworks(folder)["rules"]


def changed(*path: Any, to: Any) -> dict[str, Any]:
    content = copy.deepcopy(WRITTEN)
    place: Any = content
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return content


def described(section: str, kind: str) -> dict[str, Any]:
    return WRITTEN | {section: {"other": {"title": "Other", "kinds": [kind]}}}


def test_what_is_written_is_what_is_known(tmp_path: Path) -> None:
    rules = read(tmp_path, WRITTEN)
    assert (rules.id, rules.name, rules.edition) == ("rules", "Our rules", "3")
    assert dict(rules.tests) == {"1": (), "1.2": ("role-is-held",), "10": ("role-is-held", "source-is-fresh")}
    assert rules.maps_to[0].target == "iso-20000-1-2018/8.7.3"


def test_a_section_is_a_number_and_what_is_below_it(tmp_path: Path) -> None:
    rules = read(tmp_path, WRITTEN)
    assert [r.ref for r in rules.section("1")] == ["1", "1.2"]
    assert [r.ref for r in rules.section()] == ["1", "1.2", "10"]
    assert rules.checks_of("1") == ["role-is-held"]
    assert rules.checks_of() == ["role-is-held", "source-is-fresh"]
    with pytest.raises(WrongUse, match=r"rules: There is no requirement 1\.3\. Did you mean 1\.2"):
        rules.section("1.3")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (changed("frame", to={}), "frame: there is no such key. Did you mean framework"),
        (changed("framework", "id", to="Our rules"), "framework.id: String should match pattern"),
        (changed("framework", "id", to="other"), "framework.id: it is other, but the file is called rules.yaml"),
        (changed("framework", to={"id": "rules"}), "framework.name: it is missing"),
        (
            changed("requirements", 0, "ref", to=4.2),
            "requirements.0.ref: Input should be a valid string. Put it in quotes: '4.2'.",
        ),
        (changed("requirements", 0, "title", to=""), "requirements.0.title: String should have at least 1 character"),
        (changed("requirements", 0, "titel", to="x"), "requirements.0.titel: there is no such key"),
        (changed("requirements", 2, "ref", to="1"), "these numbers are used twice: 1"),
        (changed("requirements", 1, "parent", to="2"), "requirements.1.2.parent: there is no requirement 2"),
        (
            changed("requirements", 1, "required_records", to=["Access reviews"]),
            "requirements.1.required_records.0: String should",
        ),
        (changed("checks", "role-is-held", to=["9"]), "checks.role-is-held: there is no requirement 9"),
        (changed("maps_to", 0, "from", to="9"), "maps_to.from: there is no requirement 9"),
        (changed("maps_to", 0, "relation", to="same"), "maps_to.0.relation: Input should be 'equal', 'subset', 'superset' or"),
        (changed("parameters", to={"record_within_days": 0}), "parameters.record_within_days: Input should be greater"),
        (changed("parameters", to={"exclusion": True}), "parameters.exclusion: there is no such key"),
        (changed("requirements", 1, "unverified", to=["summary"]), "requirements.1.unverified.0: Input should be 'title'"),
        (described("records", "incident"), "requirements.1.2.required_records: records does not describe access-reviews"),
        (described("records", "policy"), "records.other.kinds: policy is no kind of record"),
        (described("documents", "incident"), "documents.other.kinds: incident is a kind of record"),
        (described("documents", "poem"), "documents.other.kinds.0: Input should be 'policy'"),
        ("framework: [", "It is not YAML"),
        ("- 1", "It holds no keys"),
    ],
)
def test_what_cannot_be_meant_is_named_with_its_file(tmp_path: Path, content: Any, said: str) -> None:
    with pytest.raises(WrongUse) as error:
        read(tmp_path, content)
    assert str(error.value).startswith("frameworks/rules.yaml: ")
    assert said in str(error.value)


def test_a_framework_that_is_not_there_is_answered_with_the_nearest() -> None:
    assert find_framework("dora").id == "dora"
    with pytest.raises(WrongUse, match=r"There is no framework iso-20000\. Did you mean iso-20000-1-20"):
        find_framework("iso-20000")
    with pytest.raises(WrongUse, match=r"There is no framework zz\. There are dora, iso-20000-1-2011, iso-20000-1-2018"):
        find_framework("zz")


def test_every_check_that_a_framework_names_exists() -> None:
    named = {check for framework in frameworks().values() for check in framework.checks}
    assert named <= set(catalogue().checks)


def test_every_check_is_named_by_a_framework() -> None:
    assert [name for name in catalogue().checks if not requirements_of(name)] == []


@pytest.mark.parametrize(
    ("id_", "last_section", "clauses"), [("iso-20000-1-2011", 9, 53), ("iso-20000-1-2018", 10, 77)], ids=["2011", "2018"]
)
def test_both_editions_are_whole(id_: str, last_section: int, clauses: int) -> None:
    """Every clause from 4 on, each below the clause its number says."""
    found = frameworks()[id_].requirements
    assert len(found) == clauses
    assert [r.ref for r in found if not r.parent] == [str(n) for n in range(4, last_section + 1)]
    assert all(r.ref.rpartition(".")[0] == (r.parent or "") for r in found)


def test_a_mapping_leads_to_a_requirement_that_exists_and_claims_no_more_than_an_overlap() -> None:
    for framework in frameworks().values():
        for mapped in framework.maps_to:
            other, ref = mapped.target.split("/")
            assert ref in frameworks()[other].tests
            assert mapped.relation == "intersects"


def test_a_check_knows_its_requirements_in_the_order_of_the_text() -> None:
    assert requirements_of("supplier-is-reviewed") == (
        "dora/28.6",
        "dora/30.3.e",
        "iso-20000-1-2011/4.2",
        "iso-20000-1-2011/7.2",
        "iso-20000-1-2018/8.2.3",
        "iso-20000-1-2018/8.3.4.1",
        "iso-20000-1-2018/8.3.4.2",
    )
    assert requirements_of("impact-of-a-failing-supplier") == ()
