"""Tables: CSV, TSV, Excel and OpenDocument, by a mapping from columns to nodes and links. See docs/loaders/tables.md."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from fnmatch import fnmatchcase
from typing import ClassVar

from graph.errors import SourceFailed, nearest
from graph.loaders.contract import Options, Origin, loader
from graph.loaders.files import File, files, read_bytes
from graph.loaders.tables.grids import Grid
from graph.loaders.tables.mapping import Binder, Repeated
from graph.loaders.tables.options import Table, TablesOptions
from graph.loaders.tables.textfiles import open_text
from graph.loaders.tables.workbooks import is_workbook, open_sheets, open_workbook
from graph.records.model import Item, Record, Rejected

_SUFFIXES = (".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xls", ".ods")
_BREATH = 1_000
"""Rows after which other tasks have their turn."""


@loader
class Tables:
    """Spreadsheets and text tables."""

    name: ClassVar[str] = "tables"
    options: ClassVar[type[Options]] = TablesOptions

    async def read(self, origin: Origin, options: TablesOptions) -> AsyncIterator[Item]:
        """The records of each row, file by file; things that repeat come last."""
        found = _assigned(files(origin, _SUFFIXES), options)
        repeated = Repeated()
        rows = 0
        for file, tables in found:
            for grid, table in await asyncio.to_thread(_grids, file, tables, origin, options):
                for row in grid_items(grid, table, origin, options, repeated):
                    rows += 1
                    if rows % _BREATH == 0:
                        await asyncio.sleep(0)
                        _check_rows(rows, grid, origin)
                    for item in row:
                        yield item
        for record in repeated.records():
            yield record


def grid_items(grid: Grid, table: Table, origin: Origin, options: TablesOptions, repeated: Repeated) -> Iterator[list[Item]]:
    """What each row of a grid gives; records that repeat go to `repeated`."""
    binder = Binder(grid, options.written(table), origin.name, origin.limits.cell_chars)
    readers = [binder.record(option) for option in table.records]
    for row in grid.rows:
        if isinstance(row, Rejected):
            yield [row]
            continue
        items: list[Item] = []
        for reader in readers:
            item = reader.read(row)
            if isinstance(item, Record) and reader.option.repeats:
                item = repeated.add(item)
            if item is not None:
                items.append(item)
        yield items


def _grids(file: File, tables: list[Table], origin: Origin, options: TablesOptions) -> list[tuple[Grid, Table]]:
    """The grids of a file; text is still to be read, a workbook has been."""
    with file.path.open("rb") as stream:
        head = stream.read(8)
    if not is_workbook(head):
        return [(open_text(file, origin, table, options.written(table)), table) for table in tables]
    workbook = open_workbook(read_bytes(file, origin), file, origin.limits)
    return [(grid, table) for table in tables for grid in open_sheets(workbook, table)]


def _assigned(found: list[File], options: TablesOptions) -> list[tuple[File, list[Table]]]:
    """Each file with its tables; raises SourceFailed when one of them has none of the other."""
    assigned = [(file, [table for table in options.tables if _is_about(table, file)]) for file in found]
    for file, tables in assigned:
        if not tables:
            remedy = nearest(file.path.name, [table.file for table in options.tables])
            raise SourceFailed("No table of options.tables is about this file.", where=file.shown, remedy=remedy)
    for table in options.tables:
        if not any(table in tables for _, tables in assigned):
            names = [file.path.name for file in found]
            raise SourceFailed(
                f"No file of the source is called {table.file}.", where="options.tables", remedy=nearest(table.file, names)
            )
    return assigned


def _is_about(table: Table, file: File) -> bool:
    return any(fnmatchcase(name, table.file) for name in (file.path.name, file.shown))


def _check_rows(rows: int, grid: Grid, origin: Origin) -> None:
    if rows > origin.limits.rows:
        raise SourceFailed(
            f"The source has more than {origin.limits.rows:,} rows.", where=grid.file, remedy="Split it into several sources."
        )
