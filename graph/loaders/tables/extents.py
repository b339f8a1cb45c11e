"""How far the cells of a sheet lie apart, found in its XML before a parser lays them out as one table.

A sheet of two cells, A1 and XFD1048576, is a few bytes long and a table of 17 thousand million cells.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from graph.errors import SourceFailed

_DENSE = 2_000_000
"""Cells that a table may have however few are filled."""
_SPREAD = 50
"""Cells of the table for each filled one, beyond that."""
_LONGEST_ROW = 2**25
_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')
_EMPTY_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</"
)
_ERROR = re.compile(rb'<(?:\w+:)?c\s([^>]*\bt="e"[^>]*)>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]{1,20})</', re.DOTALL)
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')


class SheetExtent:
    """Reads the XML of an Excel sheet in chunks."""

    def __init__(self, where: str) -> None:
        self.where, self.rest = where, b""
        self.filled = self.rows = self.columns = 0
        self.errors: dict[tuple[int, int], str] = {}
        """Cells that show an error such as #REF!, which the parser takes for empty: row and column from 0, and its text."""

    def take(self, chunk: bytes) -> None:
        """One more chunk; whole cells are looked at, the rest waits."""
        text = self.rest + chunk
        cut = text.rfind(b"</")
        if len(text) > _LONGEST_ROW and cut < len(text) - _LONGEST_ROW:
            raise SourceFailed("It is no sheet of a workbook.", where=self.where, remedy="Export it again.")
        cut = max(text.rfind(b"<c ", 0, cut), text.rfind(b":c ", 0, cut), 0)
        self._look(text[:cut])
        self.rest = text[cut:]

    def finish(self) -> None:
        """The end of the sheet."""
        self._look(self.rest)
        self.rest = b""

    def _look(self, text: bytes) -> None:
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise _declares(self.where)
        for letters, digits in _CELL.findall(text):
            self.filled += 1
            self.rows = max(self.rows, int(digits))
            if len(letters) > 1 or self.columns < 26:
                self.columns = max(self.columns, _column(letters))
        check_spread(self.rows * self.columns, self.filled, self.where)
        for attributes in _EMPTY_FORMULA.findall(text):
            if b't="str"' not in attributes:
                raise self._not_calculated(attributes)
        if b't="e"' in text:
            self._errors(text)

    def _errors(self, text: bytes) -> None:
        for attributes, shown in _ERROR.findall(text):
            if found := _REFERENCE.search(attributes):
                self.errors[int(found[2]) - 1, _column(found[1]) - 1] = shown.decode("ascii", "replace")

    def _not_calculated(self, attributes: bytes) -> SourceFailed:
        found = _REFERENCE.search(attributes)
        cell = f"in {(found[1] + found[2]).decode()}" if found else "of a cell"
        return SourceFailed(
            f"The formula {cell} has no stored result.",
            where=self.where,
            remedy="Formulas are not calculated here: open the file in a spreadsheet program and save it.",
        )


class OpenDocumentExtent:
    """Reads the content of an OpenDocument spreadsheet in chunks; its rows and cells may say how often they repeat."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.filled = self.dense = self.rows = self.blank_rows = self.columns = 0
        self.row_repeat = self.row_width = self.width = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._doctype

    def take(self, chunk: bytes) -> None:
        """One more chunk."""
        self._parse(chunk, final=False)

    def finish(self) -> None:
        """The end of the content."""
        self._parse(b"", final=True)

    def _parse(self, chunk: bytes, *, final: bool) -> None:
        try:
            self.parser.Parse(chunk, final)
        except expat.ExpatError as problem:
            raise SourceFailed(f"It is damaged: {problem}.", where=self.where, remedy="Export it again.") from problem

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self.rows = self.blank_rows = self.columns = 0
        elif name == "table:table-row":
            self.row_repeat = _times(attributes.get("table:number-rows-repeated"))
            self.row_width = self.width = 0
        elif name == "table:table-cell":
            self._cell(attributes)

    def _cell(self, attributes: dict[str, str]) -> None:
        self.width += _times(attributes.get("table:number-columns-repeated"))
        if "office:value-type" in attributes:
            self.filled += 1
            self.row_width = self.width
        elif "table:formula" in attributes:
            raise SourceFailed(
                "A formula has no stored result.",
                where=self.where,
                remedy="Formulas are not calculated here: open the file in a spreadsheet program and save it.",
            )

    def _end(self, name: str) -> None:
        if name != "table:table-row":
            return
        self.blank_rows += self.row_repeat
        if self.row_width:
            self.rows, self.blank_rows = self.rows + self.blank_rows, 0
            self.columns = max(self.columns, self.row_width)
            check_spread(self.rows * self.columns, self.filled, self.where)

    def _doctype(self, *_: object) -> None:
        raise _declares(self.where)


def _times(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 1


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def check_spread(dense: int, filled: int, where: str) -> None:
    """Raises SourceFailed for a table of far more cells than are filled."""
    if dense > max(_DENSE, _SPREAD * filled):
        raise SourceFailed(
            f"Its {filled:,} filled cells lie so far apart that the table has {dense:,} cells.",
            where=where,
            remedy="Delete what stands far off the data, often a stray cell at the end of the sheet.",
        )


def _declares(where: str) -> SourceFailed:
    return SourceFailed("It declares entities, which no workbook does.", where=where, remedy="Check where the file comes from.")
