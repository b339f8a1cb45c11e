"""Results in files: the suffix says which kind."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from api.cli.terminal import as_json
from graph.errors import WrongUse

SUFFIXES = (".csv", ".json")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that some spreadsheet would run (OWASP, CSV injection)."""


def checked(path: Path | None) -> Path | None:
    """The file to write, refused before any work is done when its kind or folder cannot be meant."""
    if path is None:
        return None
    if path.suffix.lower() not in SUFFIXES:
        kind = path.suffix or "no suffix"
        raise WrongUse(f"A report cannot be written as {kind}.", where=str(path), remedy=f"Use {' or '.join(SUFFIXES)}.")
    if not path.resolve().parent.is_dir():
        raise WrongUse("There is no such folder.", where=str(path.parent), remedy="Make it, or choose another file.")
    if path.is_dir():
        raise WrongUse("It is a folder.", where=str(path), remedy="Name a file in it.")
    return path


def write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Writes rows as CSV or as a JSON list of objects; raises WrongUse when the file cannot be written."""
    try:
        if path.suffix.lower() == ".json":
            path.write_text(as_json([dict(zip(columns, row, strict=True)) for row in rows]) + "\n", encoding="utf-8")
        else:
            write_csv(path, columns, rows)
    except OSError as problem:
        raise WrongUse(f"It cannot be written: {problem.strerror}.", where=str(path)) from problem


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """CSV that spreadsheets open as text: with a byte order mark, and no cell is taken for a formula."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: Any) -> Any:
    """Numbers as they are, whole ones without decimals, lists joined; text that a spreadsheet would run gets an apostrophe."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if value is None or isinstance(value, (int, float)):
        return value
    text = "; ".join(str(part) for part in value) if isinstance(value, (list, tuple)) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
