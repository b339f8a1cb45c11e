"""The facts of a clause are read alike on every engine, and count as the reference says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.engine import Engine, Statement
from graph.errors import WrongUse
from queries.assessment.facts import Facts, read_facts
from queries.assessment.inputs import inputs, items
from queries.assessment.limits import limits
from queries.frameworks import find_framework

REFERENCE = yaml.safe_load((Path(__file__).parent / "clause_coverage.yaml").read_text(encoding="utf-8"))
TODAY = "2026-11-23"
ISO = "iso-20000-1-2011"


async def read(engine: Engine, framework: str, *refs: str) -> Facts:
    return await read_facts(engine, framework, [f"{framework}/{ref}" for ref in refs])


async def counted(engine: Engine, framework: str, ref: str, today: str = TODAY, **given: Any) -> Any:
    facts = await read(engine, framework, ref)
    in_force = limits(find_framework(framework), given)
    return inputs(facts.of(f"{framework}/{ref}"), in_scope=bool(facts.scope), limits=in_force, today=today)


@pytest.fixture
async def reference(engine: Engine) -> Engine:
    """An engine that holds the graph of the reference."""
    await engine.write([Statement(REFERENCE["fixture"])])
    return engine


async def test_the_inputs_are_those_of_the_reference(reference: Engine) -> None:
    for expected in REFERENCE["expect"]:
        framework, ref = expected["requirement"].split("/")
        found = await counted(reference, framework, ref)
        assert {name: getattr(found, name) for name in expected if name != "requirement"} == {
            name: value for name, value in expected.items() if name != "requirement"
        }, expected["requirement"]


async def test_the_details_name_who_addresses_it_what_shows_it_and_what_is_open(reference: Engine) -> None:
    facts = (await read(reference, ISO, "6.3.2", "6.3.3", "9.2")).clauses
    plans, tests, change = (facts[f"{ISO}/{ref}"] for ref in ("6.3.2", "6.3.3", "9.2"))
    assert [(c.label, c.name, c.status) for c in plans.claims] == [("Process", "Continuity", "full")]
    assert [(what, item, [e.name for e in there]) for what, item, there in items(plans)] == [
        ("document", "continuity-plan", ["Continuity plan"]),
        ("document", "availability-plan", []),
    ]
    assert [(e.name, e.valid_from, e.item) for e in tests.evidence] == [("Test 2024", "2024-05-01", "test-results")]
    assert {(c.name, c.in_use, c.status, c.note) for c in change.claims} == {
        ("Old change", "retired", "full", None),
        ("Applicability", "approved", "not_applicable", "outsourced"),
    }
    assert [(o.name, o.grade, o.due) for o in change.open] == [("NC1", "minor", "2026-10-01")]


async def test_limits_come_from_the_framework_the_organisation_and_the_caller(reference: Engine) -> None:
    assert (await counted(reference, ISO, "6.3.3")).missing == ("test-results",)
    assert (await counted(reference, ISO, "6.3.3", record_within_days=1000)).missing == ()
    assert (await counted(reference, ISO, "9.2", exclusions=True)).excluded
    assert not (await counted(reference, "dora", "11.10", exclusions=False)).excluded
    in_the_end = limits(find_framework(ISO), {"systemic_percent": 40, "record_within_days": 90}, {"systemic_percent": 10})
    assert (in_the_end.systemic_percent, in_the_end.record_within_days) == (10, 90)
    assert in_the_end.within_days("competence-records") == 730, "the framework knows how often people are trained"
    with pytest.raises(WrongUse, match=r"coverage: systemic_percent: .*less than or equal to 100"):
        limits(find_framework(ISO), {"systemic_percent": 101})
    with pytest.raises(WrongUse, match=r"there is no such key.*Did you mean systemic_percent"):
        limits(find_framework(ISO), {"sistemic_percent": 1})


async def test_what_counts_depends_on_the_day(engine: Engine) -> None:
    await engine.write(
        [
            Statement(
                """CREATE (r:Requirement {id: 'iso-20000-1-2018/8.7.2', ref: '8.7.2', title: 'Continuity',
                required_documents: ['plan'], required_records: ['test']}),
              (p:Document {id: 'p', name: 'Plan', kind: 'continuity_plan', status: 'approved', valid_from: '2026-02-01',
                valid_to: '2026-06-30'}), (p)-[:EVIDENCES {item: 'plan'}]->(r),
              (t:Document {id: 't', name: 'Test', kind: 'test_report', valid_from: '2026-03-01'}),
              (t)-[:EVIDENCES {item: 'test'}]->(r),
              (x:Document {id: 'x', name: 'Unkind', status: 'approved'}), (x)-[:EVIDENCES {item: 'plan'}]->(r),
              (n:Document {id: 'n', name: 'Late', kind: 'nonconformity', review_due: '2026-05-01'}), (n)-[:DESCRIBES]->(r),
              (i:Document {id: 'i', name: 'Better', kind: 'improvement', review_due: '2026-05-01'}), (i)-[:DESCRIBES]->(r),
              (c:Document {id: 'c', name: 'Old', kind: 'nonconformity', grade: 'major', status: 'closed'}), (c)-[:DESCRIBES]->(r),
              (o:Role {id: 'o', name: 'Quality lead'}), (o)-[:RESPONSIBLE_FOR]->(n), (o)-[:ACCOUNTABLE_FOR]->(n)"""
            )
        ]
    )
    found = {
        day: await counted(engine, "iso-20000-1-2018", "8.7.2", day)
        for day in ("2026-01-31", "2026-02-01", "2026-03-01", "2026-05-02", "2026-07-01", "2027-03-02")
    }
    assert [(i.missing, i.evidence, i.major_open, i.minor_open) for i in found.values()] == [
        (("plan", "test"), 1, 0, 1),
        (("test",), 2, 0, 1),
        ((), 3, 0, 1),
        ((), 3, 1, 0),
        (("plan",), 2, 1, 0),
        (("plan", "test"), 2, 1, 0),
    ]
    open_ = (await read(engine, "iso-20000-1-2018", "8.7.2")).of("iso-20000-1-2018/8.7.2").open
    assert [(o.name, o.owners) for o in open_] == [("Better", []), ("Late", ["Quality lead"])]


async def test_a_graph_without_the_framework_has_no_facts(engine: Engine) -> None:
    found = await counted(engine, ISO, "4.1")
    assert (found.in_scope, found.known) == (False, False)
