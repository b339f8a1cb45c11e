"""A framework beside another that it is mapped to: both states, and how much of the one the other gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console

from api.cli import terminal
from queries.assessment.carried import Carried, Share, shares
from queries.assessment.compare import Beside
from queries.assessment.model import Assessment

COLUMNS = ("clause", "title", "state", "gets", "relation", "other", "other_title", "other_state")
_SHARES = {
    Share.FULL: "in full",
    Share.PARTIAL: "in part",
    Share.NOTHING: "nothing",
    Share.UNMAPPED: "not mapped",
}


def show(out: Console, ours: Assessment, theirs: Assessment, pairs: Iterable[Beside], gets: Mapping[str, Carried]) -> None:
    """Prints every pair, and how many clauses get how much."""
    shown = [_shown(one, gets) for one in pairs]
    columns = [ours.framework.id, "state", "gets", "relation", theirs.framework.id, "its state"]
    out.print(terminal.table(out, columns, shown))
    counted = shares(gets, ours)
    told = ", ".join(f"{counted[share]:,} {_SHARES[share]}" for share in Share if counted[share])
    out.print()
    out.print(terminal.sentence(f"What {ours.framework.name} gets from {theirs.framework.name}, in clauses: {told}.", "bold"))


def _shown(one: Beside, gets: Mapping[str, Carried]) -> list[object]:
    other = [str(one.relation), one.other.ref, terminal.words(one.other.state)] if one.other else [None] * 3
    return [one.clause.ref, terminal.words(one.clause.state), terminal.words(_share(one, gets)), *other]


def rows(pairs: Iterable[Beside], gets: Mapping[str, Carried]) -> list[list[Any]]:
    """The same for a file."""
    return [_row(one, gets) for one in pairs]


def _row(one: Beside, gets: Mapping[str, Carried]) -> list[Any]:
    other = [str(one.relation), one.other.ref, one.other.title, str(one.other.state)] if one.other else [None] * 4
    return [one.clause.ref, one.clause.title, str(one.clause.state), str(_share(one, gets)), *other]


def _share(one: Beside, gets: Mapping[str, Carried]) -> Share:
    """What a clause gets from the one beside it."""
    other = one.other.id if one.other else ""
    return next((led.share for led in gets[one.clause.id].led if led.source == other), Share.UNMAPPED)


def told(ours: Assessment, gets: Mapping[str, Carried]) -> dict[str, Any]:
    """What each clause gets, by its number, and how many get how much."""
    counted = shares(gets, ours)
    each = {clause.ref: str(gets[clause.id].share) for clause in ours.clauses}
    return {"gets": each, "shares": {str(share): counted[share] for share in Share}}
