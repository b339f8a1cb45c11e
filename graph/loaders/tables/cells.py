"""Reads what one cell (or a template over several) means, by the kind of property it is for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from graph.loaders.tables import dates
from graph.loaders.tables.grids import Cells, CellValue, Grid, text_of
from graph.loaders.tables.numbers import to_number
from graph.loaders.tables.options import Cell, Condition, Format
from graph.records.model import Value
from graph.schema.model import Property

_PLACE = re.compile(r"\{([^{}]+)\}")
_CONVERTED = frozenset({"integer", "number", "day", "instant"})
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})


class BadCell(Exception):
    """A cell that does not hold what it should."""

    def __init__(self, column: str, value: object, reason: str, remedy: str = "") -> None:
        self.column, self.value, self.reason, self.remedy = column, str(value)[:200], reason, remedy
        super().__init__(reason)


@dataclass(frozen=True)
class Reader:
    """One cell option, bound to the columns of a grid."""

    option: Cell
    written: Format
    longest: int
    column: str
    pieces: tuple[str | int, ...]
    """Literal texts and positions of columns; one position alone for a plain column, nothing for a constant."""
    mapped: dict[str, str] = field(default_factory=dict)
    nothing: frozenset[str] = frozenset()
    as_written: bool = False
    """Whether no text of the cell means another."""

    def texts(self, cells: Cells) -> list[str]:
        """The texts of the cell: none when empty, several when it is split. A template with an empty column is empty."""
        if self.option.split and len(self.pieces) > 1:
            return self._each(cells, self.option.split)
        text = self._text(self.raw(cells))
        if not text:
            return []
        if not self.option.split:
            return [text]
        return [mapped for part in text.split(self.option.split) if (mapped := self._meant(part.strip()))]

    def _each(self, cells: Cells, separator: str) -> list[str]:
        """A template put together once for each piece of the one column that holds several, whichever it is."""
        parts = [piece if isinstance(piece, str) else self._cell(cells, piece) for piece in self.pieces]
        if not all(parts):
            return []
        columns = [i for i, piece in enumerate(self.pieces) if isinstance(piece, int)]
        several = [i for i in columns if separator in parts[i]]
        if len(several) > 1:
            raise BadCell(
                self.column,
                "".join(parts),
                f"{len(several)} of its columns hold several values.",
                "Only one column of a template can be split.",
            )
        at = several[0] if several else columns[0]
        pieces = [mapped for part in parts[at].split(separator) if (mapped := self._meant(part.strip()))]
        return ["".join([*parts[:at], piece, *parts[at + 1 :]]) for piece in pieces]

    def value(self, cells: Cells, prop: Property) -> Value | None:
        """The value for a property; None when the cell is empty. Raises BadCell when it is not of the property's kind."""
        if prop.kind == "texts":
            return self.texts(cells) or None
        raw = self.raw(cells)
        text = self._text(raw)
        if not text:
            return None
        if prop.kind not in _CONVERTED:
            return text
        given: CellValue = text if type(raw) is str or text != text_of(raw) else raw
        if prop.kind in ("integer", "number"):
            return self._number(given, prop.unit)
        return self._date(given, dates.day if prop.kind == "day" else dates.instant)

    def raw(self, cells: Cells) -> CellValue:
        """The cell as it is; a template put together, empty when one of its columns is."""
        pieces = self.pieces
        if len(pieces) == 1:
            at = pieces[0]
            return at if isinstance(at, str) else cells[at] if at < len(cells) else None
        if not pieces:
            return self.option.value
        parts = [piece if isinstance(piece, str) else self._cell(cells, piece) for piece in self.pieces]
        return "".join(parts) if all(parts) else None

    def _cell(self, cells: Cells, at: int) -> str:
        text = text_of(cells[at]) if at < len(cells) else ""
        return "" if text.casefold() in self.nothing else text

    def _text(self, raw: CellValue) -> str:
        text = raw.strip() if type(raw) is str else text_of(raw)
        if len(text) > self.longest:
            raise BadCell(
                self.column, text[:60], f"it has more than {self.longest:,} characters.", "Shorten it, or check the quotes."
            )
        if text.startswith("#") and text in _ERRORS:
            raise BadCell(self.column, text, "the spreadsheet shows an error here.", "Correct its formula.")
        return text if self.option.split else self._meant(text)

    def _meant(self, text: str) -> str:
        if self.as_written:
            return text
        folded = text.casefold()
        if not text or folded in self.nothing:
            return self.option.default or ""
        return self.mapped.get(folded, text)

    def _number(self, raw: CellValue, unit: str) -> int | float:
        decimal = self.written.decimal or "."
        try:
            return to_number(raw, decimal, self.option.times, unit)
        except (ValueError, ArithmeticError) as problem:
            remedy = f"Numbers are read with the decimal mark {decimal!r}; see the option `decimal`."
            raise BadCell(self.column, text_of(raw), "it is not a number.", remedy) from problem

    def _date(self, raw: CellValue, form: Callable[..., str]) -> str | None:
        if isinstance(raw, str) and dates.is_none(raw):
            return None
        formats = self.option.dates or self.written.dates or []
        try:
            return form(dates.to_moment(raw, formats))
        except (ValueError, OverflowError) as problem:
            remedy = "Say how dates are written in the option `dates`, for example DD.MM.YYYY."
            raise BadCell(self.column, text_of(raw), "it is not a date.", remedy) from problem


def bind(option: Cell, grid: Grid, written: Format, longest: int) -> Reader:
    """A reader of that cell for the columns of this grid; raises SourceFailed for a column that is not there."""
    mapped = {one.casefold(): other for one, other in option.map.items()}
    nothing = frozenset(one.casefold() for one in written.empty or ())
    column = option.column or "value"
    pieces = _pieces(option.column, grid) if option.column is not None else ()
    as_written = not mapped and not nothing and option.default is None
    return Reader(option, written, longest, column, pieces, mapped, nothing, as_written)


def _pieces(column: str, grid: Grid) -> tuple[str | int, ...]:
    if not _PLACE.search(column):
        return (grid.column(column),)
    parts = _PLACE.split(column)
    return tuple(grid.column(part) if i % 2 else part for i, part in enumerate(parts) if part)


@dataclass(frozen=True)
class Choice:
    """Whether a row is meant, by `when` and `unless`."""

    when: Sequence[tuple[int, frozenset[str]]]
    unless: Sequence[tuple[int, frozenset[str]]]

    def holds(self, cells: Cells) -> bool:
        """All of `when`, none of `unless`."""
        if not self.when and not self.unless:
            return True
        return all(_cell_text(cells, at) in texts for at, texts in self.when) and not any(
            _cell_text(cells, at) in texts for at, texts in self.unless
        )


def _cell_text(cells: Cells, at: int) -> str:
    return text_of(cells[at]).casefold() if at < len(cells) else ""


def bind_choice(when: Condition, unless: Condition, grid: Grid) -> Choice:
    """The conditions for the columns of this grid."""

    def positions(condition: Condition) -> list[tuple[int, frozenset[str]]]:
        return [(grid.column(name), frozenset(t.strip().casefold() for t in texts)) for name, texts in condition.items()]

    return Choice(positions(when), positions(unless))
