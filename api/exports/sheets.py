"""A sheet of a workbook: a frozen heading with filters, and rows in which text is text and numbers are numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from api.exports.cells import plain, runs
from api.shown import visible
from graph.errors import WrongUse

if TYPE_CHECKING:
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

MOST_ROWS, MOST_COLUMNS, MOST_TEXT = 1_048_576, 16_384, 32_767
"""What Excel allows: rows of a sheet, the heading among them, columns, and characters of a cell (UTF-16 units)."""
_DIGITS = 10**15
"""Whole numbers from here on would lose digits, since Excel keeps 15."""
_NARROW, _WIDE = 8, 60
"""Characters that a column is wide."""


class Sheet:
    """Rows are given from top to bottom, then it is finished; memory does not grow with them."""

    def __init__(self, worksheet: Worksheet, columns: Sequence[str], heading: Format, quoted: Format) -> None:
        self._worksheet, self._columns, self._quoted, self._next = worksheet, len(columns), quoted, 0
        if self._columns > MOST_COLUMNS:
            raise self._too_large()
        self._widths = [_NARROW] * self._columns
        self.add(columns, heading)

    def add(self, row: Sequence[Any], form: Format | None = None) -> None:
        """One more row; raises WrongUse when a sheet cannot hold it."""
        if self._next == MOST_ROWS:
            raise self._too_large()
        for column, value in enumerate(row):
            self._put(column, value, form)
        self._next += 1

    def finish(self) -> None:
        """Freezes the heading, sets filters and widths."""
        self._worksheet.freeze_panes(1, 0)
        for column, width in enumerate(self._widths):
            self._worksheet.set_column(column, column, width + 2)
        if self._columns:
            self._worksheet.autofilter(0, 0, self._next - 1, self._columns - 1)

    def _put(self, column: int, value: Any, form: Format | None) -> None:
        """Text never becomes a formula, an address or a number, not even when somebody edits the cell."""
        held = plain(value)
        if held is None:
            return
        if isinstance(held, bool):
            self._worksheet.write_boolean(self._next, column, held, form)
        elif isinstance(held, str) or not math.isfinite(held) or abs(held) >= _DIGITS:
            text = _fitting(_shown(str(held)))
            self._widths[column] = max(self._widths[column], min(_WIDE, max(map(len, text.split("\n")))))
            self._worksheet.write_string(self._next, column, text, self._quoted if runs(text) else form)
        else:
            self._worksheet.write_number(self._next, column, held, form)

    def _too_large(self) -> WrongUse:
        return WrongUse(
            f"A sheet holds {MOST_ROWS - 1:,} rows below its heading, and {MOST_COLUMNS:,} columns; there are more.",
            where=self._worksheet.get_name(),
            remedy="Write a .csv or .json file, or ask for less.",
        )


def _shown(text: str) -> str:
    """Text with its lines, in which control characters are seen.

    XlsxWriter writes what stands between <r> and </r> as it is, for its own rich text: there a space goes in front.
    """
    if not text.isprintable():
        text = "\n".join(visible(line) for line in re.split(r"\r\n?|\n", text))
    return f" {text}" if text.startswith("<r>") and text.endswith("</r>") else text


def _fitting(text: str) -> str:
    """The text, or as much of it as a cell holds, and that this is so."""
    if len(text) * 2 <= MOST_TEXT:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= MOST_TEXT * 2:
        return text
    told = f" … (cut here; a .csv or .json file has all {len(text):,} characters)"
    return units[: (MOST_TEXT - len(told)) * 2].decode("utf-16-le", "ignore") + told
