"""What the checks say of each clause: counted where it belongs, the worst first."""

from __future__ import annotations

import pytest

from graph.engine import Engine, Statement
from graph.errors import WrongUse
from queries.catalogue import catalogue
from queries.contract import FindingStatus
from queries.coverage.clauses import Coverage, assess, by_clause
from queries.frameworks import frameworks
from queries.run import Finding

ISO = frameworks()["iso-20000-1-2011"]
CHECKS = catalogue().checks
OK, ALARM, INFO, SKIP = FindingStatus.OK, FindingStatus.ALARM, FindingStatus.INFO, FindingStatus.SKIP


def found(check: str, resource: str, status: FindingStatus = ALARM) -> Finding:
    return Finding(check, resource, resource.upper(), status, f"{status} of {resource}.")


def counts(coverage: Coverage) -> dict[str, dict[str, int]]:
    return {c.ref: {status.value: n for status, n in c.counts.items()} for c in coverage.clauses if c.counts}


def test_a_row_counts_for_every_clause_its_check_is_named_for() -> None:
    coverage = assess(ISO, [found("supplier-is-reviewed", "a"), found("supplier-is-reviewed", "b", OK)], CHECKS)
    assert counts(coverage) == {"4.2": {"alarm": 1, "ok": 1}, "7.2": {"alarm": 1, "ok": 1}}
    assert coverage.counts == {ALARM: 1, OK: 1}, "each row once in the sum"
    assert [gap.refs for gap in coverage.gaps] == [("4.2", "7.2")]


def test_a_row_about_a_requirement_counts_for_that_requirement_alone() -> None:
    rows = [
        found("required-documents-are-in-force", "iso-20000-1-2011/4.1.2"),
        found("required-documents-are-in-force", "iso-20000-1-2018/5.2.1"),
        found("clause-was-audited", "iso-20000-1-2011/4.1.2", OK),
        found("clause-was-audited", "iso-20000-1-2011/99", OK),
    ]
    assert counts(assess(ISO, rows, CHECKS)) == {"4.1.2": {"alarm": 1, "ok": 1}}


def test_a_section_leaves_the_other_clauses_out() -> None:
    rows = [found("supplier-is-reviewed", "a"), found("service-has-sla-in-force", "s")]
    coverage = assess(ISO, rows, CHECKS, section="4")
    assert counts(coverage) == {"4.2": {"alarm": 1}}
    assert coverage.counts == {ALARM: 1}
    assert [c.ref for c in coverage.clauses][:3] == ["4", "4.1", "4.1.1"]
    assert all(c.ref.split(".")[0] == "4" for c in coverage.clauses)


def test_a_clause_that_nothing_speaks_of_is_there_with_no_counts() -> None:
    (clause,) = assess(ISO, [], CHECKS, section="4.4.1").clauses
    assert (clause.id, clause.checks, clause.counts, clause.count(OK)) == ("iso-20000-1-2011/4.4.1", (), {}, 0)


def test_gaps_come_by_severity_then_status_and_ok_and_skip_are_none() -> None:
    light = CHECKS | {"role-is-held": CHECKS["role-is-held"].model_copy(update={"severity": "low"})}
    rows = [
        found("role-is-held", "r1"),
        found("role-is-held", "r2", SKIP),
        found("supplier-is-reviewed", "s1", INFO),
        found("supplier-is-reviewed", "s2", OK),
        found("supplier-is-reviewed", "s3", ALARM),
    ]
    assert [gap.finding.resource for gap in assess(ISO, rows, light).gaps] == ["s3", "s1", "r1"]


def test_the_first_of_every_check_comes_before_the_second_of_any() -> None:
    rows = [found("role-is-held", f"r{n}") for n in range(3)]
    rows += [found("supplier-is-reviewed", f"s{n}") for n in range(2)]
    rows += [found("management-review-is-recent", "iso-20000-1-2011/4.5.4.3")]
    gaps = assess(ISO, reversed(rows), CHECKS).gaps
    assert [gap.finding.resource for gap in gaps] == ["r0", "s0", "iso-20000-1-2011/4.5.4.3", "r1", "s1", "r2"]


async def test_the_checks_of_a_section_are_run_and_counted(engine: Engine) -> None:
    await engine.write(
        [
            Statement(
                """CREATE (:Service {id: 's', name: 'Mail', kind: 'business'}), (d:Supplier {id: 'd', name: 'Deskwell'}),
                  (p:Process {id: 'p', name: 'Service desk'}), (p)-[:OPERATED_BY]->(d),
                  (:Requirement {id: 'iso-20000-1-2011/4.1.2', name: '4.1.2 Policy', ref: '4.1.2', title: 'Policy',
                    required_documents: ['service-management-policy']})"""
            )
        ]
    )
    coverage = await by_clause(engine, ISO, today="2026-11-23", section="4")
    said = counts(coverage)
    assert said["4.1.2"] == {"alarm": 1}, "the check is named for 4.3.1, the row is about 4.1.2"
    assert said["4.1.3"] == {"alarm": 2}, "neither the service nor the process has an owner"
    assert said["4.2"] == {"alarm": 4}
    assert {gap.finding.check for gap in coverage.gaps[:7]} == {
        "required-documents-are-in-force",
        "service-has-accountable-role",
        "process-has-accountable-role",
        "outsourced-process-keeps-own-owner",
        "outsourced-process-has-defined-interface",
        "outsourced-process-is-measured",
        "supplier-is-reviewed",
    }
    assert "service-has-sla-in-force" not in {gap.finding.check for gap in coverage.gaps}


async def test_a_section_that_is_not_there_is_refused(engine: Engine) -> None:
    with pytest.raises(WrongUse, match=r"iso-20000-1-2011: There is no requirement 4\.9\."):
        await by_clause(engine, ISO, today="2026-11-23", section="4.9")
