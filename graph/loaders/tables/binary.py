"""Workbooks of the old Excel (.xls), looked through before the parser: how far their cells lie apart, and which show an error.

The parser takes a cell that shows #REF! for an empty one. The records are those of [MS-XLS], BIFF5 and BIFF8.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from graph.errors import SourceFailed
from graph.loaders.tables.compound import stream
from graph.loaders.tables.extents import check_spread

Errors = dict[tuple[int, int], str]
"""Cells that show an error: row and column from 0, and the text."""

_STREAMS = ("Workbook", "Book")
_END, _PASSWORD, _SHEET, _TEXTS = 0x000A, 0x002F, 0x0085, 0x00FC
_EXTENT, _ROWS, _COLUMNS = 0x0200, 65_536, 256
_FORMULAS = frozenset({0x0006, 0x0206, 0x0406})
_BOOLEAN_OR_ERROR, _SEVERAL_NUMBERS = 0x0205, 0x00BD
_CELLS = frozenset({0x00FD, 0x0203, 0x027E, 0x0204, 0x00D6, _BOOLEAN_OR_ERROR, _SEVERAL_NUMBERS}) | _FORMULAS
_SHOWN = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


def check_binary(data: bytes, where: str) -> list[Errors]:
    """The cells that show an error, sheet by sheet; nothing for a protected workbook, which the parser refuses.

    Raises SourceFailed for one that is cut off or damaged, or whose cells lie too far apart.
    """
    try:
        book = stream(data, _STREAMS)
        return [_sheet_errors(book, start, where) for start in _sheets(book)] if book else []
    except (ValueError, struct.error, IndexError) as problem:
        said = problem if isinstance(problem, ValueError) else "a record is too short"
        raise SourceFailed(f"It is cut off, damaged or no workbook: {said}.", where=where, remedy="Export it again.") from problem


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from a position to the end of their part of the workbook."""
    while True:
        if at + 4 > len(book):
            raise ValueError("it ends before its last sheet does")
        kind, length = struct.unpack_from("<HH", book, at)
        if kind == _END:
            return
        yield kind, book[at + 4 : at + 4 + length]
        at += 4 + length


def _sheets(book: bytes) -> list[int]:
    """Where each sheet begins."""
    starts = []
    for kind, content in _records(book, 0):
        if kind == _PASSWORD:
            return []
        if kind == _SHEET:
            starts.append(struct.unpack_from("<I", content)[0])
        if kind == _TEXTS and struct.unpack_from("<I", content, 4)[0] > len(book):
            raise ValueError("it counts more texts than it can hold")
    return starts


def _sheet_errors(book: bytes, start: int, where: str) -> Errors:
    errors: Errors = {}
    filled = rows = columns = 0
    for kind, content in _records(book, start):
        if kind == _EXTENT:
            _check_extent(content)
        if kind not in _CELLS:
            continue
        row, column = struct.unpack_from("<HH", content)
        if row < rows - 1:
            raise ValueError("its rows are out of order")
        last = struct.unpack_from("<H", content, len(content) - 2)[0] if kind == _SEVERAL_NUMBERS else column
        filled += last - column + 1
        rows, columns = max(rows, row + 1), max(columns, last + 1)
        if (code := _error(kind, content)) is not None:
            errors[row, column] = _SHOWN.get(code, "#N/A")
    check_spread(rows * columns, filled, where)
    return errors


def _check_extent(content: bytes) -> None:
    """Where a sheet says its cells end; the parser makes room for that without a doubt."""
    top, bottom, left, right = struct.unpack_from("<IIHH" if len(content) >= 14 else "<HHHH", content)
    if not (top <= bottom <= _ROWS and left <= right <= _COLUMNS):
        raise ValueError("a sheet ends before it begins")


def _error(kind: int, content: bytes) -> int | None:
    """The code of the error that a cell shows, None when it shows none."""
    if kind == _BOOLEAN_OR_ERROR:
        return content[6] if content[7] else None
    if kind in _FORMULAS and content[12:14] == b"\xff\xff" and content[6] == 2:
        return content[8]
    return None
