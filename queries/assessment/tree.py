"""Clauses with clauses below them: what these come to, how many have which state, and which is worst off."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from queries.assessment.model import Clause
from queries.assessment.rollup import roll_up, worst
from queries.assessment.states import State

Own = list[tuple[str, State]]
"""Numbers of clauses with the states that they have by themselves."""


def rolled(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """The clauses, each judged by itself, with what those below them make of them; in the same order.

    A clause takes part in its own roll-up where anything speaks of it; otherwise it has no state of its own.
    """
    children: dict[str, list[Clause]] = defaultdict(list)
    for clause in clauses:
        children[clause.requirement.parent or ""].append(clause)
    done: dict[str, tuple[Clause, Own]] = {}
    for clause in clauses:
        _settle(clause, children, done)
    return tuple(done[clause.ref][0] for clause in clauses)


def _settle(clause: Clause, children: dict[str, list[Clause]], done: dict[str, tuple[Clause, Own]]) -> tuple[Clause, Own]:
    if clause.ref not in done:
        below = [_settle(child, children, done) for child in children.get(clause.ref, ())]
        done[clause.ref] = _with(clause, below)
    return done[clause.ref]


def _with(clause: Clause, below: Sequence[tuple[Clause, Own]]) -> tuple[Clause, Own]:
    itself: Own = [(clause.ref, clause.state)] if not below or clause.inputs.known or clause.inputs.excluded else []
    under = [pair for _, own in below for pair in own]
    counts = Counter(state for _, state in (*itself, *under))
    if not below:
        return replace(clause, below=counts), itself
    state = roll_up([child.state for child, _ in below] + [own for _, own in itself])
    changed = replace(
        clause,
        state=state,
        own=clause.state if itself else None,
        why=told(counts) + (f" By itself: {clause.why}" if itself else ""),
        also=clause.also if itself else (),
        children=tuple(child.ref for child, _ in below),
        worst=worst(under),
        below=counts,
    )
    return changed, itself + under


def told(counts: Counter[State]) -> str:
    """How many clauses have which state, in words, the worst first."""
    number = sum(counts.values())
    parts = [f"{counts[state]} {state.value.replace('_', ' ')}" for state in State if counts[state]]
    return f"{number} {'clause' if number == 1 else 'clauses'}: {', '.join(parts)}."
