"""Assessments that are kept stay, once a day, whatever loads and repairs do, and change nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.engine import Engine, connect
from graph.errors import WrongUse
from graph.records import runs
from graph.records.fingerprint import fingerprint
from graph.records.repair import repair
from graph.settings import Settings
from queries.assessment.assess import Material, judged
from queries.assessment.facts import Claim, ClauseFacts, Facts
from queries.assessment.kept import keep, read_kept, stood
from queries.assessment.limits import limits
from queries.assessment.model import Assessment
from queries.assessment.scope import Scope
from queries.catalogue import catalogue
from queries.contract import FindingStatus
from queries.findings import Finding
from queries.frameworks import Framework, find_framework
from tests.queries.assessment.over_time import FRAMEWORK, RULES, Provider

DAY = "2026-03-10"
BY: dict[str, Any] = {"at": f"{DAY}T09:00:00Z", "by": "ida@desk", "fingerprint": "f" * 64}
_SIZES = """
MATCH (a:Assessment)-[:FINDS]->(r:Result) WITH count(DISTINCT a) AS assessments, count(r) AS results
OPTIONAL MATCH (:Assessment)-[s:ASSESSES]->(:Framework) WITH assessments, results, count(s) AS frameworks
OPTIONAL MATCH (:Result)-[j:JUDGES]->(:Requirement) RETURN assessments, results, frameworks, count(j)
"""


HOUSE = Framework.model_validate(yaml.safe_load(FRAMEWORK))


def found(framework: Framework = HOUSE, section: str = "", today: str = DAY) -> Assessment:
    """An assessment in which one clause is claimed and one row of a check is in alarm."""
    claim = Claim("process/processes/1", "Steering", "Process", None, None, None, None, "full", None)
    inside, check = frozenset({"p"}), catalogue().checks["process-has-accountable-role"]
    facts = Facts(inside, {f"{RULES}/1": ClauseFacts(documents=("house-policy",), claims=(claim,))})
    alarm = Finding(check.name, "p", "Service desk", FindingStatus.ALARM, "Nobody is accountable for it.")
    return judged(Material(framework, section, today, limits(framework), facts, [check], [alarm], Scope(framework, inside), ()))


@pytest.fixture
async def provider(engine: Engine, settings_for_engine: Settings, tmp_path: Path) -> Provider:
    """A provider whose sources were loaded."""
    made = Provider(engine, settings_for_engine, tmp_path)
    await made.load(DAY)
    return made


async def sizes(engine: Engine) -> list[int]:
    return (await engine.read(_SIZES))[0]


async def test_it_holds_what_was_found_and_by_what(provider: Provider) -> None:
    assessment, engine = found(), provider.engine
    assert await keep(engine, assessment, **BY) == f"{RULES}@{DAY}"
    ((said,),) = await engine.read("MATCH (a:Assessment) RETURN properties(a)")
    assert said["software"].startswith("clausegraph ")
    assert {name: said[name] for name in ("framework", "day", "verdict", "recorded_by", "fingerprint", "systemic_percent")} == {
        "framework": RULES, "day": DAY, "verdict": "not_ready", "recorded_by": "ida@desk", "fingerprint": "f" * 64,
        "systemic_percent": 50,
    }  # fmt: skip
    assert {state: said[state] for state in map(str, assessment.states)} == {str(s): n for s, n in assessment.states.items()}
    ((policy,),) = await engine.read("MATCH (r:Result {id: $id}) RETURN properties(r)", {"id": f"{RULES}@{DAY}/1"})
    clause = assessment.clause("1")
    assert (policy["state"], policy["why"], policy["judged"]) == (clause.state, clause.why, True)
    assert f"missing house-policy {RULES}/1" in policy["reasons"]
    assert "claim full process/processes/1" in policy["reasons"]
    assert await engine.read("MATCH (r:Result {ref: '2.1'}) RETURN r.alarm, r.reasons") == [
        [1, [f"scope - {RULES}", "alarm process-has-accountable-role p"]]
    ]
    assert await sizes(engine) == [1, len(assessment.clauses), 1, len(assessment.clauses)]


async def test_what_is_read_is_what_was_kept(provider: Provider) -> None:
    assessment = found()
    await keep(provider.engine, assessment, **BY)
    read, made = await read_kept(provider.engine, RULES, "2026-12-31"), stood(assessment)
    assert (read.day, read.clauses) == (DAY, made.clauses)
    assert (read.moment, made.moment) == (f"{DAY}T09:00:00Z", f"{DAY}T23:59:59Z"), "a load later that day does not count"
    with pytest.raises(WrongUse, match=f"kept on or before 2026-03-09.*coverage {RULES} --as-of 2026-03-09 --record"):
        await read_kept(provider.engine, RULES, "2026-03-09")


async def test_another_of_the_same_day_takes_its_place(provider: Provider) -> None:
    assessment = found()
    fewer = replace(assessment, clauses=assessment.clauses[:2])
    for one in (assessment, assessment, fewer):
        await keep(provider.engine, one, **BY)
        assert await sizes(provider.engine) == [1, len(one.clauses), 1, len(one.clauses)]
    await keep(provider.engine, replace(assessment, today="2026-02-10"), **BY)
    assert (await sizes(provider.engine))[:2] == [2, len(assessment.clauses) + 2]


async def test_keeping_changes_no_fingerprint_and_no_assessment(provider: Provider) -> None:
    before, assessed = await fingerprint(provider.engine), await provider.assess(DAY)
    await keep(provider.engine, found(), **BY)
    assert await fingerprint(provider.engine) == before
    assert await provider.assess(DAY) == assessed
    assert all(result.unchanged == result.read for result in await provider.load(DAY))


async def test_no_repair_and_no_deletion_loses_it_and_relationships_come_back(provider: Provider) -> None:
    engine = provider.engine
    assessment = found()
    await keep(engine, assessment, **BY)
    assert await repair(engine, await runs.priorities(engine)) == 0
    whole, kept = await sizes(engine), await read_kept(engine, RULES, DAY)
    provider.says("rules", f"id: {RULES}", "id: other-rules")
    await provider.load(DAY, "rules")
    assert await engine.read("MATCH (f:Framework) RETURN f.id") == [["other-rules"]]
    assert (await sizes(engine))[:3] == [1, len(assessment.clauses), 0]
    assert await read_kept(engine, RULES, DAY) == kept
    provider.says("rules", "id: other-rules", f"id: {RULES}")
    await provider.load(DAY)
    await keep(engine, replace(assessment, today="2026-03-09"), **BY)
    assert await sizes(engine) == [2 * n for n in whole]


async def test_what_cannot_be_kept_is_refused(provider: Provider, settings_for_engine: Settings) -> None:
    engine = provider.engine
    for one, told in (
        (found(section="2"), "A section alone is not kept"),
        (found(today="2026-03-11"), "2026-03-11 is still to come"),
        (found(find_framework("dora")), "The graph does not hold dora.*builtin:dora"),
    ):
        with pytest.raises(WrongUse, match=told):
            await keep(engine, one, **BY)
    async with connect(settings_for_engine, read_only=True) as reader:
        with pytest.raises(WrongUse, match="only reads"):
            await keep(reader, found(), **BY)
    assert await engine.read("MATCH (a:Assessment) RETURN count(a)") == [[0]]
