"""Quantifiers: how many of the nodes that a relationship leads to have to pass a filter."""

from __future__ import annotations

from dataclasses import dataclass

from api.graphql.reach import Reach


@dataclass(frozen=True)
class Quantifier:
    """`cypher` has {match} for a match of what is looked at, and {count} for the same with each node once."""

    about: str
    cypher: str
    denies: bool = False
    """Whether it looks at those that do not pass."""


QUANTIFIERS = {
    "any": Quantifier("At least one passes.", "EXISTS {{ {match} }}"),
    "all": Quantifier("Every one passes, also where there is none.", "NOT EXISTS {{ {match} }}", denies=True),
    "none": Quantifier("No one passes.", "NOT EXISTS {{ {match} }}"),
    "single": Quantifier("Exactly one passes.", "COUNT {{ {count} }} = 1"),
}
"""By GraphQL name."""


def quantified(quantifier: Quantifier, reach: Reach, condition: str, *, once: bool) -> str:
    """The Cypher condition that so many pass; `once` counts a node once, however often it is reached."""
    match = reach.matched([condition] if condition else [])
    count = f"{match} RETURN DISTINCT {reach.node}" if once else match
    return quantifier.cypher.format(match=match, count=count)
