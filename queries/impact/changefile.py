"""The rows of a change file: CSV, or the first sheet of a workbook, with the columns of `COLUMNS`.

action,type,from,to,group,needs
remove,SUPPLIED_BY,Network,Ostwind,,
add,SUPPLIED_BY,Network,Ostwind,line,1
add,SUPPLIED_BY,Network,new:Supplier:Meridian,line,1
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from graph.errors import SourceFailed, WrongUse, nearest
from graph.loaders.contract import Limits, Origin
from graph.loaders.files import File, check_file, read_bytes
from graph.loaders.tables.grids import Grid, text_of
from graph.loaders.tables.options import Format, Table
from graph.loaders.tables.textfiles import open_text
from graph.loaders.tables.workbooks import is_workbook, open_sheets, open_workbook
from graph.records.model import Rejected

REQUIRED = ("action", "type", "from", "to")
COLUMNS = (*REQUIRED, "group", "needs", "weight", "effect", "switchover_minutes")
_LIMITS = Limits(file_bytes=8 * 2**20, rows=10_000)
_TABLE = Table.model_construct(records=[])
"""Column names in the first row; what the rows mean is not for the loader to say."""
_QUOTES = "Put texts with separators, quotes or line breaks in double quotes."


class Row(NamedTuple):
    """One row: its place, and the texts of its cells that are not empty."""

    where: str
    cells: dict[str, str]


def read(path: Path) -> list[Row]:
    """The rows of a file; raises WrongUse that names the file, the line and the remedy."""
    try:
        return list(_rows(_grid(path)))
    except SourceFailed as problem:
        remedy = "Give a CSV file in UTF-8, or a workbook."
        raise WrongUse(problem.what, where=problem.where or str(path), remedy=remedy) from problem


def _grid(path: Path) -> Grid:
    file, origin = File(path, str(path)), Origin("change", path.parent, (path.name,), limits=_LIMITS)
    check_file(file, origin)
    data = read_bytes(file, origin)
    if is_workbook(data):
        return next(open_sheets(open_workbook(data, file, _LIMITS), _TABLE))
    return open_text(file, origin, _TABLE, Format())


def _rows(grid: Grid) -> Iterator[Row]:
    names = [text_of(name).casefold() for name in grid.header]
    _check(names, f"{grid.file}:{grid.header_line}")
    for number, row in enumerate(grid.rows, 1):
        where = f"{grid.file}:{row.line}"
        if isinstance(row, Rejected):
            raise WrongUse(f"The row cannot be read: {row.reason}", where=where, remedy=_QUOTES)
        if number > _LIMITS.rows:
            raise WrongUse(f"There are more than {_LIMITS.rows} rows.", where=where, remedy="Compare a smaller change.")
        texts = zip(names, map(text_of, row.cells), strict=False)
        yield Row(where, {name: text for name, text in texts if text})


def _check(names: Sequence[str], where: str) -> None:
    """Raises WrongUse for columns that are missing, unknown or there twice."""
    for name in filter(None, names):
        if name not in COLUMNS:
            remedy = nearest(name, COLUMNS) or f"Columns are {', '.join(COLUMNS)}."
            raise WrongUse(f"There is no column {name[:100]} in a change.", where=where, remedy=remedy)
        if names.count(name) > 1:
            raise WrongUse(f"There are {names.count(name)} columns {name}.", where=where, remedy="Leave one of them out.")
    if missing := [name for name in REQUIRED if name not in names]:
        raise WrongUse(f"The column {missing[0]} is missing.", where=where, remedy=f"Needed are {', '.join(REQUIRED)}.")
