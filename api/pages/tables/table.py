"""A table: what it is called, its columns with what they hold, and its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Row = Mapping[str, Any]


class Kind(StrEnum):
    """What a column holds, and so how it looks and sorts."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    """0 to 100."""
    DAY = "day"
    MOMENT = "moment"
    """ISO 8601 with a time."""
    STATE = "state"
    """A word of a closed list: a state, a status, a verdict."""
    CRITICALITY = "criticality"
    FLAG = "flag"
    """True or false."""
    NODE = "node"
    """A name that leads to the page of its node."""
    LINK = "link"
    """A text that leads to an address."""
    LIST = "list"
    """Several texts."""


@dataclass(frozen=True)
class Column:
    """A column: the key of its value in a row, and its kind."""

    name: str
    kind: Kind = Kind.TEXT
    title: str = ""
    """Heading; without it the name in words."""
    key: str = "id"
    """For a node the key of its id, for a link the key of its address; a row without a value there shows plain text."""
    quiet: bool = False
    """Whether it is long text that explains, and stands back."""
    tone: bool = False
    """Whether yes is bad news, for a flag."""

    @property
    def heading(self) -> str:
        """What stands above it."""
        return self.title or self.name.replace("_", " ").capitalize()

    @property
    def right(self) -> bool:
        """Whether it stands to the right, as numbers do."""
        return self.kind in (Kind.NUMBER, Kind.PERCENT)

    def value(self, row: Row) -> Any:
        """Its value in a row; None where the row has none."""
        return row.get(self.name)


@dataclass(frozen=True)
class Table:
    """Rows under columns; the first column is the heading of its row."""

    name: str
    """For addresses and names of files: lower case, digits and hyphens."""
    title: str
    """Its caption."""
    columns: Sequence[Column]
    rows: Sequence[Row]
    note: str = ""
    """How it is read, below it."""
    empty: str = "Nothing."
    """What is said where there are no rows."""
    picked: bool = False
    """Whether the first column, of kind NODE, lights the node in the picture of the page."""

    def column(self, name: str) -> Column | None:
        """The column of that name."""
        return next((column for column in self.columns if column.name == name), None)

    def exported(self) -> list[str]:
        """Keys that an export has: every column, and the id beside a node's name."""
        return list(dict.fromkeys(self._keys()))

    def _keys(self) -> Iterator[str]:
        for column in self.columns:
            if column.kind is Kind.NODE:
                yield column.key
            yield column.name
