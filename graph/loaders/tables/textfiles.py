"""CSV, TSV and their relatives, row by row in little memory."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from graph.errors import SourceFailed
from graph.loaders.contract import Origin
from graph.loaders.files import File
from graph.loaders.lines import lines
from graph.loaders.tables.grids import Grid, Row
from graph.loaders.tables.options import Format, Table
from graph.records.model import Rejected

_SEPARATORS = ",;\t|"
_REPEAT = "Check `separator`, and that texts with separators, quotes or line breaks stand in double quotes."


def open_text(file: File, origin: Origin, table: Table, written: Format) -> Grid:
    """The table in a text file; its rows are read while they are asked for."""
    return _Reading(file, origin, table, written).grid()


class _Reading:
    """One reading of one file."""

    def __init__(self, file: File, origin: Origin, table: Table, written: Format) -> None:
        self.file, self.table = file, table
        source = lines(file, origin, written.encoding)
        head = list(islice(source, table.header + 1))
        declared = _excel_separator(head)
        self.before = 1 if declared else 0
        self.last = ""
        separator = written.separator or declared or _separator(file, head[self.before :][table.header - 1 :])
        self.rows = csv.reader(self._noting(chain(head[self.before :], source)), delimiter=separator, strict=True)

    def _noting(self, source: Iterable[str]) -> Iterator[str]:
        """The lines; the last one is kept to see whether the file ends with a whole line."""
        for self.last in source:
            yield self.last

    def grid(self) -> Grid:
        """The header is read here, the rows later."""
        header: list[str] = []
        line = 0
        for _ in range(self.table.header):
            line = self._line()
            try:
                header = next(self.rows)
            except StopIteration:
                raise SourceFailed(
                    f"It ends before row {self.table.header}, its column names.",
                    where=self.file.shown,
                    remedy="Check the option `header`, and the export.",
                ) from None
            except csv.Error as problem:
                raise self._broken(problem, line) from problem
        deque(islice(self.rows, self.table.skip), maxlen=0)
        return Grid(self.file.shown, [name.strip() for name in header], line, self._rows(len(header)))

    def _line(self) -> int:
        return int(self.rows.line_num) + 1 + self.before

    def _rows(self, width: int) -> Iterator[Row | Rejected]:
        while True:
            line = self._line()
            try:
                cells = next(self.rows)
            except StopIteration:
                return
            except csv.Error as problem:
                if "end of data" in str(problem):
                    raise self._broken(problem, line) from problem
                yield Rejected(self.file.shown, line, "row", "", f"it cannot be split into cells: {problem}.", _REPEAT)
                continue
            if any(cell.strip() for cell in cells):
                yield self._row(cells, line, width)

    def _row(self, cells: list[str], line: int, width: int) -> Row | Rejected:
        if any(cell.strip() for cell in cells[width:]):
            reason = f"it has {len(cells)} cells and there are {width} columns."
            return Rejected(self.file.shown, line, "row", next(filter(str.strip, cells[width:]))[:200], reason, _REPEAT)
        if len(cells) < width and not self.last.endswith(("\n", "\r")):
            raise SourceFailed(
                f"Its last row has {len(cells)} of {width} cells and no line end: it seems to be cut off.",
                where=f"{self.file.shown}:{line}",
                remedy="Export it again.",
            )
        return Row(line, cells)

    def _broken(self, problem: csv.Error, line: int) -> SourceFailed:
        return SourceFailed(
            f"A quote that is opened here is never closed, or the file is cut off ({problem}).",
            where=f"{self.file.shown}:{line}",
            remedy="Export it again, or close the quote.",
        )


def _excel_separator(head: list[str]) -> str:
    """The separator that Excel's first line `sep=;` declares."""
    first = head[0].strip("\r\n\"' ") if head else ""
    return first[4] if len(first) == 5 and first.lower().startswith("sep=") else ""


def _separator(file: File, head: list[str]) -> str:
    """The separator that the column names use most, outside quotes."""
    if file.path.suffix.lower() in (".tsv", ".tab"):
        return "\t"
    names = "".join(head[0].split('"')[::2]) if head else ""
    return max(_SEPARATORS, key=names.count)
