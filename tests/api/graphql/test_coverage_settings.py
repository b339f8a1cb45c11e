"""GraphQL goes by the same settings as the command line: limits of coverage, parameters, own checks, own frameworks."""

from __future__ import annotations

from pathlib import Path

from api.graphql.answers import answers_for
from graph.engine import Engine, Statement
from graph.settings import read_settings
from tests.api.graphql.conftest import asking
from tests.queries.test_organisation import written

RULES = """
framework: {id: our-rules, name: Our rules}
requirements:
- {ref: "1", title: Reviews, required_records: [reviews]}
- {ref: "2", title: Names}
checks:
  supplier-is-reviewed: ["1"]
  required-records-are-recent: ["1"]
  service-is-named: ["2"]
"""
CONFIG = """
checks: ours
coverage: {record_within_days: 20, frameworks_with_exclusions: [our-rules]}
parameters:
  supplier-is-reviewed: {review_within_days: 15, critical_review_within_days: 15}
sources: [{name: norms, loader: frameworks, path: rules.yaml}]
"""
GRAPH = """CREATE (f:Framework {id: 'our-rules', name: 'Our rules'}), (s:Supplier {id: 's', name: 'S'}), (s)-[:IN_SCOPE_OF]->(f),
  (v:Service {id: 'v', name: 'V'}), (v)-[:SUPPLIED_BY]->(s), (v)-[:IN_SCOPE_OF]->(f),
  (w:Document {id: 'w', name: 'W', kind: 'supplier_review', valid_from: '2026-11-01'}), (w)-[:DESCRIBES]->(s),
  (r:Requirement {id: 'our-rules/1', name: '1', ref: '1', title: 'Reviews', required_records: ['reviews']}),
  (w)-[:EVIDENCES {item: 'reviews'}]->(r),
  (q:Requirement {id: 'our-rules/2', name: '2', ref: '2', title: 'Names'}),
  (a:Document {id: 'a', name: 'A', kind: 'statement_of_applicability', status: 'approved'}),
  (a)-[:ADDRESSES {status: 'not_applicable', note: 'We name nothing'}]->(q),
  (x:Document {id: 'x', name: 'X', kind: 'exception', check: 'service-is-named', reason: 'R',
    approved_by: 'B', valid_to: '2026-12-31'}),
  (x)-[:DESCRIBES]->(v)"""
QUERY = """{coverage(framework: "our-rules") {
  clauses {ref state missing checks {name rows {status reason}}} exceptions {name standing told}}
  runCheck(name: "required-records-are-recent") {reason}
  checks {name requirements params {name default}}}"""


async def test_limits_parameters_own_checks_and_own_frameworks_hold_there_too(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "service-is-named.cypher").write_text(written("service-is-named"))
    (tmp_path / "rules.yaml").write_text(RULES)
    (tmp_path / "clausegraph.yaml").write_text(CONFIG)
    await engine.write([Statement(GRAPH)])
    said = (await asking(answers_for(read_settings(tmp_path / "clausegraph.yaml")), engine)(QUERY))["data"]
    reviews, names = said["coverage"]["clauses"]
    rows = {check["name"]: check["rows"] for clause in (reviews, names) for check in clause["checks"]}
    assert (reviews["missing"], names["state"]) == (["reviews"], "not_applicable"), "20 days, and this one may leave clauses out"
    assert "more than 15 days" in rows["supplier-is-reviewed"][0]["reason"]
    assert "more than 20 days ago" in rows["required-records-are-recent"][0]["reason"]
    assert rows["service-is-named"] == [{"status": "ok", "reason": "It has one."}]
    assert "more than 20 days ago" in said["runCheck"][0]["reason"]
    (exception,) = said["coverage"]["exceptions"]
    assert (exception["standing"], exception["told"]) == ("unneeded", "service-is-named gives no alarm for V: close it.")
    listed = {check["name"]: check for check in said["checks"]}
    assert listed["service-is-named"]["requirements"] == ["our-rules/2"]
    assert {p["name"]: p["default"] for p in listed["supplier-is-reviewed"]["params"]}["review_within_days"] == 15


async def test_what_another_framework_gives_is_told_beside_it(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(RULES)
    (tmp_path / "clausegraph.yaml").write_text("sources: [{name: norms, loader: frameworks, path: rules.yaml}]\n")
    mapped = "MATCH (r:Requirement {id: 'our-rules/1'}) CREATE (t:Requirement {id: 'theirs/A', name: 'A', ref: 'A', title: 'A'})"
    more = ", (:Framework {id: 'theirs', name: 'Theirs'}), (r)-[:MAPS_TO {relation: 'superset'}]->(t)"
    await engine.write([Statement(GRAPH), Statement(mapped + more)])
    ask = asking(answers_for(read_settings(tmp_path / "clausegraph.yaml")), engine)
    query = (
        '{coverage(framework: "theirs", from: "our-rules") {carried {ref share led {id relation state share}} states {state}}}'
    )
    said = (await ask(query))["data"]["coverage"]
    led = {"id": "our-rules/1", "relation": "superset", "state": "partial", "share": "partial"}
    assert said == {"carried": [{"ref": "A", "share": "partial", "led": [led]}], "states": [{"state": "not_assessed"}]}
    assert (await ask('{coverage(framework: "theirs") {carried {ref}}}'))["data"]["coverage"]["carried"] is None
