"""A table as a page shows it: filtered, sorted, and a page of it where it is long, all by the address."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from api.pages.addresses import Address
from api.pages.tables.sorting import filtered, ordered
from api.pages.tables.table import Column, Row, Table

WHOLE_ROWS, PAGE_ROWS = 250, 100
"""So many rows a browser sorts and filters by itself; more come in pages of so many, which the server sorts and filters."""
FORMATS = ("csv", "xlsx", "json")


@dataclass(frozen=True)
class View:
    """What of a table is shown, and the addresses that show something else of it."""

    table: Table
    rows: list[Row]
    """Of this page."""
    all_rows: list[Row]
    """Of all pages: filtered and sorted, as they are exported."""
    page: int
    wanted: str
    sorted_by: str
    descending: bool
    address: Address

    @property
    def pages(self) -> int:
        """How many there are; at least one."""
        return _pages(self.table, self.all_rows)

    @property
    def complete(self) -> bool:
        """Whether every row of the table is on the page, so that its script can sort and filter."""
        return len(self.rows) == len(self.table.rows)

    @property
    def filter_name(self) -> str:
        """The parameter that filters it."""
        return f"{self.table.name}.filter"

    @property
    def hidden(self) -> tuple[tuple[str, str], ...]:
        """What the filter's form keeps of the address."""
        return self.address.without(self.filter_name, f"{self.table.name}.page")

    def direction(self, column: Column) -> str:
        """As aria-sort says it."""
        return "none" if column.name != self.sorted_by else "descending" if self.descending else "ascending"

    def sort_address(self, column: Column) -> str:
        """Sorts by a column; the other way round where it already is."""
        way = "-" if self.direction(column) == "ascending" else ""
        return self.address.changed({f"{self.table.name}.sort": f"{way}{column.name}", f"{self.table.name}.page": ""})

    def page_address(self, page: int) -> str:
        """Shows another page."""
        return self.address.changed({f"{self.table.name}.page": str(page) if page > 1 else ""})

    def exports(self) -> list[tuple[str, str]]:
        """Name and address of each file that holds it."""
        return [(kind.upper(), self.address.changed({"format": kind, "table": self.table.name})) for kind in FORMATS]


def view(table: Table, address: Address) -> View:
    """What the address asks to see; what it cannot mean (an unknown column, a page beyond the last) is passed over."""
    said = dict(address.pairs)
    wanted, sort = said.get(f"{table.name}.filter", ""), said.get(f"{table.name}.sort", "")
    rows = filtered(table, list(table.rows), wanted)
    column = table.column(sort.removeprefix("-"))
    if column:
        rows = ordered(rows, column, descending=sort.startswith("-"))
    page, size = _page(said.get(f"{table.name}.page", ""), _pages(table, rows)), _page_rows(table)
    shown = rows[(page - 1) * size : page * size]
    return View(table, shown, rows, page, wanted, column.name if column else "", sort.startswith("-"), address)


def _page_rows(table: Table) -> int:
    return WHOLE_ROWS if len(table.rows) <= WHOLE_ROWS else PAGE_ROWS


def _pages(table: Table, rows: list[Row]) -> int:
    return max(1, ceil(len(rows) / _page_rows(table)))


def _page(said: str, most: int) -> int:
    return min(max(int(said), 1), most) if said.isascii() and said.isdigit() and len(said) < 10 else 1
