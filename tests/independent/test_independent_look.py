"""Every check finds in real files what scripts find there that know nothing of the product.

`raw` reads the files, `judged` counts, each from what the words of a check mean; `sources.yaml` is the organisation's own.
"""

from __future__ import annotations

from collections import defaultdict

import pytest

from graph.engine import Engine
from graph.sources import SourceResult
from queries.catalogue import catalogue
from queries.findings import NOTHING
from queries.run import Finding, run_checks
from tests.independent.judged.everything import COUNTS
from tests.independent.judged.register import READ_ON, Verdicts, on
from tests.independent.world import World

pytestmark = pytest.mark.one_engine

UNTOUCHED = {
    "budget-is-compared-with-cost",
    "emergency-change-was-reviewed",
    "exception-is-current",
    "governance-process-is-not-outsourced",
    "improvement-is-decided-and-owned",
    "major-incident-was-reviewed",
    "policy-is-communicated",
    "problem-is-followed",
    "release-was-evaluated",
    "standby-takes-over-in-time",
    "subcontractor-is-named-in-agreement",
    "superseded-document-is-withdrawn",
    "transitioned-service-was-accepted",
}
"""Checks for which these files hold nothing."""


DAYS = ("2023-06-10", READ_ON, "2024-09-01")
"""Most that is dated in the files is still good on the first, some on the second, and all is old on the last."""
Said = dict[str, dict[str, list[Finding]]]


@pytest.fixture(scope="module")
async def findings(shared_engine: Engine, loads: list[SourceResult]) -> Said:
    """Day → check → what it says."""
    assert loads
    found: Said = {day: defaultdict(list) for day in DAYS}
    for day, said in found.items():
        for finding in await run_checks(shared_engine, catalogue().checks.values(), day):
            said[finding.check].append(finding)
    return found


def test_there_is_a_count_for_every_check() -> None:
    assert set(COUNTS) == set(catalogue().checks)


def test_what_is_counted_and_what_is_untouched_is_known(world: World) -> None:
    assert {name for name, count in COUNTS.items() if not count(world)} == UNTOUCHED


@pytest.mark.slow
async def test_every_source_gives_all_that_its_files_say(loads: list[SourceResult], world: World) -> None:
    assert [(load.source, load.error) for load in loads if load.error] == []
    assert {load.source: load.totals.records for load in loads} == world.sources


@pytest.mark.slow
async def test_what_the_files_give_twice_is_refused(loads: list[SourceResult], world: World) -> None:
    assert sorted(f"{load.source}/{row.value}" for load in loads for row in load.rejected) == sorted(world.refused)


@pytest.mark.slow
async def test_every_check_says_what_the_files_say(findings: Said, world: World) -> None:
    wrong = []
    for day, said in findings.items():
        with on(day):
            wrong += [
                f"{day}: {name}: {line}" for name, count in COUNTS.items() for line in differences(count(world), said[name])
            ]
    assert not wrong, "\n".join(wrong)


def differences(own: Verdicts, found: list[Finding]) -> list[str]:
    """Where a count and a check are not of one mind; a resource stands in one row."""
    rows = [finding for finding in found if finding.resource]
    said = {finding.resource: str(finding.status) for finding in rows}
    assert len(said) == len(rows), "a resource stands in two rows"
    differ = sorted(t for t in own.keys() | said.keys() if own.get(t) != said.get(t))
    return [f"{thing}: the files say {own.get(thing)}, the check {said.get(thing)}" for thing in differ]


@pytest.mark.slow
async def test_where_there_is_nothing_the_check_says_so(findings: Said) -> None:
    for name in UNTOUCHED:
        [only] = findings[READ_ON][name]
        assert (only.name, only.status) == (NOTHING, "skip")
        assert only.reason == f"Nothing in scope: {catalogue().checks[name].applies_when.rstrip('.')}."


@pytest.mark.slow
async def test_the_files_leave_something_to_every_verdict(findings: Said) -> None:
    """Agreement would be worth little where all is well, or nothing."""
    statuses = {str(f.status) for said in findings.values() for several in said.values() for f in several}
    assert statuses == {"ok", "info", "alarm", "skip"}
