"""Processes and services against the roles that answer for them: a page of it, with what is left out told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from api.pages.addresses import node_address
from api.pages.matrices import Band, Cell, Flag, Head, Line, Matrix, paged
from api.pages.responsibility.asked import Asking
from api.pages.responsibility.standing import DEPUTY, HELD, NO_ONE, Standing
from queries.explore.duties import Duty, Role, Thing

ROWS, COLUMNS = 60, 60
"""So many processes and services, and roles, are shown at once."""
SIGNS = (("accountable", "accountable"), ("responsible", "responsible"), ("both", "both"))
_BANDS = {"Process": "Processes", "Service": "Services"}


@dataclass(frozen=True)
class Shown:
    """What of the duties is shown."""

    matrix: Matrix
    page: int
    pages: int
    """Of processes and services."""
    role_page: int
    role_pages: int


def shown(standing: Standing, roles: Sequence[Role], things: Sequence[Thing], asking: Asking) -> Shown:
    """The processes and services of a page against the roles that answer for most of them."""
    rows, page, pages = paged(things, asking.page, ROWS)
    counts = Counter(duty.role for thing in rows for duty in standing.answering.get(thing.id, ()))
    some = sorted((role for role in roles if counts[role.id]), key=lambda role: (-counts[role.id], role.name, role.id))
    columns, role_page, role_pages = paged(some, asking.roles, COLUMNS)
    matrix = Matrix(
        "duties",
        "Who is accountable and responsible",
        "Process or service",
        [_role(standing, role) for role in columns],
        _bands(standing, rows, {role.id for role in columns}),
        SIGNS,
        "pairs",
        list(_left_out(len(things), len(rows), len(some), len(columns))),
        "No role answers for any of these.",
    )
    return Shown(matrix, page, pages, role_page, role_pages)


def _bands(standing: Standing, things: Sequence[Thing], roles: set[str]) -> list[Band]:
    bands: dict[str, list[Line]] = defaultdict(list)
    for thing in things:
        cells = {duty.role: _cell(thing, duty) for duty in standing.answering.get(thing.id, ()) if duty.role in roles}
        bands[_BANDS[thing.label]].append(Line(_thing(standing, thing), cells))
    return [Band(name, lines) for name, lines in bands.items()]


def _cell(thing: Thing, duty: Duty) -> Cell:
    sign = "both" if duty.accountable and duty.responsible else word(duty)
    return Cell(
        sign,
        "accountable" if duty.accountable else "responsible",
        "responsible" if sign == "both" else "",
        node_address(thing.id),
    )


def word(duty: Duty) -> str:
    """What a role is for something."""
    return " and ".join([*(["accountable"] if duty.accountable else []), *(["responsible"] if duty.responsible else [])])


def _thing(standing: Standing, thing: Thing) -> Head:
    wrong = standing.wrong(thing)
    return Head(
        thing.id, thing.name, "", thing.criticality or "", Flag(wrong, "bad" if wrong == NO_ONE else "warn") if wrong else None
    )


def _role(standing: Standing, role: Role) -> Head:
    held, holders = standing.held(role.id), standing.holders.get(role.id, [])
    names = ", ".join(one.name for one in holders[:2]) + (f" and {len(holders) - 2} more" if len(holders) > 2 else "")
    flag = (
        None if held == HELD else Flag("deputy only" if held == DEPUTY else "held by nobody", "warn" if held == DEPUTY else "bad")
    )
    return Head(role.id, role.name, names, flag=flag)


def _left_out(things: int, rows: int, roles: int, columns: int) -> list[str]:
    said = []
    if rows < things:
        said.append(f"{things - rows:,} of {things:,} processes and services are on other pages; a filter finds them.")
    if columns < roles:
        said.append(
            f"{roles - columns:,} of {roles:,} roles that answer for these are on other pages, those with fewest duties last."
        )
    return said
