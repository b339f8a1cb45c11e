"""The plan of a run: everything it will write."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import chain

from graph.records.edges import Edge, Resolved
from graph.records.joining import Joined
from graph.records.model import Value


@dataclass(slots=True)
class Entry:
    """A record to write: new, or the new content of a known one."""

    joined: Joined
    digest: str
    overruled: list[str]
    resolving: Callable[[Joined], Resolved]
    _found: Resolved | None = None

    @property
    def found(self) -> Resolved:
        """What its links come to. Worked out when it is asked for: of a first load that is while the engine writes."""
        if self._found is None:
            self._found = self.resolving(self.joined)
        return self._found


Marks = tuple[int, list[str], list[str]]
"""Of a record: number of edges, unresolved targets, overruled properties."""


@dataclass(slots=True)
class Plan:
    """What a run writes, in the order it is written."""

    creations: list[tuple[Entry, dict[str, Value]]] = field(default_factory=list)
    """New records with the properties of the node that each makes."""
    joins: list[Entry] = field(default_factory=list)
    """New records about nodes that exist, or that a creation makes."""
    updates: list[Entry] = field(default_factory=list)
    """New content of known records; the old content becomes a past record."""
    refolds: dict[str, tuple[str, dict[str, Value]]] = field(default_factory=dict)
    """Node id to one of its live records and its new properties."""
    marks: dict[str, Callable[[], Marks]] = field(default_factory=dict)
    """Other records whose marks change."""
    edges_gone: list[Edge] = field(default_factory=list)
    """Whole once every mark was asked for."""
    edges_come: list[Edge] = field(default_factory=list)
    """Whole once every mark was asked for; without the edges of creations and joins."""
    removals: list[str] = field(default_factory=list)
    """Ids of records that are gone."""
    nodes_come: dict[str, str] = field(default_factory=dict)
    """Nodes that a known record makes, with their label: its content speaks of something else now."""
    nodes_gone: dict[str, str] = field(default_factory=dict)
    """Nodes that no live record speaks of any more, with their label."""

    @property
    def records(self) -> int:
        """Records written; decides between one transaction and batches."""
        return len(self.creations) + len(self.joins) + len(self.updates) + len(self.removals) + len(self.marks)

    @property
    def rows(self) -> int:
        """Rows written, about: how many of the links come to edges turns out while it is written."""
        links = sum(len(one.joined.record.links) for one in self.new)
        return self.records + len(self.refolds) + links + len(self.edges_gone) + len(self.edges_come) + len(self.nodes_gone)

    @property
    def touched(self) -> set[str]:
        """Ids of the nodes that change, or from which a relationship does; whole once everything is written."""
        written = [*self.new, *self.updates]
        told = {node for entry in written for node in (entry.joined.node, entry.joined.was) if node}
        come = chain(self.edges_come, chain.from_iterable(entry.found.edges for entry in self.new))
        starts = {edge.start for edge in chain(self.edges_gone, come)}
        return told | starts | self.refolds.keys() | self.nodes_come.keys() | self.nodes_gone.keys()

    @property
    def new(self) -> Iterable[Entry]:
        """Records that were not known before."""
        return chain((entry for entry, _ in self.creations), self.joins)
