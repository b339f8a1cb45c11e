"""Who answers for what: roles with who holds them, and what each is accountable and responsible for."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.engine import Engine
from graph.schema import model as schema

LABELS = tuple(label.__name__ for label in schema.relationship("ACCOUNTABLE_FOR").target)
"""What a role can answer for."""
_ROLES = "MATCH (o:Role) RETURN o.id, o.name, o.kind, o.authority ORDER BY o.name, o.id"
_REPORTS = "MATCH (o:Role)-[:REPORTS_TO]->(p:Role) RETURN o.id, p.id ORDER BY o.id, p.id"
_HOLDINGS = """
MATCH (o:Role)<-[y:HOLDS]-(h:Resource)
CALL (h) { OPTIONAL MATCH (h)-[:MEMBER_OF]->(t:Resource) WITH t ORDER BY t.name RETURN collect(t.name) AS teams }
RETURN DISTINCT o.id AS role, h.id AS person, h.name AS name, teams, coalesce(y.deputy, false) AS deputy, y.since AS since,
  y.until AS until, coalesce(h.status, 'live') AS status
ORDER BY role, deputy, name, person, since, until
"""
_DUTIES = """
MATCH (o:Role)-[d:ACCOUNTABLE_FOR|RESPONSIBLE_FOR]->(x:{label})
WITH o.id AS role, x, count(CASE type(d) WHEN 'ACCOUNTABLE_FOR' THEN 1 END) > 0 AS accountable,
  count(CASE type(d) WHEN 'RESPONSIBLE_FOR' THEN 1 END) > 0 AS responsible
RETURN role, x.id, x.name, accountable, responsible ORDER BY x.name, x.id, role
"""
_THINGS = "MATCH (x:{label}) WHERE coalesce(x.status, 'live') = 'live' RETURN x.id, x.name, {rated} ORDER BY x.name, x.id"


class Role(NamedTuple):
    """A role of the organisation."""

    id: str
    name: str
    kind: str | None
    authority: str | None
    """What it may decide."""


class Holding(NamedTuple):
    """A person holds a role for a time."""

    role: str
    person: str
    name: str
    teams: list[str]
    deputy: bool
    since: str | None
    until: str | None
    status: str
    """Of the person."""

    def on(self, today: str) -> bool:
        """Whether a person in use holds it on that day."""
        return self.status == "live" and (self.since or today) <= today <= (self.until or today)


class Duty(NamedTuple):
    """A role answers for something."""

    role: str
    id: str
    """Of what it answers for."""
    name: str
    accountable: bool
    responsible: bool


class Thing(NamedTuple):
    """A service or process in use."""

    id: str
    name: str
    label: str
    criticality: str | None


@dataclass(frozen=True)
class Duties:
    """Everything about responsibility that a graph says."""

    roles: Sequence[Role]
    reports: Sequence[tuple[str, str]]
    """A role and the one that it reports to, by id."""
    holdings: Sequence[Holding]
    duties: dict[str, Sequence[Duty]]
    """By the label of what is answered for."""
    things: Sequence[Thing]
    """Every process and service in use, those that nobody answers for included."""


async def duties(engine: Engine) -> Duties:
    """Reads who answers for what; raises as `Engine.read`."""
    roles, reports, holdings, *rest = await asyncio.gather(
        *(engine.read(statement) for statement in (_ROLES, _REPORTS, _HOLDINGS)),
        *(engine.read(_DUTIES.format(label=label)) for label in LABELS),
        *(engine.read(_THINGS.format(label=label, rated=_rated(label))) for label in ("Process", "Service")),
    )
    given, (processes, services) = rest[: len(LABELS)], rest[len(LABELS) :]
    return Duties(
        [Role(*row) for row in roles],
        [(row[0], row[1]) for row in reports],
        [Holding(*row) for row in holdings],
        {label: [Duty(*row) for row in rows] for label, rows in zip(LABELS, given, strict=True)},
        [Thing(row[0], row[1], label, row[2]) for label, rows in (("Process", processes), ("Service", services)) for row in rows],
    )


def _rated(label: str) -> str:
    return "x.criticality" if "criticality" in schema.node(label).model_fields else "null"
