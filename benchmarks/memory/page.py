"""The memory of a load as a page with a plot (SVG, both axes logarithmic)."""

from __future__ import annotations

from math import log10
from typing import Any

HEAD = """# Memory of a load

Peak resident memory of the client while it loads an estate (see `benchmarks/load/estate.py`) into the embedded engine, and what
it had when idle.

![Memory against records](memory.svg)

| records | idle MB | first load MB | KB a record | first load s | again, nothing changed s |
|---|---|---|---|---|---|
"""
_WIDTH, _HEIGHT, _MARGIN = 640, 400, 60


def page(rows: list[dict[str, Any]]) -> str:
    """A line for each size."""
    return HEAD + "".join(_line(row) for row in rows)


def _line(row: dict[str, Any]) -> str:
    each = (row["first_mb"] - row["idle_mb"]) * 1024 / row["records"]
    said = [f"{row['idle_mb']:.0f}", f"{row['first_mb']:.0f}", f"{each:.2f}", f"{row['first_seconds']:.0f}"]
    return f"| {row['records']:,} | {' | '.join(said)} | {row['again_seconds']:.1f} |\n"


def plot(rows: list[dict[str, Any]]) -> str:
    """Measured peaks, and the line that is linear from the first of them."""
    measured = [(row["records"], row["first_mb"]) for row in rows]
    (start, low), (end, _) = measured[0], measured[-1]
    linear = [(start, low), (end, low * end / start)]
    marks = "".join(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4" fill="#1f5f8b"/>' for x, y in map(_place, measured))
    ticks = "".join(_tick(_place((10**n, 10)), f"{10**n:,}", "middle", 0, 20) for n in (4, 5, 6))
    ticks += "".join(_tick(_place((10**4, 10**n)), f"{10**n:,} MB", "end", -8, 4) for n in (1, 2, 3, 4))
    lines = _line_of(measured, "#1f5f8b", "") + _line_of(linear, "#888", ' stroke-dasharray="6 4"')
    legend = _tick((_WIDTH / 2, 24), "solid: measured; dashed: linear from the smallest load", "middle", 0, 0)
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="12">
<title>Peak memory of the client against the number of records loaded</title>
<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>
{lines}{marks}{ticks}{legend}
</svg>
"""


def _place(point: tuple[float, float]) -> tuple[float, float]:
    across = (log10(point[0]) - 4) / 2 * (_WIDTH - 2 * _MARGIN)
    up = (log10(point[1]) - 1) / 3 * (_HEIGHT - 2 * _MARGIN)
    return _MARGIN + across, _HEIGHT - _MARGIN - up


def _line_of(points: list[tuple[float, float]], colour: str, dash: str) -> str:
    path = " ".join(f"{x:.0f},{y:.0f}" for x, y in map(_place, points))
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>\n'


def _tick(place: tuple[float, float], text: str, anchor: str, right: int, down: int) -> str:
    return f'<text x="{place[0] + right:.0f}" y="{place[1] + down:.0f}" text-anchor="{anchor}">{text}</text>\n'
