"""What a clause with clauses below it comes to, and what is told beside it: one gap in a section is not an average."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from queries.assessment.states import State

_BADNESS = {state: n for n, state in enumerate(State)}


def roll_up(states: Iterable[State]) -> State:
    """The one state that all share, those not applicable left out; partial where they differ, not applicable where none is left.

    A clause takes part with the states of its children, and with its own when it has inputs of its own.
    """
    left = {state for state in states if state != State.NOT_APPLICABLE}
    if not left:
        return State.NOT_APPLICABLE
    return left.pop() if len(left) == 1 else State.PARTIAL


def worst(states: Sequence[tuple[str, State]]) -> str:
    """The first of the clauses that are worst off, of pairs of number and state; empty where there are none."""
    return min(states, key=lambda pair: _BADNESS[pair[1]])[0] if states else ""


def is_worse(state: State, than: State) -> bool:
    """Whether a clause got worse on the way from one state to the other."""
    return _BADNESS[state] < _BADNESS[than]
