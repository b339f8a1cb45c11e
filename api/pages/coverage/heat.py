"""The clause tree as a map: a box for each clause, those below it within, each with its state as colour, sign and word."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from queries.assessment.compare import Change
from queries.assessment.model import Assessment, Clause
from queries.assessment.states import State

SIGNS = {
    State.GAP: "✕",
    State.NOT_ASSESSED: "?",
    State.PARTIAL: "◐",
    State.COVERED: "✓",
    State.NOT_APPLICABLE: "–",
}
DENSE = 160
"""Clauses from which on a box has its number and sign only."""


@dataclass(frozen=True)
class Box:
    """A clause of the map."""

    ref: str
    title: str
    state: State
    href: str
    alarms: int
    """Rows of its checks in alarm."""
    counts: Sequence[tuple[State, int]]
    """How many clauses within have which state, the worst first; empty for one without any."""
    boxes: Sequence[Box]
    change: Change = "same"
    """What became of it, where the map is of the later of two days."""

    @property
    def sign(self) -> str:
        """Of its state."""
        return SIGNS[self.state]


@dataclass(frozen=True)
class Heat:
    """A map, with the clauses of the top in order."""

    title: str
    boxes: Sequence[Box]
    dense: bool
    counts: Sequence[tuple[State, int]]
    """Clauses that are judged by themselves, by state, the worst first."""

    @property
    def signs(self) -> Mapping[State, str]:
        """For the legend: those states that some clause has."""
        return {state: SIGNS[state] for state, _ in self.counts}


def heat(
    assessment: Assessment,
    address: Callable[[str], str],
    *,
    title: str = "",
    below: str = "",
    changes: Mapping[str, Change] | None = None,
    dense: bool = False,
) -> Heat:
    """The map of an assessment, or of what is below one clause; `address` gives where a clause opens."""
    known = {clause.ref: clause for clause in assessment.clauses}
    top = [known[below]] if below else [c for c in assessment.clauses if (c.requirement.parent or "") not in known]

    def box(clause: Clause) -> Box:
        within = [box(known[ref]) for ref in clause.children]
        said = counted(clause.below) if within else ()
        became: Change = (changes or {}).get(clause.ref, "same")
        alarms = sum(check.counted.alarm for check in clause.checks)
        return Box(clause.ref, clause.title, clause.state, address(clause.ref), alarms, said, within, became)

    counts = counted(known[below].below if below else assessment.states)
    return Heat(title or assessment.framework.name, [box(one) for one in top], dense or len(known) > DENSE, counts)


def counted(states: Mapping[State, int]) -> list[tuple[State, int]]:
    """States that some clause has, the worst first."""
    return [(state, states[state]) for state in State if states.get(state)]


def above(assessment: Assessment, ref: str) -> list[Clause]:
    """The clauses that one stands in, the outermost first."""
    known = {clause.ref: clause for clause in assessment.clauses}
    found: list[Clause] = []
    while (parent := known[ref].requirement.parent) and parent in known:
        found.insert(0, known[parent])
        ref = parent
    return found
