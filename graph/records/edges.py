"""Links become edges: a link's target is an identity, an edge's end is the node that answers to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from graph.records.model import Record, Value
from graph.schema import model


class Edge(NamedTuple):
    """A relationship in the graph, asserted by one record."""

    type: str
    start: str
    start_label: str
    end: str
    end_label: str
    record: str
    properties: Mapping[str, Value]

    def place(self) -> tuple[str, str, str, str]:
        """Type, ends and record: what several edges of one record can share, apart from their properties."""
        return self.type, self.start, self.end, self.record


class Resolved(NamedTuple):
    """The edges of one record, and the targets nobody answers to."""

    edges: list[Edge]
    unresolved: list[str]


Owner = Callable[[str], str | None]


def resolve(record: Record, rid: str, node: str, owner: Owner, label_of: Callable[[str], str]) -> Resolved:
    """The edges that a record asserts, given who answers to which identity.

    A target of a label that the relationship cannot join stays unresolved, as one that is not there.
    """
    edges: list[Edge] = []
    unresolved: list[str] = []
    for link in record.links:
        if (other := owner(link.target)) is None:
            unresolved.append(link.target)
            continue
        label = label_of(other)
        if link.outgoing:
            edge = Edge(link.type, node, record.label, other, label, rid, link.properties)
        else:
            edge = Edge(link.type, other, label, node, record.label, rid, link.properties)
        if _joins(edge.type, edge.start_label, edge.end_label):
            edges.append(edge)
        else:
            unresolved.append(link.target)
    return Resolved(_once(edges), sorted(set(unresolved)))


def difference(old: Iterable[Edge], new: Iterable[Edge]) -> tuple[list[Edge], list[Edge]]:
    """Edges to remove and edges to add; where only properties differ, all of that place go and come."""
    before, after = _by_place(old), _by_place(new)
    differing = [p for p in {**before, **after} if _differ(before.get(p, []), after.get(p, []))]
    gone = [before[p][0] for p in differing if p in before]
    come = [edge for p in differing for edge in after.get(p, [])]
    return gone, come


def _by_place(edges: Iterable[Edge]) -> dict[tuple[str, str, str, str], list[Edge]]:
    found: dict[tuple[str, str, str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        found[edge.place()].append(edge)
    return found


def _differ(some: list[Edge], others: list[Edge]) -> bool:
    return some != others and sorted(map(_said, some)) != sorted(map(_said, others))


def _said(edge: Edge) -> str:
    return repr(sorted(edge.properties.items()))


def _once(edges: list[Edge]) -> list[Edge]:
    if len({(e.type, e.start, e.end) for e in edges}) == len(edges):
        return edges
    return list({(*e.place(), _said(e)): e for e in edges}.values())


@cache
def _joins(type_: str, source: str, target: str) -> bool:
    return model.joins(model.TYPES[type_], source, target)
