"""The tables of the page of responsibility."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from api.pages.responsibility.matrix import word
from api.pages.responsibility.standing import HELD, Standing
from api.pages.tables import Column, Kind, Row, Table
from queries.contract import Check
from queries.explore.duties import LABELS, Duty, Holding, Role, Thing
from queries.findings import Finding

_PAIRS = (
    Column("name", Kind.NODE, "Process or service"),
    Column("label", title="Kind"),
    Column("criticality", Kind.CRITICALITY),
    Column("stands", Kind.STATE),
    Column("role", Kind.NODE, key="role_id"),
    Column("duty"),
    Column("people", Kind.LIST, "Held by"),
)


def pairs(standing: Standing, roles: Sequence[Role], things: Iterable[Thing]) -> Table:
    """A row for each role that answers for something, and one for what nobody answers for."""
    known = {role.id: role for role in roles}
    rows = [row for thing in things for row in _pairs(standing, known, thing)]
    return Table(
        "pairs", "Processes and services with the roles that answer for them", _PAIRS, rows, empty="No such process or service."
    )


def _pairs(standing: Standing, known: Mapping[str, Role], thing: Thing) -> list[Row]:
    duties = [duty for duty in standing.answering.get(thing.id, ()) if duty.role in known]
    about = {"id": thing.id, "name": thing.name, "label": thing.label.lower(), "criticality": thing.criticality}
    about["stands"] = standing.wrong(thing)
    told = [
        {"role": known[duty.role].name, "role_id": duty.role, "duty": word(duty), "people": people(standing, duty.role)}
        for duty in duties
    ]
    return [{**about, **one} for one in told] or [about]


def people(standing: Standing, role: str) -> list[str]:
    """Who holds a role today."""
    return [f"{one.name} (deputy)" if one.deputy else one.name for one in standing.holders.get(role, ())]


_ROLES = (
    Column("name", Kind.NODE, "Role"),
    Column("held", Kind.STATE),
    Column("people", Kind.LIST, "Held by"),
    Column("teams", Kind.LIST),
    Column("tops", Kind.LIST, "Answers to"),
    Column("kind"),
    *(Column(label, Kind.NUMBER, f"{label}s" if not label.endswith(("s", "y")) else label) for label in LABELS),
    Column("authority", title="May decide", quiet=True),
)


def roles(standing: Standing, some: Iterable[Role], *, picked: bool) -> Table:
    """A row a role with how many things of each kind it answers for; `picked` where each is a box of the picture."""
    said = {label for label in LABELS if standing.told.duties[label]}
    columns = [column for column in _ROLES if column.name not in LABELS or column.name in said]
    note = "Numbers count what a role is accountable or responsible for."
    rows = [_role(standing, role) for role in some]
    return Table("roles", "Roles, and what they answer for", columns, rows, note, "No such role.", picked=picked)


def _role(standing: Standing, role: Role) -> Row:
    duties = standing.of_role.get(role.id, {})
    held = standing.held(role.id)
    return {
        **role._asdict(),
        "held": held if held == HELD or duties else "",
        "people": people(standing, role.id),
        "tops": standing.tops.get(role.id, []),
        "teams": sorted(standing.teams.get(role.id, ())),
        **{label: len(duties.get(label, ())) for label in LABELS},
    }


_HOLDINGS = (
    Column("role", Kind.NODE, key="role_id"),
    Column("name", Kind.NODE, "Held by", key="person"),
    Column("teams", Kind.LIST),
    Column("deputy", Kind.FLAG),
    Column("since", Kind.DAY),
    Column("until", Kind.DAY),
    Column("now", title="Today"),
)


def holdings(standing: Standing, some: Iterable[Role]) -> Table:
    """Who holds, held or will hold each role."""
    known = {role.id: role.name for role in some}
    order = {role: place for place, role in enumerate(known)}
    its = sorted((one for one in standing.told.holdings if one.role in known), key=lambda one: order[one.role])
    rows = [{**one._asdict(), "role": known[one.role], "role_id": one.role, "now": _now(one, standing.today)} for one in its]
    return Table("holders", "Holders of each role", _HOLDINGS, rows, empty="Nobody holds one of these roles.")


def _now(one: Holding, today: str) -> str:
    if one.on(today):
        return "holds it"
    return "to come" if (one.since or "") > today else "no longer in use" if one.status != "live" else "ended"


_CLAUSES = (
    Column("role", Kind.NODE, key="role_id"),
    Column("name", Kind.NODE, "Requirement"),
    Column("framework"),
    Column("duty"),
)


def clauses(standing: Standing, some: Iterable[Role]) -> Table:
    """The requirements that roles answer for."""
    duties: list[tuple[Role, Duty]] = [
        (role, duty) for role in some for duty in standing.of_role.get(role.id, {}).get("Requirement", ())
    ]
    rows = [
        {
            "role": role.name,
            "role_id": role.id,
            "id": duty.id,
            "name": duty.name,
            "framework": duty.id.partition("/")[0],
            "duty": word(duty),
        }
        for role, duty in duties
    ]
    return Table(
        "clauses", "Requirements that a role answers for", _CLAUSES, rows, empty="No role is said to answer for a requirement."
    )


_CONFLICTS = (
    Column("name", Kind.NODE, "Where", key="resource"),
    Column("status", Kind.STATE),
    Column("reason", quiet=True),
    Column("check", Kind.LINK, key="address"),
)


def findings(checks: Iterable[Check], found: Iterable[Finding]) -> Table:
    """What checks of responsibility find that does not hold."""
    titles = {check.name: check.title for check in checks}
    rows = [
        {**asdict(one), "check": titles[one.check], "address": f"/questions/{one.check}"}
        for one in found
        if one.status in ("alarm", "accepted", "info")
    ]
    return Table("conflicts", "What does not hold", _CONFLICTS, rows, empty="Nothing: every check of responsibility holds.")
