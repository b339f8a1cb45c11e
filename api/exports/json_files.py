"""JSON: a list of objects, a row each, every value with its type."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from api.shown import as_json


def write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Writes rows under the names of their columns; raises OSError."""
    path.write_text(as_json([dict(zip(columns, row, strict=True)) for row in rows]) + "\n", encoding="utf-8")
