"""The demo organisation: every planted gap alarms, everything no gap names is clean, and a second load changes nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest
import yaml

from graph import sources
from graph.records.fingerprint import fingerprint
from graph.settings import read_settings
from queries.catalogue import catalogue
from queries.run import run_check

DEMO = Path(__file__).parents[2] / "demo"
EXPECTED = yaml.safe_load((Path(__file__).parent / "expected.yaml").read_text())


async def load(engine, settings_for_engine, *folders):
    results = []
    for folder in folders:
        settings = read_settings(DEMO / folder / "clausegraph.yaml", data=settings_for_engine.data)
        results += await sources.load(engine, settings)
    return results


async def test_every_planted_gap_alarms_and_the_rest_is_clean(engine, settings_for_engine):
    results = await load(engine, settings_for_engine, "before", ".")
    assert [r.source for r in results if r.status == "failed"] == ["inventory"]
    assert [row for r in results for row in r.rejected] == []
    for name, check in sorted(catalogue().checks.items()):
        found, counted = defaultdict(list), Counter()
        for finding in await run_check(engine, check, today="2026-11-23"):
            counted[finding.status] += 1
            if finding.status != "ok":
                found[finding.status].append(finding.resource)
        expected = {status: rows for status, rows in EXPECTED[name].items() if status != "ok"}
        assert {status: sorted(rows) for status, rows in found.items()} == expected, name
        assert counted["ok"] == EXPECTED[name]["ok"], name


async def test_a_second_load_of_the_demo_writes_no_record(engine, settings_for_engine):
    await load(engine, settings_for_engine, ".")
    before = await fingerprint(engine)
    again = await load(engine, settings_for_engine, ".")
    assert [(r.added, r.changed, r.removed) for r in again if r.status == "finished"] == [(0, 0, 0)] * (len(again) - 1)
    assert await fingerprint(engine) == before


@pytest.fixture(scope="module")
def fingerprints():
    """What the demo's fingerprint was, by engine."""
    return {}


async def test_both_engines_hold_the_same_demo(engine, settings_for_engine, fingerprints):
    await load(engine, settings_for_engine, "before", ".")
    fingerprints[engine.kind] = await fingerprint(engine)
    assert len(set(fingerprints.values())) == 1, fingerprints
