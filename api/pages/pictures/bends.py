"""How an edge runs between two boxes: across to the right, around when it leads back, level within a column."""

from __future__ import annotations

from typing import Any

from api.pages.pictures.model import HEIGHT, WIDTH, Place

LEVEL_BEND = 40
CURVES: dict[str, Any] = {
    "across": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.45},
    "around": {"enabled": True, "type": "curvedCW", "roundness": 0.35},
}
"""How vis-network draws them; level ones our script does."""


def curve(start: Place, end: Place) -> str:
    """`across`, `around` or `level`."""
    return "level" if start[0] == end[0] else "across" if end[0] > start[0] else "around"


def path(start: Place, end: Place) -> str:
    """The same as an SVG path, from border to border."""
    kind, half = curve(start, end), WIDTH / 2
    (x, y), (x2, y2) = start, end
    if kind == "level":
        side = x + half
        return f"M{side:g} {y}C{side + LEVEL_BEND:g} {y} {side + LEVEL_BEND:g} {y2} {side + 8:g} {y2}"
    if kind == "across":
        left, right = x + half, x2 - half - 8
        bend = max(24, (right - left) * 0.45)
        return f"M{left:g} {y}C{left + bend:g} {y} {right - bend:g} {y2} {right:g} {y2}"
    down = 1 if y2 >= y else -1
    above = min(y, y2) - HEIGHT * 1.2 if down > 0 else max(y, y2) + HEIGHT * 1.2
    return f"M{x - half:g} {y}Q{(x + x2) / 2:g} {above:g} {x2 + half + 8:g} {y2}"
