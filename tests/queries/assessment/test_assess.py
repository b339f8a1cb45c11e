"""An assessment on real engines: rows counted where they belong, scope respected, the worst first, sections rolled up."""

from __future__ import annotations

import pytest

from graph.engine import Engine, Statement
from graph.errors import WrongUse
from queries.assessment.assess import Material, assess, judged
from queries.assessment.facts import ClauseFacts, Facts
from queries.assessment.limits import limits
from queries.assessment.model import Assessment
from queries.assessment.scope import Scope, read_scope
from queries.assessment.states import State
from queries.catalogue import catalogue
from queries.contract import Check, FindingStatus
from queries.findings import Finding
from queries.frameworks import frameworks

ISO = frameworks()["iso-20000-1-2011"]
CHECKS = catalogue().checks
OK, ALARM, INFO, SKIP = FindingStatus.OK, FindingStatus.ALARM, FindingStatus.INFO, FindingStatus.SKIP
TODAY = "2026-11-23"
GRAPH = """
CREATE (f:Framework {id: 'iso-20000-1-2011', name: 'ISO'}),
  (s:Service {id: 's', name: 'Mail', kind: 'business'}), (s)-[:IN_SCOPE_OF]->(f),
  (:Service {id: 'o', name: 'Hobby', kind: 'business'}),
  (d:Supplier {id: 'd', name: 'Deskwell'}), (p:Process {id: 'p', name: 'Service desk'}), (p)-[:OPERATED_BY]->(d),
  (d)-[:IN_SCOPE_OF]->(f), (p)-[:IN_SCOPE_OF]->(f),
  (r:Requirement {id: 'iso-20000-1-2011/4.1.2', name: '4.1.2 Policy', ref: '4.1.2', title: 'Policy',
    required_documents: ['service-management-policy']}),
  (q:Requirement {id: 'iso-20000-1-2011/4.1.3', name: '4.1.3', ref: '4.1.3', title: 'Authority'}),
  (p)-[:ADDRESSES {status: 'full'}]->(r), (p)-[:ADDRESSES {status: 'full'}]->(q)
"""


def found(check: str, resource: str, status: FindingStatus = ALARM) -> Finding:
    return Finding(check, resource, resource.upper(), status, f"{status} of {resource}.")


def of(
    findings: list[Finding], *, section: str = "", checks: dict[str, Check] | None = None, scope: Scope | None = None
) -> Assessment:
    """The assessment of findings alone; everything they are about is in scope."""
    inside = frozenset(f.resource for f in findings)
    facts = Facts(inside, {"iso-20000-1-2011/4.2": ClauseFacts()})
    ran = list((checks or CHECKS).values())
    return judged(Material(ISO, section, TODAY, limits(ISO), facts, ran, findings, scope or Scope(ISO, inside), ()))


def counts(assessment: Assessment) -> dict[str, dict[str, int]]:
    said = {c.ref: {s.value: n for s in FindingStatus if (n := c.count(s))} for c in assessment.clauses}
    return {ref: statuses for ref, statuses in said.items() if statuses}


def test_a_row_counts_for_every_clause_its_check_is_named_for() -> None:
    assessment = of([found("supplier-is-reviewed", "a"), found("supplier-is-reviewed", "b", OK)])
    assert counts(assessment) == {"4.2": {"alarm": 1, "ok": 1}, "7.2": {"alarm": 1, "ok": 1}}
    assert assessment.counts == {ALARM: 1, OK: 1}, "each row once in the sum"
    assert [gap.refs for gap in assessment.gaps] == [("4.2", "7.2")]
    reviewed = next(c for c in assessment.clause("7.2").inputs.checks if c.name == "supplier-is-reviewed")
    assert (reviewed.ok, reviewed.alarm) == (1, 1)


def test_a_row_about_a_requirement_speaks_of_it_alone_and_counts_where_its_check_is_named() -> None:
    rows = [
        found("required-documents-are-in-force", "iso-20000-1-2011/4.1.2"),
        found("required-documents-are-in-force", "iso-20000-1-2011/4.3.1"),
        found("required-documents-are-in-force", "iso-20000-1-2018/5.2.1"),
        found("clause-was-audited", "iso-20000-1-2011/99", OK),
    ]
    assessment = of(rows)
    assert counts(assessment) == {"4.1.2": {"alarm": 1}, "4.3.1": {"alarm": 1}}
    named, shown = (next(c for c in assessment.clause(ref).checks if c.check.name == rows[0].check) for ref in ("4.3.1", "4.1.2"))
    assert (named.named, named.counted.alarm, named.uncounted) == (True, 1, 0)
    assert (shown.named, shown.counted.alarm, shown.uncounted) == (False, 0, 1)


def test_rows_out_of_scope_and_skip_rows_count_for_nothing_and_are_shown() -> None:
    rows = [found("supplier-is-reviewed", "in"), found("supplier-is-reviewed", "out"), found("supplier-is-reviewed", "in2", SKIP)]
    assessment = of(rows, scope=Scope(ISO, frozenset({"in", "in2"})))
    check = next(c for c in assessment.clause("7.2").checks if c.check.name == "supplier-is-reviewed")
    assert (check.counted.rows, check.counted.alarm, check.uncounted, len(check.rows)) == (1, 1, 1, 3)


