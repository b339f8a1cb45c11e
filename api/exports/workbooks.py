"""Workbooks of Excel and its like (XLSX, ECMA-376), written with XlsxWriter.

The same rows give the same bytes, so that a file can be told from an earlier one by its hash.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from graph.errors import WrongUse

CREATED = datetime(2000, 1, 1)
"""When every workbook says that it was made."""
Rows = tuple[Sequence[str], Iterable[Sequence[Any]]]
"""Names of columns, and rows."""


def write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Writes a workbook of one sheet; raises as `workbook`."""
    workbook(path, {"Result": (columns, rows)})


def workbook(into: Path | IO[bytes], sheets: Mapping[str, Rows]) -> None:
    """Writes a workbook of these sheets in their order, row by row, so that memory does not grow with the rows.

    Raises OSError, and WrongUse for a name that no sheet can have or more than a sheet can hold; nothing is written then.
    """
    from xlsxwriter.exceptions import FileCreateError, XlsxWriterException  # type: ignore[import-untyped]

    try:
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            _write(into, sheets, folder)
    except FileCreateError as problem:
        raise problem.args[0] from problem
    except XlsxWriterException as problem:
        raise WrongUse(
            "It cannot be written as a workbook.", where=str(problem), remedy="Write a .csv or .json file."
        ) from problem


def _write(into: Path | IO[bytes], sheets: Mapping[str, Rows], folder: str) -> None:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    from api.exports.sheets import Sheet

    book = Workbook(into, {"constant_memory": True, "tmpdir": folder})
    book.set_properties({"created": CREATED})
    heading, quoted = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
    for name, (columns, rows) in sheets.items():
        sheet = Sheet(book.add_worksheet(name), columns, heading, quoted)
        for row in rows:
            sheet.add(row)
        sheet.finish()
    book.close()
