"""How the parts of the estate hang together: one line a sort of relationship, and how many of it each node has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from benchmarks.coverage.dice import Amount, Dice, about, usually
from benchmarks.coverage.documents import KINDS
from graph.schema.vocabulary import AGREEMENT_KINDS, DOCUMENT_KINDS

Says = Callable[[Dice], dict[str, Any]]
Names = tuple[str, ...]

SERVICES: Names = ("business service", "technical service")
TECHNICAL: Names = ("application", "server", "host", "network")
SUPPLYING: Names = ("external", "internal")
SCOPED: Names = (*SERVICES, *TECHNICAL, "information", "site", "process", "external", "internal", "customer")
OWNED: Names = (*DOCUMENT_KINDS, *AGREEMENT_KINDS)
RECORDS: Names = tuple(kind for kind in KINDS if kind not in OWNED)
TICKETS: Names = ("incident", "problem", "emergency_change", "release")


class Line(NamedTuple):
    """A sort of relationship: the nodes that take their turn, each with so many others."""

    turn: Names
    type: str
    others: Names
    amount: Amount
    outward: bool = True
    """Whether the arrow starts at the node whose turn it is."""
    skew: float = 1.0
    """How unevenly the others are drawn."""
    says: Says = lambda _: {}
    needed: bool = False
    """Whether failure travels along it, and some of it is redundant."""


def _out(turn: Names | str, type_: str, others: Names | str, amount: Amount, skew: float = 1.0, **more: Any) -> Line:
    return Line(_names(turn), type_, _names(others), amount, True, skew, **more)


def _into(turn: Names | str, type_: str, others: Names | str, amount: Amount, skew: float = 1.0, **more: Any) -> Line:
    return Line(_names(turn), type_, _names(others), amount, False, skew, **more)


def _needs(turn: Names | str, others: Names | str, amount: Amount, skew: float = 1.0, type_: str = "DEPENDS_ON") -> Line:
    return _out(turn, type_, others, amount, skew, needed=True)


def _bought(turn: Names | str, amount: Amount, skew: float = 2.0, type_: str = "SUPPLIED_BY") -> Line:
    return _needs(turn, SUPPLYING, amount, skew, type_)


def _names(given: Names | str) -> Names:
    return (given,) if isinstance(given, str) else given


def _held(dice: Dice) -> dict[str, Any]:
    return {"since": dice.day(-1_500, -10), "until": dice.day(-200, 900) if dice.often(0.2) else None, "deputy": dice.often(0.1)}


def _output(dice: Dice) -> dict[str, Any]:
    return {"output": "What is handed over"} if dice.often(0.9) else {}


OPERATED = _bought("process", usually(0, more=0.3), 1.5, "OPERATED_BY")
SUBCONTRACTED = _needs(SUPPLYING, "external", about(0.6), 1.5, "SUBCONTRACTS_TO")

LINES = (
    _needs("business service", "technical service", about(4), 1.5),
    _needs("technical service", "technical service", about(0.3), 2.0),
    _needs("technical service", "application", about(2)),
    _needs("technical service", "server", about(1)),
    _needs("business service", "budget", usually(1, none=0.3)),
    _needs("process", "application", about(1.5)),
    _needs("application", "server", about(4)),
    _needs("application", "application", about(0.3), 2.0),
    _needs("application", "information", about(0.4)),
    _needs("server", "host", about(1.5)),
    _needs("server", "network", about(1)),
    _needs("host", "network", about(3), 1.5),
    _needs("network", "network", about(1), 3.0),
    _needs(("host", "network"), "site", usually(1), 2.0, "LOCATED_IN"),
    _needs("server", "site", usually(0, more=0.3), 2.0, "LOCATED_IN"),
    _needs(SUPPLYING, "site", usually(0, more=0.05), 1.0, "LOCATED_IN"),
    _bought("business service", usually(0, more=0.2)),
    _bought("technical service", usually(0, more=0.5)),
    _bought(("application", "site"), usually(0, more=0.8)),
    _bought("server", usually(0, more=0.5)),
    _bought(("host", "network"), usually(1)),
    _bought(("person", "process"), usually(0, more=0.08)),
    _bought("technical service", usually(0, more=0.1), 2.0, "OPERATED_BY"),
    OPERATED,
    SUBCONTRACTED,
    _out("external", "SUBSIDIARY_OF", "external", usually(0, more=0.25), 3.0),
    _out("technical service", "PART_OF", "business service", usually(1, none=0.05)),
    _out("application", "PART_OF", "application", usually(0, more=0.8), 2.0),
    _out("server", "PART_OF", "server", usually(0, more=0.3), 2.0),
    _out("network", "PART_OF", "network", usually(0, more=0.5), 2.0),
    _out("process", "PART_OF", "process", usually(0, more=0.5), 2.0),
    _into(SERVICES, "ACCOUNTABLE_FOR", ("owner", "role"), usually(1, none=0.04, more=0.03)),
    _into(SERVICES, "RESPONSIBLE_FOR", ("owner", "role"), usually(1, none=0.1, more=0.1)),
    _into("process", "ACCOUNTABLE_FOR", "owner", usually(1, none=0.04, more=0.03)),
    _into("process", "RESPONSIBLE_FOR", "owner", usually(1, none=0.04, more=0.1)),
    _into((*TECHNICAL, "site", "information", "budget"), "RESPONSIBLE_FOR", "role", usually(1, none=0.3), 2.0),
    _into(("external", "internal", "customer"), "ACCOUNTABLE_FOR", "role", usually(1, none=0.05)),
    _into("policy", "ACCOUNTABLE_FOR", "top", usually(1, none=0.3)),
    _into(OWNED, "ACCOUNTABLE_FOR", ("owner", "role"), usually(1, none=0.05)),
    _into("management_review", "ACCOUNTABLE_FOR", "top", usually(1, none=0.1)),
    _into("audit_report", "RESPONSIBLE_FOR", "auditor", usually(1, none=0.05)),
    _into(("nonconformity", "improvement", *TICKETS), "RESPONSIBLE_FOR", "role", usually(1, none=0.1)),
    _into(("top", "representative"), "HOLDS", "person", usually(1), 3.0),
    _into(("auditor", "owner", "role"), "HOLDS", "person", usually(1, none=0.05, more=0.3), 3.0, says=_held),
    _out("person", "MEMBER_OF", "team", usually(1, none=0.02, more=0.1)),
    _out(("representative", "auditor", "owner"), "REPORTS_TO", "top", usually(1)),
    _out("role", "REPORTS_TO", "owner", usually(1)),
    _out("process", "SUPPORTS", SERVICES, about(3)),
    _out("process", "FEEDS", "process", about(2), says=_output),
    _into("person", "DESCRIBES", "training_record", usually(1, none=0.15)),
    _into("site", "DESCRIBES", "risk_assessment", usually(1, none=0.2)),
    _into(SUPPLYING, "DESCRIBES", "risk_assessment", usually(1, none=0.2)),
    _into(SERVICES, "DESCRIBES", "risk_assessment", usually(1, none=0.2)),
    _into("information", "DESCRIBES", "risk_assessment", usually(1, none=0.2)),
    _into("network", "DESCRIBES", "risk_assessment", usually(1, none=0.5)),
    _into("external", "DESCRIBES", "supplier_review", about(3)),
    _into("customer", "DESCRIBES", ("service_review", "satisfaction_survey"), about(3)),
    _into("process", "DESCRIBES", ("measurement", "service_report", "audit_report"), about(4)),
    _into("process", "DESCRIBES", ("process_description", "procedure"), usually(1, none=0.05, more=0.3)),
    _into("business service", "DESCRIBES", "service_report", about(5)),
    _into(SERVICES, "DESCRIBES", "scope", usually(1, none=0.2)),
    _into("business service", "DESCRIBES", "catalogue", usually(1, none=0.1)),
    _into(SERVICES, "DESCRIBES", "capacity_plan", usually(1, none=0.4)),
    _into(SERVICES, "DESCRIBES", "continuity_plan", usually(1, none=0.2)),
    _into(SERVICES, "DESCRIBES", ("plan", "design"), about(2)),
    _into(SERVICES, "DESCRIBES", ("acceptance_record", "test_report"), usually(0, more=0.5)),
    _into(("continuity_plan", "exit_plan"), "DESCRIBES", "test_report", usually(1, none=0.2)),
    _into("external", "DESCRIBES", "exit_plan", usually(1, none=0.3)),
    _into("budget", "DESCRIBES", "cost_report", about(3)),
    _into("policy", "DESCRIBES", "communication_record", usually(1, none=0.2)),
    _into("objectives", "DESCRIBES", ("measurement", "management_review"), about(2)),
    _into("emergency_change", "DESCRIBES", "change_review", usually(1, none=0.2)),
    _into("release", "DESCRIBES", "release_review", usually(1, none=0.2)),
    _into("major_incident", "DESCRIBES", "incident_review", usually(1, none=0.2)),
    _out("improvement", "DESCRIBES", "process", usually(1)),
    _out(("incident", "major_incident", "problem"), "DESCRIBES", SERVICES, usually(1, none=0.1), 1.5),
    _out(("definition", "complaint", "security_incident", "nonconformity"), "DESCRIBES", SERVICES, usually(1, none=0.05)),
    _out("exception", "DESCRIBES", SERVICES, usually(1)),
    _out("sla", "GOVERNS", "business service", usually(1, more=0.5)),
    _out("ola", "GOVERNS", "internal", usually(1)),
    _out(OWNED, "SUPERSEDES", OWNED, usually(0, more=0.05)),
)  # fmt: skip
REST = _out(TICKETS, "DESCRIBES", TECHNICAL, usually(1))
"""Drawn until the estate has as many relationships as it should: tickets about configuration items."""


def says(line: Line, dice: Dice, drawn: int) -> Iterator[dict[str, Any]]:
    """What each of the links of one node says: where it needs two or more, two of them back each other up now and then."""
    redundant = line.needed and drawn > 1 and dice.often(0.4)
    needs = 2 if redundant and dice.often(0.05) else 1
    for place in range(drawn):
        if redundant and place < 2:
            minutes = {"switchover_minutes": 2880 if dice.often(0.02) else 5} if dice.often(0.5) else {}
            yield {"group": line.others[0], "needs": needs, **minutes}
        elif line.needed and dice.often(0.05):
            yield {"effect": "degraded"}
        else:
            yield line.says(dice)
