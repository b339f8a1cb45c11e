"""Two assessments side by side: the same framework on two days, or a framework beside another that it maps to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from graph.schema.vocabulary import MappingRelation
from queries.assessment.carried import MapsTo
from queries.assessment.model import Assessment, Clause
from queries.assessment.rollup import is_worse
from queries.assessment.states import State

Change = Literal["better", "worse", "same"]


@dataclass(frozen=True)
class Changed:
    """A clause then and now."""

    clause: Clause
    """As it is now."""
    before: State
    change: Change
    why_before: str


@dataclass(frozen=True)
class Beside:
    """A clause and one that it is mapped to; neither state changes the other."""

    clause: Clause
    relation: MappingRelation | None
    """Read from this clause to the other; None for a clause that is mapped to nothing."""
    other: Clause | None


def then_and_now(then: Assessment, now: Assessment) -> list[Changed]:
    """Every clause of now that was there then, in the order of the framework."""
    before = {clause.ref: clause for clause in then.clauses}
    return [_changed(before[clause.ref], clause) for clause in now.clauses if clause.ref in before]


def _changed(then: Clause, now: Clause) -> Changed:
    return Changed(now, then.state, changed(then.state, now.state), then.why)


def changed(then: State, now: State) -> Change:
    """What became of a clause on the way from one state to the other."""
    if then == now:
        return "same"
    return "worse" if is_worse(now, then) else "better"


def beside(ours: Assessment, theirs: Assessment, mappings: Iterable[MapsTo]) -> list[Beside]:
    """Every clause of ours with each of theirs that it is mapped to, in the order of the frameworks."""
    others = {clause.id: clause for clause in theirs.clauses}
    place = {id_: n for n, id_ in enumerate(others)}
    mapped = sorted({m for m in mappings if m.target in others}, key=lambda m: (place[m.target], m.relation))
    found: list[Beside] = []
    for clause in ours.clauses:
        pairs = [Beside(clause, m.relation, others[m.target]) for m in mapped if m.source == clause.id]
        found += pairs or ([Beside(clause, None, None)] if clause.own is not None else [])
    return found
