"""A file that cannot be meant is one clear error that names the file and the key."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.errors import WrongUse
from queries.catalogue import Catalogue, catalogue, read_catalogue, read_statement
from queries.contract import Check, Question

CHECK: dict[str, Any] = {
    "name": "role-is-held",
    "title": "Every role is held",
    "about": "Roles age faster than charts.",
    "severity": "high",
    "resource": "Role",
    "applies_when": "roles in use",
    "passes_when": "somebody HOLDS it",
    "rules": [{"status": "ok", "when": "held", "reason": "Held by {person}."}],
}
QUESTION: dict[str, Any] = {"name": "who-is-where", "title": "Who is where", "about": "Rooms.", "returns": ["person"]}
STATEMENT = "MATCH (o:Role) RETURN o.id AS resource, o.name AS name, 'ok' AS status, 'Held by Ann.' AS reason"


def written(header: dict[str, Any], statement: str = STATEMENT) -> str:
    return f"/*\n{yaml.safe_dump(header)}*/\n{statement}\n"


def check(statement: str = STATEMENT, **changed: Any) -> Check:
    header = {key: value for key, value in (CHECK | changed).items() if value is not None}
    return read_statement(written(header, statement), Check, f"coverage/{CHECK['name']}.cypher")


def question(statement: str = "MATCH (n:Resource) RETURN n.name AS person", **changed: Any) -> Question:
    header = {key: value for key, value in (QUESTION | changed).items() if value is not None}
    return read_statement(written(header, statement), Question, f"views/{QUESTION['name']}.cypher")


def test_what_is_written_is_what_is_known() -> None:
    read = check(STATEMENT + " // $none", params=None)
    assert (read.name, read.severity, read.labels, read.returns) == (
        "role-is-held",
        "high",
        ("Role",),
        ["resource", "name", "status", "reason"],
    )
    assert read.statement.startswith("MATCH (o:Role)")
    assert question().returns == ["person"]


@pytest.mark.parametrize("key", ["name", "title", "about", "severity", "resource", "applies_when", "passes_when", "rules"])
def test_a_check_without_one_of_its_keys_is_named(key: str) -> None:
    with pytest.raises(WrongUse, match=rf"^coverage/role-is-held.cypher: {key}: it is missing\.$"):
        check(**{key: None})


@pytest.mark.parametrize("key", ["title", "about"])
def test_a_blank_is_as_good_as_missing(key: str) -> None:
    with pytest.raises(WrongUse, match=f"{key}: String should have at least 1 character"):
        check(**{key: "  "})


def test_an_unknown_key_is_named_with_the_nearest_known_one() -> None:
    with pytest.raises(WrongUse, match=r"role-is-held.cypher: severty: there is no such key\. Did you mean severity"):
        check(severty="high")
    with pytest.raises(WrongUse, match=r"who-is-where.cypher: severity: there is no such key"):
        question(severity="high")
    with pytest.raises(WrongUse, match=r"rules\.0\.because: there is no such key"):
        check(rules=[{"status": "ok", "when": "held", "reason": "Held.", "because": "x"}])
    with pytest.raises(WrongUse, match=r"statement: there is no such key\. The statement stands below the metadata"):
        read_statement(written(CHECK | {"statement": "RETURN 1"}), Check, "coverage/role-is-held.cypher")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"severity": "severe"}, "severity: Input should be 'high', 'medium' or 'low'"),
        ({"resource": "Role|Rule"}, "resource: there is no label Rule"),
        ({"rules": []}, "rules: List should have at least 1 item"),
        (
            {"rules": [{"status": "fine", "when": "x", "reason": "y"}]},
            "rules.0.status: Input should be 'alarm', 'info', 'skip' or",
        ),
        ({"returns": ["id"]}, "a check returns resource, name, status, reason; leave returns out"),
        ({"name": "role-is-hold"}, "name: it is role-is-hold, but the file is called role-is-held. Give both one name."),
        ({"name": "Role is held"}, "name: String should match pattern"),
    ],
)
def test_a_value_that_cannot_be_meant_is_named(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(WrongUse) as error:
        check(**changed)
    assert str(error.value).startswith("coverage/role-is-held.cypher: ")
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"site": {"type": "text", "example": "x"}}, "params.site.about: it is missing"),
        ({"site": {"about": "a", "type": "text"}}, "params.site.example: it is missing"),
        ({"site": {"about": "a", "type": "txt", "example": "x"}}, "params.site.type: txt is no type; use text, integer"),
        ({"site": {"about": "a", "type": "id of Site", "example": "x"}}, "params.site.type: there is no label Site"),
        ({"Site": {"about": "a", "type": "text", "example": "x"}}, "Site is no name for a parameter"),
        ({"old_days": {"about": "a", "type": "integer", "example": 3}}, "old_days: a parameter is named x_days if and only if"),
        ({"old": {"about": "a", "type": "days", "example": 3}}, "old: a parameter is named x_days if and only if"),
        ({"today": {"about": "a", "type": "day", "example": "2026-11-23"}}, "params.today: every statement has it already"),
        ({"limit": {"about": "a", "type": "integer", "example": "many"}}, "params.limit.example: many is not a whole number"),
        (
            {"limit": {"about": "a", "type": "integer", "example": 5, "default": "few"}},
            "params.limit.default: few is not a whole",
        ),
    ],
)
def test_a_parameter_that_cannot_be_meant_is_named(params: dict[str, Any], said: str) -> None:
    with pytest.raises(WrongUse) as error:
        question("MATCH (n:Resource {id: $site}) RETURN n.name AS person LIMIT $limit", params=params)
    assert said in str(error.value)


def test_a_parameter_must_be_declared_and_a_declared_one_used() -> None:
    with pytest.raises(
        WrongUse, match=r"who-is-where.cypher: \$siet: the statement uses it, but it is not declared\. Did you mean site"
    ):
        question(
            "MATCH (n:Resource) WHERE n.id IN [$site, $siet] RETURN n.name AS person",
            params={"site": {"about": "a", "type": "text", "example": "x"}},
        )
    with pytest.raises(WrongUse, match=r"params\.site: the statement does not use it"):
        question(params={"site": {"about": "a", "type": "text", "example": "x"}})
    with pytest.raises(WrongUse, match=r"\$requirements: the statement uses it"):
        question("MATCH (r:Requirement) WHERE r.id IN $requirements RETURN r.id AS person")


def test_a_dollar_in_a_text_or_a_comment_is_no_parameter() -> None:
    question("MATCH (n) /* $a */ WHERE n.x = 'costs $5 or \\'$b\\'' AND n.`$c` = \"$d\" RETURN n.name AS person // $e")


def test_a_span_is_used_when_only_the_day_it_reaches_is() -> None:
    days = {"old_days": {"about": "a", "type": "days", "default": 30, "example": 60}}
    assert check("MATCH (o:Role) WHERE o.x < $old_days_ago RETURN o", params=days).params["old_days"].default == 30


def test_a_check_must_run_without_being_asked_for_anything() -> None:
    days = {"old_days": {"about": "a", "type": "days", "example": 60}}
    with pytest.raises(WrongUse, match="old_days: a check needs a default for every parameter"):
        check("MATCH (o:Role) WHERE o.x < $old_days_ago RETURN o", params=days)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("MATCH (n) RETURN n", r"views/x.cypher: It does not begin with /\* metadata \*/"),
        ("/* name: x */\n", "views/x.cypher: There is no statement under the metadata"),
        ("/* name: [x */ RETURN 1", "views/x.cypher: It is not YAML"),
        ("/* name */ RETURN 1", "views/x.cypher: It holds no keys"),
    ],
)
def test_a_text_that_is_no_question_is_refused(text: str, said: str) -> None:
    with pytest.raises(WrongUse, match=said):
        read_statement(text, Question, "views/x.cypher")


def folder(root: Path, files: dict[str, str]) -> Catalogue:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return read_catalogue(root)


def test_a_folder_is_a_catalogue_and_other_files_in_it_are_left_alone(tmp_path: Path) -> None:
    found = folder(
        tmp_path,
        {
            "coverage/role-is-held.cypher": written(CHECK),
            "views/who-is-where.cypher": written(QUESTION, "RETURN 1 AS person"),
            "views/notes.txt": "x",
        },
    )
    assert (list(found.checks), list(found.questions)) == (["role-is-held"], ["who-is-where"])


def test_a_name_is_given_once_over_all_folders(tmp_path: Path) -> None:
    twice = written(QUESTION, "RETURN 1 AS person")
    with pytest.raises(WrongUse, match=r"views/who-is-where\.cypher: The name who-is-where is used twice"):
        folder(tmp_path, {"impact/who-is-where.cypher": twice, "views/who-is-where.cypher": twice})


def test_a_name_that_is_not_there_is_answered_with_the_nearest() -> None:
    known = catalogue()
    assert known.find_check("role-is-held").name == "role-is-held"
    with pytest.raises(WrongUse, match=r"There is no check role-is-hold\. Did you mean role-is-held"):
        known.find_check("role-is-hold")
    with pytest.raises(WrongUse, match=r"There is no question zzzz\. --list shows every question"):
        known.find_question("zzzz")
    with pytest.raises(WrongUse, match="role-is-held is a check; use `clausegraph check`"):
        known.find_question("role-is-held")
    with pytest.raises(WrongUse, match="responsibility-matrix is a question; use `clausegraph ask`"):
        known.find_check("responsibility-matrix")


def test_the_catalogue_is_read_once_and_quickly() -> None:
    assert catalogue() is catalogue()
    times = []
    for _ in range(5):
        start = time.perf_counter()
        catalogue.__wrapped__()
        times.append(time.perf_counter() - start)
    assert min(times) < 0.25, "every command would feel it"
