"""Places by layer: layers side by side from left to right; a layer that is too tall stands in several columns."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from api.pages.pictures.crossings import Pairs, ordered
from api.pages.pictures.model import WIDTH, Place

ROW, COLUMN, BETWEEN = 64, WIDTH + 16, 60
"""Distance between nodes of a column, between columns of a layer, and what comes to that between layers; in pixels."""
TALLEST = 28
"""So many nodes stand in one column."""


def layered(layers: Sequence[Sequence[str]], pairs: Pairs) -> dict[str, Place]:
    """The place of every node; each layer is centred on 0. Every end of a pair is in some layer."""
    places: dict[str, Place] = {}
    x = 0
    for layer in ordered(layers, pairs):
        columns = max(1, ceil(len(layer) / TALLEST))
        places |= _column_by_column(layer, x, columns)
        x += columns * COLUMN + BETWEEN - 16
    return places


def _column_by_column(layer: list[str], x: int, columns: int) -> dict[str, Place]:
    rows = ceil(len(layer) / columns)
    return {
        node: (x + (place % columns) * COLUMN, round((place // columns - (rows - 1) / 2) * ROW))
        for place, node in enumerate(layer)
    }
