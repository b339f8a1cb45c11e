"""In which order values of a column stand: numbers by size, criticality by rank, texts case aside; nothing comes last."""

from __future__ import annotations

from typing import Any

from api.exports.cells import plain
from api.pages.tables.table import Column, Kind, Row, Table
from queries.impact.nodes import rank


def sort_key(column: Column, value: Any) -> float | str:
    """What a value is compared by; the same goes into the page for its script."""
    if column.kind is Kind.CRITICALITY:
        return rank(value)
    if isinstance(value, bool | int | float):
        return value
    return str(plain(value) or "").casefold()


def ordered(rows: list[Row], by: Column, *, descending: bool) -> list[Row]:
    """The rows by a column; those that say nothing there come last either way."""
    said = [row for row in rows if by.value(row) not in (None, "", [])]
    silent = [row for row in rows if by.value(row) in (None, "", [])]
    return [*sorted(said, key=lambda row: _comparable(sort_key(by, by.value(row))), reverse=descending), *silent]


def _comparable(key: float | str) -> tuple[bool, float, str]:
    return (True, 0, key) if isinstance(key, str) else (False, key, "")


def filtered(table: Table, rows: list[Row], wanted: str) -> list[Row]:
    """The rows that have every word of the text in some cell, case aside."""
    words = wanted.casefold().split()
    return [row for row in rows if _has(words, _text(table, row))] if words else rows


def _has(words: list[str], text: str) -> bool:
    return all(word in text for word in words)


def _text(table: Table, row: Row) -> str:
    return " \t ".join(str(plain(column.value(row)) or "") for column in table.columns).casefold()
