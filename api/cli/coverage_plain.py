"""An assessment as JSON: the same names as in GraphQL, in snake case."""

from __future__ import annotations

from typing import Any

from api.cli import exceptions_report
from queries.assessment.inputs import counts
from queries.assessment.model import Assessment, Clause, ClauseCheck
from queries.assessment.states import COUNTED, State


def plain(assessment: Assessment) -> dict[str, Any]:
    """Everything that an assessment holds."""
    return {
        "framework": assessment.framework.id,
        "name": assessment.framework.name,
        "section": assessment.section or None,
        "today": assessment.today,
        "parameters": {
            "record_within_days": assessment.limits.record_within_days,
            "systemic_percent": assessment.limits.systemic_percent,
            "exclusions": assessment.limits.exclusions,
        },
        "states": {state.value: assessment.states.get(state, 0) for state in State},
        "verdict": assessment.ruling.verdict.value,
        "verdict_why": list(assessment.ruling.why),
        "clauses": [_clause(clause, assessment.today) for clause in assessment.clauses],
        "exceptions": exceptions_report.plain(assessment.exceptions),
    }


def _clause(clause: Clause, today: str) -> dict[str, Any]:
    i = clause.inputs
    return {
        "id": clause.id,
        "ref": clause.ref,
        "title": clause.title,
        "state": clause.state.value,
        "why": clause.why,
        "also": list(clause.also),
        "addressed": i.addressed.value,
        "missing": list(i.missing),
        "documents_needed": i.documents_needed,
        "records_needed": i.records_needed,
        "major_open": i.major_open,
        "minor_open": i.minor_open,
        "claims": [one._asdict() for one in clause.facts.claims],
        "evidence": [{**one._asdict(), "counts": counts(one, today)} for one in clause.facts.evidence],
        "open": [one._asdict() for one in clause.facts.open],
        "checks": [_check(one) for one in clause.checks],
        "children": list(clause.children),
        "worst": clause.worst or None,
        "below": {state.value: clause.below.get(state, 0) for state in State},
    }


def _check(one: ClauseCheck) -> dict[str, Any]:
    counted = one.counted
    return {
        "name": one.check.name,
        "severity": one.check.severity.value,
        "named": one.named,
        **{status: getattr(counted, status) for status in COUNTED},
        "uncounted": one.uncounted,
        "rows": [
            {
                "resource": row.finding.resource,
                "name": row.finding.name,
                "status": row.finding.status.value,
                "reason": row.finding.reason,
                "counts": row.counts,
            }
            for row in one.rows
        ],
    }
