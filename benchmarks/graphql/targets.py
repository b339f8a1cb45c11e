"""What ours has to reach beside each contender, as ratios of the same run."""

from __future__ import annotations

from typing import NamedTuple


class Target(NamedTuple):
    """How many times better ours must be, at least."""

    latency: float
    throughput: float


TARGETS = {"by hand": Target(1 / 1.15, 1 / 1.15), "@neo4j/graphql": Target(2, 3), "Strawberry": Target(5, 5)}
FILTERED_PAGE = Target(9, 9)
"""Beside @neo4j/graphql, for the page filtered through a relationship."""

Figures = dict[str, float]


def missed(question: str, lines: dict[str, Figures]) -> list[str]:
    """The targets that one question missed on one engine, in words."""
    ours, found = lines["ours"], []
    for name, its in lines.items():
        if name in TARGETS:
            wanted = FILTERED_PAGE if (name, question) == ("@neo4j/graphql", "page") else TARGETS[name]
            got = Target(its["p50_ms"] / ours["p50_ms"], ours["per_second"] / its["per_second"])
            found += [_said(name, what, got, wanted) for what in Target._fields if getattr(got, what) < getattr(wanted, what)]
    return found


def _said(name: str, what: str, got: Target, wanted: Target) -> str:
    return f"{what} is {getattr(got, what):.2f} times as good as {name}'s, not {getattr(wanted, what):.2f}"
