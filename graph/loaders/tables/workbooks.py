"""Workbooks of Excel and OpenDocument, read with python-calamine; formulas give their stored results."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from fnmatch import fnmatchcase

import python_calamine as calamine

from graph.errors import SourceFailed, nearest
from graph.loaders.contract import Limits
from graph.loaders.files import File
from graph.loaders.tables.archives import Errors, check_archive
from graph.loaders.tables.binary import check_binary
from graph.loaders.tables.grids import CellValue, Grid, Row, text_of
from graph.loaders.tables.options import Table
from graph.records.model import Rejected

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
Corner = tuple[int, int]


def is_workbook(head: bytes) -> bool:
    """Whether a file that begins like this is a workbook, whatever its name."""
    return head.startswith((_ZIP, _OLE))


@dataclass(frozen=True)
class Workbook:
    """A workbook that was read, and the cells of each sheet that show an error."""

    file: File
    book: calamine.CalamineWorkbook
    errors: Errors


def open_workbook(data: bytes, file: File, limits: Limits) -> Workbook:
    """The workbook; raises SourceFailed when it is damaged, protected or hostile."""
    by_name = check_archive(data, file.shown, limits) if data.startswith(_ZIP) else {}
    by_place = check_binary(data, file.shown) if data.startswith(_OLE) else []
    try:
        with _hushed() if data.startswith(_OLE) else nullcontext():
            book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return Workbook(file, book, by_name or dict(zip(book.sheet_names, by_place, strict=False)))
    except calamine.PasswordError as problem:
        raise SourceFailed("It is protected by a password.", where=file.shown, remedy="Save it without one.") from problem
    except BaseException as problem:
        raise _damaged(problem, file.shown) from problem


@contextmanager
def _hushed() -> Iterator[None]:
    """The parser writes what it stumbles over in an old workbook to standard error, before it can be said in one sentence."""
    sys.stderr.flush()
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _damaged(problem: BaseException, where: str) -> BaseException:
    """What to raise for an error of the parser, whose panics are no ordinary exceptions."""
    if isinstance(problem, Exception) or type(problem).__name__ == "PanicException":
        return SourceFailed(f"It is damaged or no workbook: {problem}.", where=where, remedy="Export it again.")
    return problem


def open_sheets(workbook: Workbook, table: Table) -> Iterator[Grid]:
    """The sheets that the table is about; raises SourceFailed when there is none."""
    names = workbook.book.sheet_names
    pattern = table.sheet
    chosen = names[:1] if pattern is None else [n for n in names if n == pattern or fnmatchcase(n, pattern)]
    if not chosen:
        known = nearest(pattern or "", names) or f"Its sheets are {', '.join(names)[:300]}."
        raise SourceFailed(f"There is no sheet {pattern!r}.", where=workbook.file.shown, remedy=known)
    for name in chosen:
        yield _grid(workbook, name, table)


def _grid(workbook: Workbook, name: str, table: Table) -> Grid:
    shown = f"{workbook.file.shown}#{name}"
    try:
        sheet = workbook.book.get_sheet_by_name(name)
        rows = _Rows(sheet, sheet.merged_cell_ranges or [], workbook.errors.get(name, {}))
    except BaseException as problem:
        raise _damaged(problem, shown) from problem
    header = next((row for row in rows if row.line == table.header), None)
    if header is None:
        raise SourceFailed(
            f"Row {table.header}, its column names, is empty.", where=shown, remedy="Check the option `header`, and the export."
        )
    return Grid(shown, [text_of(cell) for cell in header.cells], table.header, _data(rows, table))


def _data(rows: Iterator[Row], table: Table) -> Iterator[Row | Rejected]:
    return (row for row in rows if row.line > table.header + table.skip)


class _Rows:
    """The rows of a sheet that hold something, numbered as the spreadsheet program does."""

    def __init__(self, sheet: calamine.CalamineSheet, merged: list[tuple[Corner, Corner]], errors: dict[Corner, str]) -> None:
        # calamine gives the empty rows before the first cell, and leaves out the empty columns.
        self.left = (sheet.start or (0, 0))[1]
        self.rows = enumerate(sheet.iter_rows())
        self.wide = {(top, left) for (top, left), (_, right) in merged if right > left}
        self.tall = {(top, left): bottom for (top, left), (bottom, _) in merged if bottom > top}
        self.errors: dict[int, dict[int, str]] = {}
        for (row, column), text in errors.items():
            self.errors.setdefault(row, {})[column] = text
        self.carried: dict[int, tuple[int, CellValue]] = {}

    def __iter__(self) -> Iterator[Row]:
        return self

    def __next__(self) -> Row:
        for number, cells in self.rows:
            padded: list[CellValue] = [None] * self.left + list(cells)
            for at, text in self.errors.get(number, {}).items():
                padded += [None] * (at + 1 - len(padded))
                padded[at] = text
            self._carry(number, padded)
            filled = [at for at, cell in enumerate(padded) if cell is not None and cell != ""]
            if filled and not (len(filled) == 1 and (number, filled[0]) in self.wide):
                return Row(number + 1, padded)
        raise StopIteration

    def _carry(self, number: int, cells: list[CellValue]) -> None:
        """A cell merged over several rows counts for each of them."""
        if not self.tall:
            return
        for at, cell in enumerate(cells):
            if (number, at) in self.tall:
                self.carried[at] = (self.tall[number, at], cell)
            elif at in self.carried:
                bottom, above = self.carried[at]
                if number <= bottom:
                    cells[at] = above
                else:
                    del self.carried[at]
