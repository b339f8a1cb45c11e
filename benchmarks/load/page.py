"""The figures of the load benchmark as a page."""

from __future__ import annotations

from statistics import median
from typing import Any

from benchmarks.load.contend import MOMENTS

TITLE = """# Loading {size:,} nodes: ours, the plain way, Cartography's loader

Median seconds of {rounds} rounds, each against a fresh server warmed with a tenth of the load; in brackets the ratio to ours.
Peak is the client's memory over all its loads.

| engine | contender | {moments} | peak MB |
|---|---|{lines}---|
"""


def page(rows: list[dict[str, Any]]) -> str:
    """One line for each engine and contender."""
    size, rounds = rows[0]["size"], 1 + max(row["round"] for row in rows)
    lines = "---|" * len(MOMENTS)
    text = TITLE.format(size=size, rounds=rounds, moments=" | ".join(MOMENTS), lines=lines)
    for engine, contender in dict.fromkeys((row["engine"], row["contender"]) for row in rows):
        cells = [_cell(rows, engine, contender, moment) for moment in MOMENTS]
        peak = max(row["peak_mb"] for row in rows if (row["engine"], row["contender"]) == (engine, contender))
        text += f"| {engine} | {contender} | {' | '.join(cells)} | {peak:.0f} |\n"
    return text


def _cell(rows: list[dict[str, Any]], engine: str, contender: str, moment: str) -> str:
    own, ours = _median(rows, engine, contender, moment), _median(rows, engine, "ours", moment)
    return f"{own:.1f} s" if contender == "ours" else f"{own:.1f} s ({own / ours:.1f}×)"


def _median(rows: list[dict[str, Any]], engine: str, contender: str, moment: str) -> float:
    return median(
        row["seconds"] for row in rows if (row["engine"], row["contender"], row["moment"]) == (engine, contender, moment)
    )
