"""Constraints and indexes, derived from the declarations; text only, the engine runs it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.schema import model
from graph.schema.nodes import LOADABLE
from graph.schema.vocabulary import Status

BOOKKEEPING = ("Lock", "Commit", "Baseline")
"""Labels of a load's own marks: who loads now, which batches were committed, and how clauses stood after the last one."""
_STARTED_FROM = {"Record": ("source",), "PastRecord": ("source",), "Requirement": ("ref",), "Assessment": ("framework",)}
"""What statements start from besides names, closed lists and identifiers: what a source said, a clause by its number."""


@dataclass(frozen=True)
class Index:
    """A property that nodes of a label are found by."""

    label: str
    key: str
    unique: bool

    @property
    def statement(self) -> str:
        """As both engines understand it; changes nothing the second time."""
        name = f"{self.label}_{self.key}".lower()
        if self.unique:
            return f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{self.label}) REQUIRE n.{self.key} IS UNIQUE"
        return f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{self.label}) ON (n.{self.key})"


def wanted() -> list[Index]:
    """The unique id of every label, and the indexes that statements start from."""
    ids = [Index(label, "id", unique=True) for label in (*model.LABELS, *BOOKKEEPING)]
    return ids + [Index(label, name, unique=False) for label in model.LABELS for name in dict.fromkeys(_starts(label))]


def _starts(label: str) -> Iterator[str]:
    declared = model.node(label)
    if declared in LOADABLE:
        # Lists are ordered by name, and their pages begin in the middle of that order.
        yield "name"
    for name, prop in model.properties(declared).items():
        # An absent status means live, so no statement can start from it.
        if prop.identity or (prop.terms and prop.terms is not Status):
            yield name
    yield from _STARTED_FROM.get(label, ())
