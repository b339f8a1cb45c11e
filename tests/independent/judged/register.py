"""The counts by the name of the check, and the words that all of them share: in force, recent, held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from tests.independent.world import Thing, World, lives

READ_ON = "2024-03-01"
"""The day on which the sources were read."""
AGREEMENTS = {"contract", "sla", "ola"}
CONTROLLED = {
    "policy", "objectives", "scope", "plan", "procedure", "process_description", "definition", "catalogue", "design",
    "audit_programme", "continuity_plan", "capacity_plan", "exit_plan", "statement_of_applicability",
}  # fmt: skip
"""Kinds of documents that are approved and reviewed; all that are neither these nor agreements are records."""

Verdicts = dict[str, str]
"""Id of each thing in scope → ok, info, alarm or skip."""
Count = Callable[[World], Verdicts]
COUNTS: dict[str, Count] = {}


def counts(check: str) -> Callable[[Count], Count]:
    """Says which check a function counts for."""

    def known(count: Count) -> Count:
        assert check not in COUNTS, check
        COUNTS[check] = count
        return count

    return known


_day = READ_ON


def today() -> str:
    """The day of the questions."""
    return _day


@contextmanager
def on(day: str) -> Iterator[None]:
    """Questions inside are asked on this day."""
    global _day
    _day = day
    try:
        yield
    finally:
        _day = READ_ON


def ago(days: int) -> str:
    """The day so many days before today."""
    return (date.fromisoformat(today()) - timedelta(days=days)).isoformat()


def ahead(days: int) -> str:
    """The day so many days after today."""
    return ago(-days)


def in_force(document: Thing) -> bool:
    """An approved document or agreement within its term."""
    begun, ends = document.given.get("valid_from", today()), document.given.get("valid_to", today())
    return bool(document.status == "approved" and begun <= today() <= ends)


def is_record(document: Thing) -> bool:
    return document.kind is not None and document.kind not in CONTROLLED | AGREEMENTS


def happened(documents: Iterable[Thing], *kinds: str) -> str:
    """The last day on which a record of these kinds was made, or nothing."""
    days = [d.valid_from for d in documents if d.kind in kinds and d.valid_from and d.status not in ("draft", "withdrawn")]
    return max((day for day in days if day <= today()), default="")


def recent(world: World, thing: Thing, days: int, *kinds: str) -> str:
    """ok when a record of these kinds that describes the thing is not older than so many days."""
    return "ok" if happened(world.by(thing, "DESCRIBES"), *kinds) >= ago(days) else "alarm"


def holders(world: World, role: Thing, deputies: bool = False) -> set[Thing]:
    """People in use who hold the role today."""
    ways = [(person, said) for person, said in world.ways_in(role, "HOLDS") if lives(person) and within(said, today())]
    return {person for person, said in ways if deputies or not said.get("deputy")}


def within(said: dict[str, Any], day: str) -> bool:
    """Whether a day lies in the term of holding a role."""
    return bool(said.get("since", day) <= day <= said.get("until", day))


def judge(good: bool, otherwise: str = "alarm") -> str:
    return "ok" if good else otherwise
