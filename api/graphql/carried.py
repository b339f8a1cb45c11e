"""What one framework gives for another, in GraphQL: beside the state of each clause, which it never changes."""

from __future__ import annotations

from collections.abc import Mapping

import strawberry

from api.graphql.catalogue import described
from queries.assessment.carried import Carried, Share
from queries.assessment.model import Assessment
from queries.assessment.states import State

# Named before any type has a field of it.
strawberry.enum(State, name="ClauseState", description="Whether a clause would pass if the auditor came that day.")
strawberry.enum(Share, name="ClauseShare", description="How much of a clause another framework gives.")


@described
class CarriedFrom:
    """A requirement of the other framework that is mapped to the clause."""

    id: strawberry.ID = strawberry.field(description="Its id.")
    relation: str = strawberry.field(description="equal, subset, superset or intersects, read from it to the clause.")
    state: State = strawberry.field(description="Its state.")
    share: Share = strawberry.field(description="What it gives by itself: all only where it is covered and equal or a superset.")


@described
class CarriedClause:
    """What a clause gets from another framework."""

    ref: str = strawberry.field(description="Number of the clause.")
    share: Share = strawberry.field(description="The most that any one requirement gives; several parts make no whole.")
    led: list[CarriedFrom] = strawberry.field(description="Every requirement that is mapped to it.")


TYPES = (CarriedFrom, CarriedClause)
"""Types that have a resolver of their own."""


def answer(ours: Assessment, found: Mapping[str, Carried]) -> list[CarriedClause]:
    """A row for each clause, in the order of the framework."""
    return [_clause(clause.ref, found[clause.id]) for clause in ours.clauses]


def _clause(ref: str, one: Carried) -> CarriedClause:
    led = [
        CarriedFrom(id=strawberry.ID(by.source), relation=by.relation.value, state=State(by.state), share=by.share)
        for by in one.led
    ]
    return CarriedClause(ref=ref, share=one.share, led=led)
