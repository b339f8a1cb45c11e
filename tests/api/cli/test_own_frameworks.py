"""A framework in a file of the organisation's own, as users have it: loaded, checked, assessed and packed by naming one file."""

from __future__ import annotations

import csv
import json
import zipfile

import pytest

from graph.engine import Engine, Statement
from tests.api.cli.running import Shell

pytestmark = pytest.mark.one_engine

RULES = """framework: {id: our-rules, name: Our rules}
records:
  access-reviews: {title: Reviews of access, kinds: [measurement], within_days: 10}
requirements:
- {ref: "1", title: Keys, summary: Every role has somebody who holds it.}
- {ref: "2", title: Reviews, required_records: [access-reviews]}
checks:
  role-is-held: ["1"]
  required-records-are-recent: ["2"]
maps_to:
- {from: "2", to: dora/28.6, relation: superset}
"""
CONFIG = "today: 2026-11-23\nsources: [{name: norms, loader: frameworks, path: ['builtin:dora', rules.yaml]}]\n"
GRAPH = """
MATCH (f:Framework {id: 'our-rules'}) MATCH (r:Requirement {id: 'our-rules/2'})
CREATE (s:Supplier {id: 's', name: 'S'}), (s)-[:IN_SCOPE_OF]->(f), (o:Role {id: 'o', name: 'Keeper'}),
  (o)-[:ACCOUNTABLE_FOR]->(s),
  (s)-[:ADDRESSES {status: 'full'}]->(r),
  (d:Document {id: 'd', name: 'October', kind: 'measurement', valid_from: '2026-11-03'}),
  (d)-[:EVIDENCES {item: 'access-reviews'}]->(r)
"""


async def test_one_file_is_all_that_a_framework_takes(engine: Engine, shell: Shell) -> None:
    (shell.folder / "rules.yaml").write_text(RULES)
    (shell.folder / "clausegraph.yaml").write_text(CONFIG)
    told = shell("load")
    assert told.code == 0, told.err
    await engine.write([Statement(GRAPH)])

    checked = shell("check", "--framework", "our-rules", "--json").json
    assert [(one["name"], one["counts"]["alarm"]) for one in checked["checks"]] == [
        ("required-records-are-recent", 1),
        ("role-is-held", 1),
    ]
    assert "our-rules/1" in checked["checks"][1]["requirements"]
    assessed = shell("coverage", "our-rules", "--json").json
    assert {c["ref"]: (c["state"], [one["alarm"] for one in c["checks"]]) for c in assessed["clauses"]} == {
        "1": ("gap", [1]),
        "2": ("gap", [1]),
    }
    beside = shell("coverage", "dora", "--clause", "28.6", "--compare", "our-rules", "--json").json
    assert (beside["beside"][0]["relation"], beside["shares"]["nothing"]) == ("subset", 1)

    packed = shell("coverage", "our-rules", "-o", "pack.zip")
    assert packed.code == 0, packed.err
    with zipfile.ZipFile(shell.folder / "pack.zip") as archive:
        rows = list(csv.DictReader(archive.read("tables/findings.csv").decode("utf-8-sig").splitlines()))
        asked = {one["name"]: one["parameters"] for one in json.loads(archive.read("statements.json"))}
    assert {(row["clause"], row["check"], row["status"]) for row in rows} == {
        ("1", "role-is-held", "alarm"),
        ("2", "required-records-are-recent", "alarm"),
    }
    age = {"framework": "our-rules", "item": "access-reviews", "days": 10, "since": "2026-11-13"}
    assert age in asked["required-records-are-recent"]["record_ages"]


async def test_a_file_that_cannot_be_meant_is_told_and_ends_with_2_after_all_others_ran(engine: Engine, shell: Shell) -> None:
    (shell.folder / "rules.yaml").write_text(RULES.replace("role-is-held:", "role-is-hold:"))
    (shell.folder / "clausegraph.yaml").write_text(CONFIG)
    told = shell("coverage", "dora", "--clause", "28.6")
    assert told.code == 2
    assert "refused: rules.yaml:8: checks.role-is-hold: there is no check role-is-hold. Did you mean role-is-held" in told.err
    assert "Verdict: not ready." in told.out
