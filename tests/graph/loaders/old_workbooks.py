"""Writes small workbooks of the old Excel ([MS-XLS] in [MS-CFB]), good and hostile; texts that begin with # are errors."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

_SECTOR = 512
_END, _FAT, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_CODES = {"#NULL!": 0x00, "#DIV/0!": 0x07, "#VALUE!": 0x0F, "#REF!": 0x17, "#NAME?": 0x1D, "#NUM!": 0x24, "#N/A": 0x2A}
Cell = str | float | None


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _begin(part: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", 0x0600, part, 0, 0, 0, 0x0600))


def _cell(row: int, column: int, value: Cell) -> bytes:
    place = struct.pack("<HHH", row, column, 15)
    if isinstance(value, str) and value in _CODES:
        return record(0x0205, place + bytes([_CODES[value], 1]))
    if isinstance(value, str) and value.removeprefix("=") in _CODES:
        result = bytes([2, 0, _CODES[value.removeprefix("=")], 0, 0, 0, 0xFF, 0xFF])
        return record(0x0006, place + result + struct.pack("<HIH", 0, 0, 0))
    if isinstance(value, str):
        return record(0x0204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    return b"" if value is None else record(0x0203, place + struct.pack("<d", value))


def sheet(rows: Sequence[Sequence[Cell]], extent: tuple[int, int] | None = None) -> bytes:
    bottom, right = extent or (len(rows), max(map(len, rows)))
    cells = b"".join(_cell(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row))
    return _begin(0x0010) + record(0x0200, struct.pack("<IIHHH", 0, bottom, 0, right, 0)) + cells + record(0x000A)


def stream(sheets: Mapping[str, bytes]) -> bytes:
    names = [name.encode("utf-16-le") for name in sheets]
    at = len(_begin(5)) + sum(4 + 8 + len(name) for name in names) + 4
    book = _begin(5)
    for name, content in zip(names, sheets.values(), strict=True):
        book += record(0x0085, struct.pack("<IBBBB", at, 0, 0, len(name) // 2, 1) + name)
        at += len(content)
    return book + record(0x000A) + b"".join(sheets.values())


def compound(book: bytes) -> bytes:
    """The file: a header, one sector of the table, one of the directory, then the stream."""
    book = book.ljust(max(4096, -(-len(book) // _SECTOR) * _SECTOR), b"\0")
    count = len(book) // _SECTOR
    chain = [_FAT, _END, *range(3, count + 2), _END]
    assert len(chain) <= _SECTOR // 4
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    table = struct.pack(f"<{_SECTOR // 4}I", *chain, *[_FREE] * (_SECTOR // 4 - len(chain)))
    return header + table + _entry("Root Entry", 5, _END, 0) + _entry("Workbook", 2, 2, len(book)) + bytes(256) + book


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    named = name.encode("utf-16-le")
    child = 1 if kind == 5 else _FREE
    links = struct.pack("<III", _FREE, _FREE, child)
    return (
        named.ljust(64, b"\0")
        + struct.pack("<HBB", len(named) + 2, kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def xls(sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> bytes:
    """A workbook with these sheets."""
    return compound(stream({name: sheet(rows) for name, rows in sheets.items()}))
