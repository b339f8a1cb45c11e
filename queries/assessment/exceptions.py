"""Exceptions: deviations that somebody accepted, with a reason, until a day.

An exception is a Document of kind `exception` that DESCRIBES what it is about and names the check whose alarm it accepts
(OSCAL calls it an approved deviation, ISO 9000 a concession). It changes no fact: the alarm is still there, it is called
accepted, and is an alarm again on the day after `valid_to`. One that ended or accepts nothing is an alarm of the check
`exception-is-current` until its document is closed or withdrawn. Whether the alarm that one accepts is still there no single
statement can say, since that is the answer of another: so this is told here, beside what the checks found.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from graph.engine import Engine
from queries.contract import FindingStatus
from queries.findings import Finding

EXCEPTIONS = (
    "MATCH (d:Document {kind: 'exception'}) WHERE NOT coalesce(d.status, 'approved') IN ['closed', 'withdrawn'] "
    "OPTIONAL MATCH (d)-[:DESCRIBES]->(x) "
    "RETURN d.id AS id, coalesce(d.name, d.id) AS name, coalesce(d.status, 'approved') AS status, d.check AS check, "
    "d.reason AS reason, d.approved_by AS approved_by, d.valid_from AS valid_from, d.valid_to AS until, "
    "x.id AS resource, x.name AS resource_name ORDER BY id, resource"
)


@dataclass(frozen=True)
class Accepted:
    """An exception that is neither closed nor withdrawn."""

    id: str
    name: str
    status: str
    """Draft, approved or open; absent reads as approved."""
    check: str
    """Name of the check whose alarm it accepts."""
    reason: str
    approved_by: str
    valid_from: str
    """First day; empty means always."""
    until: str
    """Last day."""
    resources: dict[str, str]
    """Id to name of what it is about."""

    @property
    def lacks(self) -> tuple[str, ...]:
        """What it must have and does not."""
        owed = {
            "check": self.check,
            "resource": self.resources,
            "reason": self.reason,
            "approver": self.approved_by,
            "end": self.until,
            "approval": self.status != "draft",
        }
        return tuple(name for name, there in owed.items() if not there)

    def holds(self, today: str) -> bool:
        """Whether it accepts alarms on that day."""
        return not self.lacks and (self.valid_from or today) <= today <= self.until


class Standing(StrEnum):
    """How an exception stands on a day."""

    IN_FORCE = "in_force"
    """It accepts an alarm."""
    PENDING = "pending"
    """Its first day is still to come."""
    ENDED = "ended"
    """Its last day has passed."""
    UNNEEDED = "unneeded"
    """The alarm that it accepts is not there."""
    INCOMPLETE = "incomplete"
    """It accepts nothing: something that it must have is missing."""


@dataclass(frozen=True)
class Reviewed:
    """An exception, how it stands, and a sentence that says so."""

    exception: Accepted
    standing: Standing
    told: str


async def read_exceptions(engine: Engine) -> list[Accepted]:
    """Every exception of the graph that is neither closed nor withdrawn, by id."""
    found: dict[str, Accepted] = {}
    for *said, resource, called in (await engine.read_table(EXCEPTIONS, {})).rows:
        one = found.setdefault(said[0], _made([text or "" for text in said]))
        if resource:
            one.resources[resource] = called or resource
    return list(found.values())


def _made(said: list[str]) -> Accepted:
    id_, name, status, check, reason, approved_by, valid_from, until = said
    return Accepted(id_, name, status, check, reason, approved_by, valid_from, until, {})


def accept(findings: Iterable[Finding], exceptions: Iterable[Accepted], today: str) -> list[Finding]:
    """The findings, with alarms that an exception in force accepts called accepted; of several the one that ends last counts."""
    holding: dict[tuple[str, str], Accepted] = {}
    for one in sorted(exceptions, key=lambda e: (e.until, e.id)):
        if one.holds(today):
            holding.update({(one.check, resource): one for resource in one.resources})
    return [_accepted(f, holding.get((f.check, f.resource))) if f.status == FindingStatus.ALARM else f for f in findings]


def _accepted(finding: Finding, by: Accepted | None) -> Finding:
    if by is None:
        return finding
    why = f"{finding.reason} Accepted until {by.until} by {by.approved_by}: {by.reason.rstrip('.')}."
    return replace(finding, status=FindingStatus.ACCEPTED, reason=why, exception=by.id)


def review(
    exceptions: Iterable[Accepted], findings: Iterable[Finding], *, ran: Iterable[str], known: Iterable[str], today: str
) -> list[Reviewed]:
    """How the exceptions to the checks that `ran` stand, beside what these found, and those to checks that there are not.

    `known` are the names of all checks.
    """
    failing = (FindingStatus.ALARM, FindingStatus.ACCEPTED)
    alarms = {(f.check, f.resource) for f in findings if f.status in failing}
    judged, names = set(ran), set(known)
    about = (one for one in exceptions if one.check in judged or one.check not in names)
    return [_reviewed(one, alarms, one.check in judged, names, today) for one in about]


def _reviewed(one: Accepted, alarms: set[tuple[str, str]], ran: bool, known: set[str], today: str) -> Reviewed:
    gone = [name for resource, name in one.resources.items() if ran and (one.check, resource) not in alarms]
    if one.lacks:
        return Reviewed(one, Standing.INCOMPLETE, f"It accepts nothing: it has no {' and no '.join(one.lacks)}.")
    if one.check not in known:
        return Reviewed(one, Standing.INCOMPLETE, f"It accepts nothing: there is no check {one.check}.")
    if one.until < today:
        back = ran and len(gone) < len(one.resources)
        told = f"the alarm of {one.check} is back" if back else "close it"
        return Reviewed(one, Standing.ENDED, f"It ended on {one.until}: {told}.")
    if gone:
        return Reviewed(one, Standing.UNNEEDED, f"{one.check} gives no alarm for {', '.join(gone)}: close it.")
    if not one.holds(today):
        return Reviewed(one, Standing.PENDING, f"It starts on {one.valid_from}.")
    return Reviewed(one, Standing.IN_FORCE, f"It accepts {one.check} until {one.until}, by {one.approved_by}: {one.reason}")