def test_a_section_leaves_the_other_clauses_out() -> None:
    assessment = of([found("supplier-is-reviewed", "a"), found("service-has-sla-in-force", "s")], section="4")
    assert counts(assessment) == {"4.2": {"alarm": 1}}
    assert assessment.counts == {ALARM: 1}
    assert [c.ref for c in assessment.clauses][:3] == ["4", "4.1", "4.1.1"]
    assert all(c.ref.split(".")[0] == "4" for c in assessment.clauses)
    with pytest.raises(KeyError):
        assessment.clause("7.2")


def test_a_clause_with_others_below_it_names_the_worst_and_counts_them() -> None:
    assessment = of([found("supplier-is-reviewed", "a")], section="4")
    section, leaf = assessment.clause("4"), assessment.clause("4.2")
    assert (leaf.state, leaf.own, leaf.children) == ("gap", "gap", ())
    assert (section.state, section.own, section.worst) == ("partial", None, "4.2")
    assert section.why == f"{sum(section.below.values())} clauses: 1 gap, {section.below[State.NOT_ASSESSED]} not assessed."
    assert section.below == assessment.states
    assert [c.ref for c in assessment.judged] == [c.ref for c in assessment.clauses if not c.children]
    assert assessment.ruling.why[0] == "4.2 is a gap."


def test_gaps_come_by_severity_then_status_and_ok_and_skip_are_none() -> None:
    light = dict(CHECKS) | {"role-is-held": CHECKS["role-is-held"].model_copy(update={"severity": "low"})}
    rows = [
        found("role-is-held", "r1"),
        found("role-is-held", "r2", SKIP),
        found("supplier-is-reviewed", "s1", INFO),
        found("supplier-is-reviewed", "s2", OK),
        found("supplier-is-reviewed", "s3", ALARM),
    ]
    assert [gap.finding.resource for gap in of(rows, checks=light).gaps] == ["s3", "s1", "r1"]


def test_the_first_of_every_check_comes_before_the_second_of_any() -> None:
    rows = [found("role-is-held", f"r{n}") for n in range(3)]
    rows += [found("supplier-is-reviewed", f"s{n}") for n in range(2)]
    rows += [found("management-review-is-recent", "iso-20000-1-2011/4.5.4.3")]
    gaps = of(rows[::-1]).gaps
    assert [gap.finding.resource for gap in gaps] == ["r0", "s0", "iso-20000-1-2011/4.5.4.3", "r1", "s1", "r2"]


async def test_a_section_is_assessed_from_the_graph(engine: Engine) -> None:
    await engine.write([Statement(GRAPH)])
    assessment = await assess(engine, ISO, today=TODAY, section="4")
    policy, authority, parties = (assessment.clause(ref) for ref in ("4.1.2", "4.1.3", "4.2"))
    assert (policy.state, policy.inputs.missing) == ("gap", ("service-management-policy",))
    assert "Missing: service-management-policy." in policy.why
    assert policy.count(ALARM) >= 1, "required-documents-are-in-force speaks of it and is named for 4.3.1"
    owners = next(c for c in authority.checks if c.check.name == "service-has-accountable-role")
    assert (owners.counted.alarm, owners.uncounted) == (1, 1), "Hobby is in nobody's scope"
    assert (authority.state, authority.facts.claims[0].name) == ("gap", "Service desk")
    assert parties.state == "gap"
    assert "supplier-is-reviewed (" in parties.why
    assert assessment.ruling.verdict == "not_ready"
    assert "service-has-sla-in-force" not in {gap.finding.check for gap in assessment.gaps}


async def test_without_scope_nothing_is_assessed(engine: Engine) -> None:
    await engine.write([Statement(GRAPH), Statement("MATCH (:Framework)<-[e:IN_SCOPE_OF]-() DELETE e")])
    assessment = await assess(engine, ISO, today=TODAY, section="4.1")
    assert set(assessment.states) == {"not_assessed"}
    assert assessment.clause("4.1.2").why == "Nothing is in scope of its framework."


async def test_an_accepted_alarm_is_no_alarm_of_the_clause(engine: Engine) -> None:
    await engine.write([Statement(GRAPH)])
    await engine.write(
        [
            Statement(
                """MATCH (s:Service {id: 's'}) CREATE (d:Document {id: 'x', name: 'No owner yet', kind: 'exception',
                check: 'service-has-accountable-role', reason: 'New', approved_by: 'Board', valid_to: '2026-12-31'}),
                (d)-[:DESCRIBES]->(s)"""
            )
        ]
    )
    assessment = await assess(engine, ISO, today=TODAY, section="4.1.3")
    owners = next(c for c in assessment.clause("4.1.3").checks if c.check.name == "service-has-accountable-role")
    assert (owners.counted.alarm, owners.counted.accepted, owners.counted.rows) == (0, 1, 1)
    assert [one.standing for one in assessment.exceptions] == ["in_force"]
    assert "s" not in {gap.finding.resource for gap in assessment.gaps}


async def test_labels_tell_scope_where_a_check_judges_several(engine: Engine) -> None:
    await engine.write([Statement(GRAPH)])
    mixed = CHECKS["service-has-accountable-role"].model_copy(update={"resource": "Service|Role"})
    rows = [(mixed, found(mixed.name, "s")), (mixed, found(mixed.name, "o")), (mixed, found(mixed.name, "a-role"))]
    scope = await read_scope(engine, ISO, frozenset({"s"}), rows)
    assert [scope.holds(*row) for row in rows] == [True, False, True]


async def test_a_section_that_is_not_there_is_refused(engine: Engine) -> None:
    with pytest.raises(WrongUse, match=r"iso-20000-1-2011: There is no requirement 4\.9\."):
        await assess(engine, ISO, today=TODAY, section="4.9")
