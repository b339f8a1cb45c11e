"""An entity of a catalog, as far as it concerns the graph."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from graph.loaders.backstage.documents import Document
from graph.loaders.backstage.options import Thing
from graph.loaders.backstage.references import Reference
from graph.loaders.backstage.relations import Relation
from graph.records.model import Link, Rejected, Value


class Statement(NamedTuple):
    """A relation that an entity states, and where."""

    relation: Relation
    other: Reference
    line: int
    field: str


class Qualifier(NamedTuple):
    """What an annotation says of a dependency."""

    properties: dict[str, Value]
    line: int


@dataclass(slots=True)
class Entity:
    """An entity that becomes a record; what is wrong with a part of it is kept as troubles."""

    ref: Reference
    thing: Thing
    file: str
    line: int
    name: str = ""
    properties: dict[str, Value] = field(default_factory=dict)
    identities: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    """Those that annotations assert."""
    statements: list[Statement] = field(default_factory=list)
    qualifiers: dict[Reference, Qualifier] = field(default_factory=dict)
    troubles: list[Rejected] = field(default_factory=list)

    def trouble(self, line: int, where: str, value: object, reason: str, remedy: str = "") -> None:
        """Notes something that is left out; the entity still loads."""
        document = Document(self.file, self.line, None)
        self.troubles.append(document.rejected(line, where, value, reason, remedy, str(self.ref)))


@dataclass(frozen=True, slots=True)
class Skipped:
    """An entity that the options leave out, or a Location."""

    ref: Reference
