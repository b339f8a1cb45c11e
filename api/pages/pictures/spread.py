"""Places without layers: joined nodes near each other, every box in a cell of its own; the same every time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, sqrt

import numpy as np
from numpy.typing import NDArray

from api.pages.pictures.crossings import Pairs
from api.pages.pictures.model import HEIGHT, WIDTH, Place

_CELL = (WIDTH + 44, HEIGHT + 34)
_FILLED = 0.45
"""Share of the cells that hold a box."""
_SEED, _STEPS, _HEAT = 7, 40, 0.1


def spread(ids: Sequence[str], pairs: Pairs) -> dict[str, Place]:
    """The place of every node, by the springs of Fruchterman and Reingold (1991), moved to the nearest free cell of a grid."""
    known = sorted(set(ids))
    index = {node: place for place, node in enumerate(known)}
    ends = sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
    joined = np.array([(index[one], index[other]) for one, other in ends], np.intp).reshape(-1, 2)
    found = _settled(len(known), joined)
    return _in_cells({node: (float(x), float(y)) for node, (x, y) in zip(known, found, strict=True)})


def _settled(count: int, joined: NDArray[np.intp]) -> NDArray[np.float32]:
    """Places in which what is joined pulls together and everything pushes apart, from a start that is always the same."""
    at = np.random.default_rng(_SEED).random((count, 2), np.float32)
    wanted = np.float32(1 / sqrt(max(count, 1)))
    for step in range(_STEPS):
        apart = at[:, None] - at[None]
        squares = np.einsum("ijk,ijk->ij", apart, apart) + np.float32(1e-6)
        force = np.einsum("ijk,ij->ik", apart, wanted**2 / squares)
        pull = _pulled(at, joined, wanted)
        np.add.at(force, joined[:, 0], pull)
        np.add.at(force, joined[:, 1], -pull)
        length = np.maximum(np.linalg.norm(force, axis=1, keepdims=True), 1e-6)
        at += force / length * np.minimum(length, _HEAT * (1 - step / _STEPS))
    return np.asarray(at - at.mean(axis=0) if count else at, np.float32)


def _pulled(at: NDArray[np.float32], joined: NDArray[np.intp], wanted: np.float32) -> NDArray[np.float32]:
    between = at[joined[:, 1]] - at[joined[:, 0]]
    return np.asarray(between * np.linalg.norm(between, axis=1, keepdims=True) / wanted, np.float32)


def _in_cells(found: dict[str, tuple[float, float]]) -> dict[str, Place]:
    """Each node in a cell of its own, those in the middle first."""
    columns, rows = _grid(len(found))
    reach = max((max(abs(x), abs(y)) for x, y in found.values()), default=0) or 1
    taken: set[tuple[int, int]] = set()
    places: dict[str, Place] = {}
    for node, (x, y) in sorted(found.items(), key=lambda item: (round(float(np.hypot(*item[1])), 6), item[0])):
        wanted = round(x / reach * columns / 2), round(y / reach * rows / 2)
        cell = next(cell for cell in _outwards(*wanted) if cell not in taken)
        taken.add(cell)
        places[node] = cell[0] * _CELL[0], cell[1] * _CELL[1]
    return places


def _grid(count: int) -> tuple[int, int]:
    """Columns and rows of about 16 to 10 with room for so many."""
    cells = count / _FILLED
    columns = max(1, ceil(sqrt(cells * 1.6 * _CELL[1] / _CELL[0])))
    return columns, max(1, ceil(cells / columns))


def _outwards(column: int, row: int) -> Iterator[tuple[int, int]]:
    """Cells in rings around one, without end."""
    ring = 0
    while True:
        square = range(-ring, ring + 1)
        cells = [(dx, dy) for dx in square for dy in square if max(abs(dx), abs(dy)) == ring]
        yield from ((column + dx, row + dy) for dx, dy in sorted(cells, key=lambda c: (c[0] ** 2 + c[1] ** 2, c)))
        ring += 1
