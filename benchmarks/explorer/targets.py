"""What the explorer has to reach, and whether it does."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from typing import Any, NamedTuple

ACT_MS = 200
"""An expansion or a filter shows within this."""
_DEMO_MS, _LARGE_MS = 1_000, 2_000
Row = dict[str, Any]
Rows = list[Row]


class Target(NamedTuple):
    """One, with what was measured."""

    what: str
    graph: str
    measured: str
    wanted: str
    met: bool


def targets(rows: Rows) -> Iterator[Target]:
    """Of every graph."""
    for graph in dict.fromkeys(row["graph"] for row in rows):
        its = [row for row in rows if row["graph"] == graph]
        within = _DEMO_MS if graph == "demo" else _LARGE_MS
        yield _slowest("First contentful picture, a reader who was never here", graph, _first_seen(its), within)
        yield _slowest("of which the server", graph, _median(its, "warm", "ms"), within)
        yield _slowest("the same on the first request of a server", graph, _started(its), within)
        yield _slowest("Interaction", graph, _acted(its), ACT_MS)
        yield from _alike(graph, its)


def shown(visit: Row) -> float:
    """When a visitor sees the picture, or the page where it has none."""
    return float(max(visit["fcp"], visit["still"] if visit["boxes"] else 0))


def _first_seen(rows: Rows) -> dict[str, float]:
    return {row["page"]: median(map(shown, row["visits"])) for row in rows if row["what"] == "seen"}


def _started(rows: Rows) -> dict[str, float]:
    """The first answer of a server, and what a browser then takes."""
    seen = [row for row in rows if row["what"] == "seen"]
    browser = {row["page"]: median(shown(visit) - visit["received"] for visit in row["visits"]) for row in seen}
    return {row["page"]: row["ms"] + browser[row["page"]] for row in rows if row["what"] == "cold"}


def _acted(rows: Rows) -> dict[str, float]:
    return {f"{row['act']}, {row['page']}": median(row["ms"]) for row in rows if row["what"] == "act"}


def _median(rows: Rows, what: str, figure: str) -> dict[str, float]:
    return {row["page"]: median(row[figure]) for row in rows if row["what"] == what}


def _slowest(what: str, graph: str, of: dict[str, float], within: int) -> Target:
    slowest = max(of, key=lambda name: of[name])
    reached = sum(ms < within for ms in of.values())
    told = f"{reached} of {len(of)}; slowest {of[slowest]:,.0f} ms ({slowest})"
    return Target(what, graph, told, f"under {within:,} ms", reached == len(of))


def _alike(graph: str, rows: Rows) -> Iterator[Target]:
    for what, name in (("two readers", "Two readers at once"), ("load", "A load in progress")):
        (row,) = (row for row in rows if row["what"] == what)
        wrong = [*row["differing"], *(["failed"] if row.get("wrong") else [])]
        yield Target(name, graph, ", ".join(wrong) or "nothing else", "changes nothing but a notice", not wrong)
