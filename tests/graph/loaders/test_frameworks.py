"""Frameworks in our own YAML."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SourceFailed
from tests.graph.loaders.reading import read

QUERIES = Path(__file__).parents[3] / "queries" / "frameworks"
HEAD = "framework: {id: rules, name: Rules, edition: '3'}\n"


async def test_a_framework_has_requirements_that_are_part_of_it(tmp_path: Path) -> None:
    text = HEAD + (
        "requirements:\n"
        "- {ref: 8.10, title: Access}\n"
        "- ref: '8.10.1'\n"
        "  title: Leavers\n"
        "  parent: 8.10\n"
        "  summary: Accounts are closed.\n"
        "  required_documents: [leaver-procedure]\n"
        "  required_records: [access-reviews, 007]\n"
        "checks: {role-is-held: ['8.10']}\n"
        "maps_to:\n"
        "- {from: 8.10, to: iso-20000-1-2018/8.7.3, relation: intersects}\n"
    )
    given = await read("frameworks", tmp_path, {"rules.yaml": text})
    assert given["rules"].properties == {"name": "Rules", "edition": "3"}
    assert given["rules/8.10"].properties == {"ref": "8.10", "title": "Access", "name": "8.10 Access"}
    assert given["rules/8.10.1"].properties == {
        "ref": "8.10.1",
        "title": "Leavers",
        "name": "8.10.1 Leavers",
        "summary": "Accounts are closed.",
        "required_documents": ["leaver-procedure"],
        "required_records": ["access-reviews", "007"],
    }
    assert given.links("PART_OF") == {("rules/8.10", "id:rules"), ("rules/8.10.1", "id:rules/8.10")}
    assert given.link("MAPS_TO", "rules/8.10", "id:iso-20000-1-2018/8.7.3").properties == {"relation": "intersects"}
    assert (given["rules/8.10.1"].file, given["rules/8.10.1"].line) == ("rules.yaml", 4)
    assert not given.rejected


@pytest.mark.parametrize(
    ("row", "line", "field", "says"),
    [
        ("- {title: Access}", 5, "ref", "needs one"),
        ("- {ref: '2'}", 5, "title", "needs one"),
        ("- {ref: '2', title: ''}", 5, "title", "must be text"),
        ("- {ref: '2', title: [a]}", 5, "title", "must be text"),
        ("- {ref: '2', title: T, parent: '9'}", 5, "parent", "no requirement above"),
        ("- {ref: '2', title: T, parent: '2'}", 5, "parent", "no requirement above"),
        ("- ref: '2'\n  title: T\n  titel: x", 7, "titel", "no such field"),
        ("- {ref: '2', title: T, required_documents: plan}", 5, "required_documents", "list of texts"),
        ("maps_to:\n- {from: '7', to: a/1}", 6, "from", "no such requirement"),
        ("maps_to:\n- {from: '1', to: a}", 6, "to", "no requirement of another"),
        ("maps_to:\n- {from: '1'}", 6, "to", "must be text"),
    ],
)
async def test_a_row_that_cannot_be_meant_is_rejected_and_the_others_stay(
    row: str, line: int, field: str, says: str, tmp_path: Path
) -> None:
    given = await read("frameworks", tmp_path, {"rules.yaml": f"{HEAD}requirements:\n- ref: '1'\n  title: One\n{row}\n"})
    assert set(given.records) == {"rules", "rules/1"}
    (rejected,) = given.rejected
    assert (rejected.file, rejected.line, rejected.field) == ("rules.yaml", line, field)
    assert says in rejected.reason
    assert rejected.key.startswith("rules/")
    assert rejected.key not in given.records


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- a", "The document is no mapping"),
        ("requirements: []", "framework is no mapping"),
        (HEAD, "no requirements"),
        (f"{HEAD}requirements: [a]", "list of mappings"),
        (f"{HEAD}requirments: []", "no 'requirments' here. Did you mean requirements"),
        ("framework: {id: Our Rules}\nrequirements: []", "is no slug"),
        ("framework: {name: x}\nrequirements: []", "is no slug"),
        ("framework: {id: a, editoin: x}", "Did you mean edition"),
    ],
)
async def test_a_file_that_is_no_framework_stops_the_load(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(SourceFailed, match=says) as caught:
        await read("frameworks", tmp_path, {"rules.yaml": text})
    assert caught.value.where.startswith("rules.yaml:")


async def test_the_frameworks_that_come_with_the_product_are_read_whole() -> None:
    given = await read("frameworks", QUERIES)
    assert not given.rejected
    assert {key for key in given.records if "/" not in key} == {path.stem for path in QUERIES.glob("*.yaml")}
    known = {f"id:{key}" for key in given.records}
    assert {target for _, target in given.links("PART_OF")} <= known
    assert {target for _, target in given.links("MAPS_TO")} <= known
