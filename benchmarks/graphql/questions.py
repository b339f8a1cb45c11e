"""The five questions, and with which values each is asked."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.graphql.estate import Estate
from benchmarks.graphql.nodes import COUNTRIES

Variables = dict[str, str | int]


@dataclass(frozen=True)
class Question:
    """One of the five."""

    name: str
    """Of its documents (documents/*/NAME.graphql), and of its address at the server written by hand."""
    title: str
    asked: list[Variables]
    """The values it is asked with, in turn."""


def questions(estate: Estate) -> list[Question]:
    """The five, for an estate."""
    ids: list[Variables] = [{"id": id_} for id_ in estate.some("Service", 20)]
    return [
        Question("rows", "1,000 rows × 10 fields", [{}]),
        Question("nested", "100 × 10 × 5 nested", [{}]),
        Question("page", "filter through a relationship, order, page, total", [{"country": c} for c in COUNTRIES]),
        Question("node", "one node, six relations", ids),
        Question("aggregate", "aggregate, counts by an enumeration", [{"most": most} for most in (240, 480, 1440)]),
    ]
