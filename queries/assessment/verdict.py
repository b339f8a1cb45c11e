"""Whether a framework, or a section of it, is ready for the visit of the certification body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from queries.assessment.states import State

_UNREADY = {State.GAP: ("a gap", "gaps"), State.NOT_ASSESSED: ("not assessed", "not assessed")}


class Verdict(StrEnum):
    """Ready or not."""

    READY = "ready"
    """No gap, nothing unassessed, and every partial clause is being worked on by somebody until a day."""
    CONDITIONALLY_READY = "conditionally_ready"
    """The same, but some of that work has no owner or no date."""
    NOT_READY = "not_ready"
    """Anything else."""


@dataclass(frozen=True)
class Plan:
    """An open nonconformity or improvement that is about a clause."""

    owners: tuple[str, ...] = ()
    """Names of the roles that answer for it or do it."""
    due: str = ""
    """Day by which it is due."""

    @property
    def whole(self) -> bool:
        """Whether it has an owner and a date."""
        return bool(self.owners and self.due)


@dataclass(frozen=True)
class Ruling:
    """The verdict and what stands in the way of a better one."""

    verdict: Verdict
    why: tuple[str, ...]
    """Sentences; the clauses are named in the order of the framework."""


def rule(clauses: Iterable[tuple[str, State, Sequence[Plan]]]) -> Ruling:
    """The ruling on clauses that were judged by themselves: number, state and what is planned for each."""
    judged = list(clauses)
    hindered = [_told([ref for ref, state, _ in judged if state == bad], *words) for bad, words in _UNREADY.items()]
    partial = [(ref, plans) for ref, state, plans in judged if state == State.PARTIAL]
    unplanned = _told([ref for ref, plans in partial if not plans], "partial without an open nonconformity or improvement")
    if against := [said for said in (*hindered, unplanned) if said]:
        return Ruling(Verdict.NOT_READY, tuple(against))
    loose = [ref for ref, plans in partial if not any(plan.whole for plan in plans)]
    if said := _told(loose, "partial, and nothing open for it has both an owner and a date"):
        return Ruling(Verdict.CONDITIONALLY_READY, (said,))
    done = "Every clause that applies is covered." if not partial else "What is partial has an owner and a date."
    return Ruling(Verdict.READY, (done,))


def _told(refs: Sequence[str], one: str, many: str = "") -> str:
    if not refs:
        return ""
    return f"{refs[0]} is {one}." if len(refs) == 1 else f"{len(refs)} clauses are {many or one}: {', '.join(refs)}."
