"""One stream of an OLE compound file, in which the old Excel keeps its workbook ([MS-CFB])."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_END = 0xFFFFFFFA
"""The first number that names no sector."""
_ENTRY = 128
_HEADER_SECTORS = 109
_SMALL = 64
_FILES = 2


def stream(data: bytes, names: tuple[str, ...]) -> bytes | None:
    """The stream of one of these names, None when there is none; raises ValueError for a file that is cut off or damaged."""
    try:
        return _Compound(data).stream(names)
    except (struct.error, IndexError) as problem:
        raise ValueError("its directory leads nowhere") from problem


class _Compound:
    """The tables that say which sectors belong together."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        shift = struct.unpack_from("<H", data, 30)[0]
        if shift not in (9, 12):
            raise ValueError(f"its sectors have 2^{shift} bytes")
        self.size = 1 << shift
        self.first, self.cutoff, small = struct.unpack_from("<I4xII", data, 48)
        self.table = self._numbers(self._table_sectors())
        self.small_table = self._numbers(self._chain(small, self.table)) if small < _END else []

    def _table_sectors(self) -> Iterator[int]:
        yield from (n for n in struct.unpack_from(f"<{_HEADER_SECTORS}I", self.data, 76) if n < _END)
        following = struct.unpack_from("<I", self.data, 68)[0]
        for _ in range(len(self.data) // self.size):
            if following >= _END:
                return
            *numbers, following = struct.unpack(f"<{self.size // 4}I", self._whole(following))
            yield from (n for n in numbers if n < _END)

    def _numbers(self, sectors: Iterator[int]) -> list[int]:
        return [n for sector in sectors for n in struct.unpack(f"<{self.size // 4}I", self._whole(sector))]

    def _whole(self, number: int) -> bytes:
        if len(found := self._sector(number)) < self.size:
            raise ValueError("it ends before its data do")
        return found

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        if start >= len(self.data):
            raise ValueError("it ends before its data do")
        return self.data[start : start + self.size]

    def _chain(self, start: int, table: list[int]) -> Iterator[int]:
        for _ in range(len(table) + 1):
            if start >= _END:
                return
            yield start
            start = table[start]
        raise ValueError("its sectors go round in a circle")

    def stream(self, names: tuple[str, ...]) -> bytes | None:
        """The stream of one of these names."""
        directory = b"".join(self._whole(n) for n in self._chain(self.first, self.table))
        entries = [directory[at : at + _ENTRY] for at in range(0, len(directory), _ENTRY)]
        for entry in entries:
            length = max(struct.unpack_from("<H", entry, 64)[0] - 2, 0)
            if entry[66] == _FILES and entry[:length].decode("utf-16-le", "replace") in names:
                return self._content(entry, entries[0])
        return None

    def _content(self, entry: bytes, root: bytes) -> bytes:
        start, size = struct.unpack_from("<II", entry, 116)
        if size >= self.cutoff:
            found = b"".join(self._sector(n) for n in self._chain(start, self.table))
        else:
            small = b"".join(self._sector(n) for n in self._chain(struct.unpack_from("<I", root, 116)[0], self.table))
            found = b"".join(small[n * _SMALL : (n + 1) * _SMALL] for n in self._chain(start, self.small_table))
        if len(found) < size:
            raise ValueError("it ends before its data do")
        return found[:size]
