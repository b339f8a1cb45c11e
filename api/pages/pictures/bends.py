"""How an edge runs between two boxes: across to the right, around when it leads back, level within a column."""

from __future__ import annotations

from api.pages.pictures.model import HEIGHT, WIDTH, Place

LEVEL_BEND = 40


def path(start: Place, end: Place) -> str:
    """As an SVG path, from border to border; its last four numbers are the point that it bends from and its end."""
    half = WIDTH / 2
    (x, y), (x2, y2) = start, end
    if x == x2:
        side = x + half
        return f"M{side:g} {y}C{side + LEVEL_BEND:g} {y} {side + LEVEL_BEND:g} {y2} {side + 8:g} {y2}"
    if x2 > x:
        left, right = x + half, x2 - half - 8
        bend = max(24, (right - left) * 0.45)
        return f"M{left:g} {y}C{left + bend:g} {y} {right - bend:g} {y2} {right:g} {y2}"
    down = 1 if y2 >= y else -1
    above = min(y, y2) - HEIGHT * 1.2 if down > 0 else max(y, y2) + HEIGHT * 1.2
    return f"M{x - half:g} {y}Q{(x + x2) / 2:g} {above:g} {x2 + half + 8:g} {y2}"
