"""CSV that spreadsheets open as text: with a byte order mark, and no cell is taken for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from api.exports.cells import plain, runs


def write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Writes a heading and rows; raises OSError."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: Any) -> Any:
    """Text that a spreadsheet would run gets an apostrophe."""
    held = plain(value)
    if isinstance(held, bool):
        return str(held).lower()
    return f"'{held}" if isinstance(held, str) and runs(held) else held
