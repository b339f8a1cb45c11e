"""What a file of text and a sheet of a workbook have in common: column names, and rows with their line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from graph.errors import SourceFailed, nearest
from graph.records.model import Rejected

CellValue = str | int | float | bool | date | datetime | time | timedelta | None
Cells = Sequence[CellValue]


@dataclass(frozen=True)
class Row:
    """One row of data: its line in the file (or row of the sheet) and its cells."""

    line: int
    cells: Cells


@dataclass(frozen=True)
class Grid:
    """One table as it was found."""

    file: str
    """What its records name as their file."""
    header: Sequence[str]
    header_line: int
    rows: Iterator[Row | Rejected]

    def column(self, name: str) -> int:
        """The position of a column; raises SourceFailed when there is none, or two."""
        known = self._positions()
        found = known.get(_plain(name)) or known.get(_plain(name).casefold())
        place = f"{self.file}:{self.header_line}"
        if not found:
            given = [text for text in self.header if text]
            remedy = nearest(name, given) or f"Its columns are {', '.join(given)[:300]}."
            raise SourceFailed(f"There is no column {name!r}.", where=place, remedy=remedy)
        if len(found) > 1:
            raise SourceFailed(f"There are {len(found)} columns {name!r}.", where=place, remedy="Rename one of them.")
        return found[0]

    def _positions(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for position, text in enumerate(self.header):
            plain = _plain(text)
            for form in {plain, plain.casefold()}:
                found.setdefault(form, []).append(position)
        return found


def _plain(name: str) -> str:
    return " ".join(name.split())


def text_of(value: CellValue) -> str:
    """A cell as text: whole numbers without decimals, dates as ISO."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)
