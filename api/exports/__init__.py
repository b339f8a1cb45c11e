"""Results in files: the suffix says which kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from api.exports import csv_files, json_files, workbooks
from graph.errors import WrongUse

Writer = Callable[[Path, Sequence[str], Iterable[Sequence[Any]]], None]
WRITERS: Mapping[str, Writer] = {".csv": csv_files.write, ".xlsx": workbooks.write, ".json": json_files.write}
"""Suffix to what writes such a file."""
REPORTS = (".html", ".pdf", ".zip")
"""More than rows, so only the coverage of a framework has them: a page, a document, a whole pack (`api.packs`)."""
EVERY = (*WRITERS, *REPORTS)
"""All kinds of an assessment."""
PLOTTED = (*WRITERS, ".svg", ".html")
"""All kinds of a trend: a picture, and a page with it."""


def words(suffixes: Sequence[str]) -> str:
    """Suffixes in words, for help texts and errors."""
    return f"{', '.join(suffixes[:-1])} or {suffixes[-1]}"


SUFFIXES = words(list(WRITERS))
"""The kinds of tables in words."""


def checked(path: Path | None, suffixes: Sequence[str] = tuple(WRITERS)) -> Path | None:
    """The file to write, refused before any work is done when its kind or folder cannot be meant."""
    if path is None:
        return None
    if path.suffix.lower() not in suffixes:
        kind = path.suffix or "no suffix"
        raise WrongUse(f"A report cannot be written as {kind}.", where=str(path), remedy=f"Use {words(suffixes)}.")
    if not path.resolve().parent.is_dir():
        raise WrongUse("There is no such folder.", where=str(path.parent), remedy="Make it, or choose another file.")
    if path.is_dir():
        raise WrongUse("It is a folder.", where=str(path), remedy="Name a file in it.")
    return path


def write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Writes rows to a file that was `checked`; raises WrongUse when it cannot be written."""
    try:
        WRITERS[path.suffix.lower()](path, columns, rows)
    except OSError as problem:
        raise WrongUse(f"It cannot be written: {problem.strerror}.", where=str(path)) from problem
