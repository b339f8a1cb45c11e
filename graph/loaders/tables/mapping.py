"""Turns the rows of one grid into records, as the mapping says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from graph.loaders.tables.cells import BadCell, Choice, Reader, bind, bind_choice
from graph.loaders.tables.grids import Cells, Grid, Row
from graph.loaders.tables.options import Cell, Format, LinkOption, RecordOption
from graph.records import identity
from graph.records.model import Item, Link, Record, Rejected, Value
from graph.schema import model
from graph.schema.model import Property

_SCHEMES = ("email", "lei", "registration", "serial")
Properties = list[tuple[str, Property, Reader]]


@dataclass(frozen=True)
class LinkReader:
    """One link option, bound to the columns of a grid."""

    option: LinkOption
    choice: Choice
    end: Reader
    named: Callable[[str], str]
    properties: Properties

    def links(self, cells: Cells) -> list[Link]:
        """A link for each target that the row names."""
        if not self.choice.holds(cells):
            return []
        targets = self.end.texts(cells)
        if not targets:
            return []
        said = values(self.properties, cells)
        return [Link(self.option.type, self.named(target), said, self.option.to is not None) for target in targets]


@dataclass(frozen=True)
class RecordReader:
    """One record option, bound to the columns of a grid."""

    option: RecordOption
    choice: Choice
    key: Reader
    properties: Properties
    identities: list[tuple[Callable[[str], str], Reader]]
    links: list[LinkReader]
    file: str

    def read(self, row: Row) -> Item | None:
        """The record that the row describes; None when the row is not meant."""
        if not self.choice.holds(row.cells):
            return None
        key = ""
        try:
            key = next(iter(self.key.texts(row.cells)), "")
            if not key:
                raise BadCell(self.key.column, "", "the key is empty.", "Fill it in, or leave such rows out with `unless`.")
            return self._record(key, row)
        except BadCell as bad:
            return Rejected(self.file, row.line, bad.column, bad.value, bad.reason, bad.remedy, key)

    def _record(self, key: str, row: Row) -> Record:
        cells = row.cells
        return Record(
            key=key,
            label=self.option.label,
            properties=values(self.properties, cells),
            links=tuple(link for reader in self.links for link in reader.links(cells)),
            identities=tuple(named(text) for named, reader in self.identities for text in reader.texts(cells)),
            file=self.file,
            line=row.line,
        )


def values(readers: Properties, cells: Cells) -> dict[str, Value]:
    """The properties that a row gives."""
    found: dict[str, Value] = {}
    for name, prop, reader in readers:
        value = reader.value(cells, prop)
        if value is not None:
            found[name] = value
    return found


@dataclass(frozen=True)
class Binder:
    """Binds the options of one table to the columns of one grid."""

    grid: Grid
    written: Format
    source: str
    longest: int

    def record(self, option: RecordOption) -> RecordReader:
        """A reader of that record; raises SourceFailed for a column that is not there."""
        return RecordReader(
            option,
            bind_choice(option.when, option.unless, self.grid),
            self._cell(Cell(column=option.key)),
            self._properties(option.properties, model.properties(model.node(option.label))),
            [(self._scheme(scheme), self._cell(cell)) for scheme, cell in option.identities.items()],
            [self._link(link) for link in option.links],
            self.grid.file,
        )

    def _link(self, option: LinkOption) -> LinkReader:
        return LinkReader(
            option,
            bind_choice(option.when, option.unless, self.grid),
            self._cell(option.end),
            self._by(option.by),
            self._properties(option.properties, model.properties(model.relationship(option.type).properties)),
        )

    def _properties(self, given: dict[str, Cell], known: dict[str, Property]) -> Properties:
        return [(name, known[name], self._cell(cell)) for name, cell in given.items()]

    def _cell(self, option: Cell) -> Reader:
        return bind(option, self.grid, self.written, self.longest)

    def _by(self, by: str) -> Callable[[str], str]:
        """How a text becomes the identity of the other end."""
        if by == "id":
            return identity.by_id
        if by.startswith("name of "):
            label = by.removeprefix("name of ")
            return lambda text: identity.by_name(label, text)
        return self._scheme(self.source if by == "key" else by.removeprefix("key of "))

    def _scheme(self, scheme: str) -> Callable[[str], str]:
        make = identity.by_identifier if scheme in _SCHEMES else identity.by_key
        return lambda text: make(scheme, text)


@dataclass
class Repeated:
    """Things that stand in many rows, put together; they come in the order of their first row."""

    found: dict[str, _Growing] = field(default_factory=dict)

    def add(self, record: Record) -> Rejected | None:
        """One more row of a thing; the row is rejected when it contradicts an earlier one."""
        growing = self.found.setdefault(record.key, _Growing(record))
        return growing.add(record)

    def records(self) -> Iterator[Record]:
        """What was put together."""
        return (growing.record() for growing in self.found.values())


@dataclass
class _Growing:
    first: Record
    properties: dict[str, Value] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    identities: dict[str, None] = field(default_factory=dict)

    def add(self, record: Record) -> Rejected | None:
        said = {"label": self.first.label, **self.properties}
        for name, value in {"label": record.label, **record.properties}.items():
            if said.get(name, value) != value:
                reason = f"an earlier row of {record.key} says {said[name]}."
                remedy = "Correct one of the rows, or leave the property to another table."
                return Rejected(record.file, record.line, name, str(value)[:200], reason, remedy, record.key)
        self.properties = {**record.properties, **self.properties}
        self.links.update((repr(link), link) for link in record.links)
        self.identities.update(dict.fromkeys(record.identities))
        return None

    def record(self) -> Record:
        first = self.first
        return Record(
            first.key, first.label, self.properties, tuple(self.links.values()), tuple(self.identities), first.file, first.line
        )
