"""What goes to an engine and what comes back: a statement with its parameters; rows of plain values."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, NamedTuple

Row = list[Any]
"""One answer row: text, numbers, booleans, None, lists and maps of these, in the order of the columns."""


class Statement(NamedTuple):
    """Cypher that every engine reads alike, and the values for its `$names`."""

    text: str
    parameters: dict[str, Any] = MappingProxyType({})  # type: ignore[assignment]


class Rows(list[Any]):
    """Rows of a parameter. The driver writes every parameter out for its debug log, read or not: of these only their number."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{len(self)} rows>"


class Table(NamedTuple):
    """An answer with the names of its columns."""

    columns: list[str]
    rows: list[Row]
