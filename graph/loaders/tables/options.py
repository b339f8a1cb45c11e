"""The mapping of columns to nodes and links, as it stands in clausegraph.yaml. See docs/loaders/tables.md."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from graph.errors import WrongUse, nearest
from graph.loaders.contract import Options
from graph.loaders.files import Encoding
from graph.loaders.tables.dates import DateFormat
from graph.schema import model
from graph.schema.nodes import LOADABLE
from graph.schema.relationships import ASSERTED

_LOADABLE = {declared.__name__ for declared in LOADABLE}
_ASSERTED = {declared.type for declared in ASSERTED}
_IDENTIFIERS = ("email", "lei", "registration", "serial")


def _listed(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _worded(value: object) -> object:
    """YAML reads yes and 5 as other things than text; cells are text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else value if isinstance(value, list | dict) else str(value)


def _words(value: object) -> object:
    return [_worded(one) for one in value] if isinstance(value, list) else [_worded(value)]


Word = Annotated[str, BeforeValidator(_worded)]
Words = Annotated[list[str], BeforeValidator(_words)]
Condition = dict[str, Words]
"""Column to the texts it may have; empty text means an empty cell."""


class Format(Options):
    """How cells are written; what a table does not say, the source says."""

    encoding: Encoding | None = None
    """Encoding of text files."""
    separator: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    """Separator of text files."""
    decimal: Literal[".", ","] | None = None
    """Decimal mark."""
    dates: Annotated[list[DateFormat], BeforeValidator(_listed)] | None = None
    """How dates are written."""
    empty: Words | None = None
    """Cell texts that mean nothing."""


class Cell(Options):
    """What a cell means."""

    column: str | None = None
    """A column, or a template of text and {columns}."""
    value: Word | None = None
    """The same for every row."""
    map: dict[Word, Word] = Field(default_factory=dict)
    """Translates cell texts."""
    default: Word | None = None
    """What an empty cell means."""
    split: Annotated[str, Field(min_length=1)] | None = None
    """Separator of several values."""
    dates: Annotated[list[DateFormat], BeforeValidator(_listed)] | None = None
    """How dates of this column are written."""
    times: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    """Factor for numbers."""

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if (self.column is None) == (self.value is None):
            raise ValueError("give either column or value")
        return self


def _short(value: object) -> object:
    """The short form of a cell is the name of its column."""
    return {"column": value} if isinstance(value, str) else value


CellOption = Annotated[Cell, BeforeValidator(_short)]


class Conditional(Options):
    """Something that is read from some rows only."""

    when: Condition = Field(default_factory=dict)
    """Columns that must have one of these texts."""
    unless: Condition = Field(default_factory=dict)
    """Columns that must have none of these texts."""


class LinkOption(Conditional):
    """A relationship that the record asserts."""

    type: str
    to: CellOption | None = None
    """Who the relationship leads to."""
    from_: Annotated[CellOption | None, Field(alias="from")] = None
    """Who the relationship comes from."""
    by: str = "key"
    """How the cell names the other end."""
    properties: dict[str, CellOption] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _means_something(self) -> Self:
        if (self.to is None) == (self.from_ is None):
            raise ValueError("give either to or from")
        _one_of("relationship type", self.type, _ASSERTED)
        _properties(self.properties, model.properties(model.relationship(self.type).properties), self.type)
        _check_by(self.by)
        return self

    @property
    def end(self) -> Cell:
        """The cell that names the other end."""
        return self.to or self.from_ or Cell(value="")


class RecordOption(Conditional):
    """One thing that a row describes."""

    label: str
    key: str
    properties: dict[str, CellOption] = Field(default_factory=dict)
    identities: dict[str, CellOption] = Field(default_factory=dict)
    links: list[LinkOption] = Field(default_factory=list)
    repeats: bool = False
    """Whether one thing stands in many rows."""

    @model_validator(mode="after")
    def _means_something(self) -> Self:
        _one_of("label", self.label, _LOADABLE)
        known = {n: p for n, p in model.properties(model.node(self.label)).items() if n != "id"}
        _properties(self.properties, known, self.label)
        if wrong := {"id", "name"} & set(self.identities):
            raise ValueError(f"{wrong.pop()} cannot be given as an identity; use the key, or the property name")
        for link in self.links:
            ends = model.leaving(self.label) if link.to else model.arriving(self.label)
            if link.type not in (known_types := {r.type for r in ends}):
                side = "start" if link.to else "end"
                raise ValueError(f"{link.type} cannot {side} at {self.label}. {nearest(link.type, known_types)}".strip())
        return self


class Table(Format):
    """One kind of table: where it is and what its rows describe."""

    file: str = "*"
    """Name or pattern of its files."""
    sheet: str | None = None
    """Name or pattern of its sheets."""
    header: Annotated[int, Field(ge=1)] = 1
    """Row of the column names."""
    skip: Annotated[int, Field(ge=0)] = 0
    """Rows between the names and the data."""
    records: Annotated[list[RecordOption], Field(min_length=1)]


class TablesOptions(Format):
    """Options of the tables loader."""

    tables: Annotated[list[Table], Field(min_length=1)]

    def written(self, table: Table) -> Format:
        """How the cells of a table are written."""
        return Format(**{name: _first(getattr(table, name), getattr(self, name)) for name in Format.model_fields})


def _first(*values: Any) -> Any:
    return next((value for value in values if value is not None), None)


def _one_of(what: str, name: str, known: set[str]) -> None:
    if name not in known:
        raise ValueError(f"there is no {what} {name}. {nearest(name, known)}".strip())


def _properties(given: Mapping[str, Cell], known: Mapping[str, model.Property], owner: str) -> None:
    for name, cell in given.items():
        if name not in known:
            raise ValueError(f"{owner} has no property {name}. {nearest(name, known)}".strip())
        if cell.split and known[name].kind != "texts":
            raise ValueError(f"{name} of {owner} holds one value; split is for lists and links")
        if cell.times and known[name].kind not in ("integer", "number"):
            raise ValueError(f"{name} of {owner} is no number; times is for numbers")


def _check_by(by: str) -> None:
    if by in ("key", "id", *_IDENTIFIERS) or by.startswith("key of "):
        return
    if not by.startswith("name of "):
        known = ["key", "key of <source>", "name of <Label>", "id", *_IDENTIFIERS]
        raise ValueError(f"by: {by} is not one of {', '.join(known)}")
    label = by.removeprefix("name of ")
    try:
        joins = model.node(label).joins_by_name
    except WrongUse as problem:
        raise ValueError(str(problem)) from problem
    if not joins:
        raise ValueError(f"by: nodes of label {label} are not known by their name; use their key or another identity")
