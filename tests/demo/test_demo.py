"""The demo organisation: every planted gap alarms, everything no gap names is clean, and a second load changes nothing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest
import yaml

from graph.records.fingerprint import fingerprint
from graph.schema import model
from queries.assessment.exceptions import read_exceptions, review
from queries.catalogue import catalogue
from queries.organisation import organisation
from tests.demo.conftest import DEMO, configured, load

PLANTED = yaml.safe_load((DEMO / "gaps.yaml").read_text(encoding="utf-8"))
CATALOGUE = catalogue().checks
CHECKS = sorted(CATALOGUE)
TODAY = "2026-11-23"
HOSTS = 84
"""Devices in the last good export of the inventory."""


def expected(check):
    """Status to the names (for requirements the ids) that the check is to give, without ok."""
    found = {status: names for status, names in PLANTED["remarks"].get(check, {}).items() if status != "why"}
    alarms = [name for gap in PLANTED["gaps"] for name in gap["alarms"].get(check, [])]
    return {status: sorted(names) for status, names in {**found, "alarm": alarms}.items() if names}


@pytest.mark.parametrize("name", CHECKS)
async def test_what_is_planted_alarms_and_the_rest_is_clean(demo, settings_for_engine, name):
    check, found = CATALOGUE[name], defaultdict(list)
    findings, _ = await organisation(configured(settings_for_engine)).run(demo, [check], TODAY)
    for finding in findings:
        assert not re.search(r"(?<!version \d)(?<!version )\b\d+\.0\b(?!\.)", finding.reason), finding
        found[finding.status].append(finding.resource if check.resource == "Requirement" else finding.name)
    fine = len(found.pop("ok", []))
    assert {status: sorted(names) for status, names in found.items()} == expected(name)
    assert fine == PLANTED["ok"][name]


def test_every_check_has_a_gap_that_it_finds_and_every_gap_a_check():
    planted = Counter(check for gap in PLANTED["gaps"] for check in gap["alarms"])
    assert sorted(planted) == CHECKS
    several = {check for check, gaps in planted.items() if gaps > 1}
    assert several == {"required-records-are-recent"}, "an alarm tells which gap it is; records of all kinds have one check"
    assert [gap["id"] for gap in PLANTED["gaps"] if not any(gap["alarms"].values())] == []


def test_every_check_finds_what_is_fine_too():
    assert [check for check in CHECKS if not PLANTED["ok"].get(check)] == []


async def test_one_accepted_deviation_is_in_force_one_ended_and_one_is_not_needed(demo, settings_for_engine):
    exceptions = await read_exceptions(demo)
    asked = {one.check: CATALOGUE[one.check] for one in exceptions}
    findings, _ = await organisation(configured(settings_for_engine)).run(demo, asked.values(), TODAY, exceptions=exceptions)
    stand = review(exceptions, findings, ran=asked, known=CATALOGUE, today=TODAY)
    assert {one.exception.name: one.standing for one in stand} == PLANTED["exceptions"]


async def test_what_of_dora_is_the_banks_alone_is_left_out_with_a_reason(demo):
    left_out = "MATCH (d:Document)-[a:ADDRESSES {status: 'not_applicable'}]->(r:Requirement) RETURN r.id, d.status, a.note"
    found = await demo.read(left_out)
    assert sorted(row[0] for row in found) == sorted(PLANTED["not_applicable"])
    assert [row for row in found if row[1] != "approved" or len(row[2]) < 20] == []


async def test_a_retired_service_troubles_nobody(demo, settings_for_engine):
    assert await demo.read("MATCH (s:Service {status: 'retired'}) RETURN s.name") == [[name] for name in PLANTED["retired"]]
    findings, _ = await organisation(configured(settings_for_engine)).run(demo, CATALOGUE.values(), TODAY)
    assert [f for f in findings if f.name in PLANTED["retired"] and f.status in ("alarm", "info", "skip")] == []


async def test_all_sources_load_whole_but_the_inventory_that_is_cut_off(demo, loads):
    failed = {result.source: str(result.error) for result in loads if result.status == "failed"}
    assert list(failed) == ["inventory"]
    assert failed["inventory"].startswith("inventory/assets.csv:54: A quote that is opened here is never closed")
    assert [row for result in loads for row in result.rejected] == []
    assert {result.loader for result in loads} == {"frameworks", "servicenow", "directory", "tables", "backstage", "statuspage"}


async def test_the_inventory_that_failed_lost_nothing(demo):
    assert await demo.read("MATCH (r:Record {source: 'inventory'})-[:ABOUT]->(n:Resource) RETURN count(DISTINCT n)") == [[HOSTS]]


async def test_only_the_planted_reference_dangles_and_only_the_planted_sources_disagree(demo):
    dangling = await demo.read("MATCH (r:Record) WHERE size(r.unresolved) > 0 RETURN r.id, r.unresolved")
    conflicts = await demo.read("MATCH (r:Record) WHERE size(r.overruled) > 0 RETURN r.id, r.overruled")
    assert dict(dangling) == PLANTED["dangling"]
    assert dict(conflicts) == PLANTED["conflicts"]
    assert await demo.read("MATCH (r:Record) WHERE size(r.ambiguous) > 0 RETURN r.id") == []


async def test_the_demo_has_the_size_of_a_company(demo):
    sizes = {label: (await demo.read(f"MATCH (n:{label}) RETURN count(n)"))[0][0] for label in model.LOADABLE}
    assert sizes == PLANTED["sizes"]
    nameless = [await demo.read(f"MATCH (n:{label}) WHERE coalesce(n.name, '') = '' RETURN n.id") for label in model.LOADABLE]
    assert not any(nameless)
    staff = "MATCH (n:Resource {kind: 'human'}) WHERE n.email ENDS WITH $domain AND coalesce(n.subtype, 'person') <> 'team'"
    counted = [await demo.read(staff + " RETURN count(n)", {"domain": d}) for d in ("@halvora.example", "@talweg.example")]
    assert counted == [[[52]], [[8]]]


async def test_a_second_load_writes_no_record(demo, settings_for_engine):
    before = await fingerprint(demo)
    again = await load(demo, settings_for_engine, ".")
    assert {(r.added, r.changed, r.removed) for r in again if r.status == "finished"} == {(0, 0, 0)}
    assert await fingerprint(demo) == before


@pytest.fixture(scope="session")
def fingerprints():
    """What the demo's fingerprint was, by engine."""
    return {}


async def test_both_engines_hold_the_same_demo(demo, fingerprints):
    fingerprints[demo.kind] = await fingerprint(demo)
    assert len(set(fingerprints.values())) == 1, fingerprints
