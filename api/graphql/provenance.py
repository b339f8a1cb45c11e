"""Lineage: which record asserts a relationship."""

from __future__ import annotations

from api.graphql.columns import Columns, Shaper
from api.graphql.reach import Reach
from api.graphql.selecting import Details, Selecting


def asserted_by(compiler: Selecting, edge: str, depth: int, columns: Columns, details: Details) -> Shaper:
    """The record that the relationship in variable `edge` names; null where it is no longer known."""
    record = Reach(f"(n{depth + 1}:Record {{id: {edge}.record}})", depth + 1, "Record", ("Record",), "Record")
    row = Columns()
    shaper = compiler.nodes(record, row, details)
    place = columns.collect(record.matched([]), row, record.depth)
    return lambda values: shaper(values[place][0]) if values[place] else None
