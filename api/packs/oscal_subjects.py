"""What was looked at, as OSCAL has it: a component for each thing that a check judged, an observation for each look."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from api.packs.contents import Contents
from api.packs.oscal_values import identity, line, markup, moment, prop
from queries.assessment.inputs import counts
from queries.assessment.model import Clause
from queries.contract import Check, FindingStatus
from queries.findings import Finding


def components(contents: Contents) -> list[dict[str, Any]]:
    """Everything that a check judged, once, by id."""
    found = {f.resource: (f, check) for check, rows in _by_check(contents).values() for f in rows}
    return [_component(*found[id_]) for id_ in sorted(found)]


def _component(finding: Finding, check: Check) -> dict[str, Any]:
    kind = check.labels[0].lower() if len(check.labels) == 1 else "resource"
    return {
        "uuid": identity("node", finding.resource),
        "type": kind,
        "title": markup(finding.name),
        "description": markup(f"{kind} {finding.name}"),
        "props": [prop("id", finding.resource)],
        "status": {"state": "operational"},
    }


def _by_check(contents: Contents) -> dict[str, tuple[Check, list[Finding]]]:
    """Each check with its rows, each row once."""
    found: dict[str, tuple[Check, dict[Finding, None]]] = {}
    for clause in contents.assessment.clauses:
        for one in clause.checks:
            found.setdefault(one.check.name, (one.check, {}))[1].update(dict.fromkeys(row.finding for row in one.rows))
    return {name: (check, list(rows)) for name, (check, rows) in found.items() if rows}


def observations(contents: Contents) -> Iterator[dict[str, Any]]:
    """One for each check, and one for each clause that documents show something of."""
    for check, rows in _by_check(contents).values():
        yield _test(contents, check, rows)
    for clause in contents.assessment.clauses:
        if clause.facts.evidence:
            yield _examination(contents, clause)


def _test(contents: Contents, check: Check, rows: list[Finding]) -> dict[str, Any]:
    numbers = {status.value: sum(f.status == status for f in rows) for status in FindingStatus}
    return {
        "uuid": identity("check", check.name, contents.fingerprint),
        "title": markup(check.title),
        "description": markup(check.about),
        "props": [
            prop("check", check.name), prop("severity", check.severity.value),
            *(prop(name, str(number)) for name, number in numbers.items()),
        ],
        "methods": ["TEST"],
        "types": ["finding"] if numbers["alarm"] else ["control-objective"],
        "subjects": [_subject(one) for one in rows],
        "collected": moment(contents.assessment.today),
    }  # fmt: skip


def _subject(finding: Finding) -> dict[str, Any]:
    return {
        "subject-uuid": identity("node", finding.resource),
        "type": "component",
        "title": markup(finding.name),
        "props": [prop("status", finding.status.value)],
        "remarks": markup(finding.reason),
    }


def _examination(contents: Contents, clause: Clause) -> dict[str, Any]:
    today = contents.assessment.today
    return {
        "uuid": identity("documents", clause.id, contents.fingerprint),
        "title": markup(f"Documents and records of {clause.ref} {clause.title}"),
        "description": markup(f"What shows something of {clause.ref}, and whether it counts on {today}."),
        "methods": ["EXAMINE"],
        "types": ["control-objective"],
        "relevant-evidence": [
            {
                "description": markup(one.name),
                "props": [
                    prop(name, value)
                    for name, value in {**one._asdict(), "counts": str(counts(one, today)).lower()}.items()
                    if value and name != "name"
                ],
            }
            for one in clause.facts.evidence
        ],
        "collected": moment(today),
        "remarks": markup(line(clause.why)),
    }
