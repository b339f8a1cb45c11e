"""The documents, agreements and records of the estate, by kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchmarks.coverage.dice import Dice, weighted
from graph.schema.vocabulary import AGREEMENT_KINDS, DOCUMENT_KINDS

_NUMBERS = {
    "documents": {
        "policy": 150, "objectives": 60, "scope": 40, "plan": 400, "procedure": 1_500, "process_description": 1_000,
        "definition": 500, "catalogue": 40, "design": 900, "audit_programme": 20, "continuity_plan": 500, "capacity_plan": 500,
        "exit_plan": 600, "statement_of_applicability": 10,
    },
    "contracts": {"contract": 2_400, "sla": 1_200, "ola": 300, "supplier_review": 4_000},
    "registers": {
        "communication_record": 500, "training_record": 9_500, "risk_assessment": 3_000, "audit_report": 300,
        "management_review": 40, "nonconformity": 1_200, "improvement": 1_500, "service_review": 1_500, "service_report": 6_000,
        "measurement": 3_000, "cost_report": 2_500, "satisfaction_survey": 600, "complaint": 800, "acceptance_record": 1_200,
        "test_report": 2_000, "configuration_audit": 300, "exception": 60,
    },
    "tickets": {
        "incident": 11_549, "major_incident": 600, "security_incident": 500, "incident_review": 500, "problem": 1_500,
        "emergency_change": 800, "change_review": 700, "release": 2_000, "release_review": 1_600,
    },
}  # fmt: skip
KINDS = {kind: (among, source) for source, its in _NUMBERS.items() for kind, among in its.items()}
"""Kind → how many of 200,000 nodes, and the source that describes them."""
_CONTROLLED = weighted(["approved", "draft", "withdrawn", None], 88, 6, 5, 1)
_DONE = weighted(["approved", "closed", None, "draft"], 50, 25, 23, 2)
_TICKETS = weighted(["closed", "open", None], 70, 25, 5)
_WORKED_ON = ("nonconformity", "improvement", *_NUMBERS["tickets"])
"""Kinds of records that are open until somebody closes them."""

Properties = dict[str, Any]


def document(kind: str) -> Callable[[Dice, int], Properties]:
    """What a document of that kind says of itself."""
    if kind == "exception":
        return _exception
    if kind in AGREEMENT_KINDS:
        return lambda dice, number: {**_controlled(dice, kind, number), **_promised(dice)}
    if kind in DOCUMENT_KINDS:
        return lambda dice, number: _controlled(dice, kind, number)
    return lambda dice, number: _record(dice, kind, number)


def _controlled(dice: Dice, kind: str, number: int) -> Properties:
    return {
        "kind": kind,
        "reference": f"{kind[:3].upper()}-{number}" if dice.often(0.97) else None,
        "version": f"{number % 7 + 1}.0" if dice.often(0.97) else None,
        "status": dice.choice(_CONTROLLED),
        "approved_on": dice.day(-700, -20) if dice.often(0.96) else None,
        "valid_from": dice.day(-700, -1),
        "valid_to": dice.choice(["9999-12-31", None, dice.day(-40, 900), dice.day(200, 900)]),
        "review_due": dice.day(-60, 700) if dice.often(0.95) else None,
        "url": f"https://documents.example.org/{kind}/{number}" if dice.often(0.95) else None,
    }


def _promised(dice: Dice) -> Properties:
    good = dice.often(0.97)
    return {"availability_target": 99.99 if good else 99.0, "rto_minutes": 60 if good else 2880, "rpo_minutes": 15}


def _record(dice: Dice, kind: str, number: int) -> Properties:
    happened = dice.randint(-900, -1)
    ticket = kind in _WORKED_ON
    status = dice.choice(_TICKETS if ticket else _DONE)
    return {
        "kind": kind,
        "reference": f"{kind[:3].upper()}-{number}",
        "status": status,
        "approved_on": dice.day(happened, 0) if kind == "improvement" and dice.often(0.7) else None,
        "valid_from": dice.day(happened, happened) if dice.often(0.98) else None,
        "valid_to": dice.day(happened, 0) if status == "closed" and dice.often(0.95) else None,
        "review_due": dice.day(-60, 200) if ticket and dice.often(0.9) else None,
        "retain_until": dice.day(-30, 1_900) if dice.often(0.95) else None,
        "grade": dice.choice(["major", "minor", "minor", "observation"]) if kind == "nonconformity" else None,
    }


def _exception(dice: Dice, number: int) -> Properties:
    return {
        "kind": "exception",
        "reference": f"EXC-{number}",
        "status": "approved",
        "check": dice.choice(["service-is-funded", "resource-has-responsible-role", "supplier-is-reviewed"]),
        "reason": "It costs more than it is worth until the move is over.",
        "approved_by": "Head of operations",
        "valid_from": dice.day(-300, -1),
        "valid_to": dice.day(-150, 300),
        "retain_until": dice.day(400, 1_900),
    }
