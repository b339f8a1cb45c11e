"""A plan as stages of statements: whatever a stage needs, an earlier one has written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import Any

from graph.records import statements as cypher
from graph.records.content import encode
from graph.records.edges import Edge
from graph.records.model import Value
from graph.records.plan import Entry, Plan
from graph.records.statements import Rows

Stage = list[tuple[str, Rows]]
"""Statements with their rows. Those of one stage may be written in any order, each row on its own."""


def stages(plan: Plan, source: str, run: str, now: str) -> Iterator[list[Stage]]:
    """The stages in order. The statements inside one Stage go together for the same rows; Stages of a list are independent."""
    stamp = _Stamp(source, run, now)
    yield [[one] for one in _creations(plan, stamp)]
    yield [[(cypher.create_node(label), rows)] for label, rows in _by_label(plan.nodes_come).items()]
    yield [[one] for one in _joins(plan, stamp)] + [_updates(plan, stamp)]
    yield _moves(plan)
    yield [[(cypher.SET_NODE, _refolds(plan))], [(cypher.MARK_RECORD, _marks(plan))]]
    yield [[one] for one in cypher.delete_edges(_cut(plan)).items()]
    come = chain(plan.edges_come, chain.from_iterable(entry.found.edges for entry in plan.new))
    yield [[one] for one in cypher.create_edges(come).items()]
    yield [_removals(plan, now)]
    yield [[(cypher.delete_node(label), rows)] for label, rows in _by_label(plan.nodes_gone).items()]


class _Stamp:
    """What every record of a run carries, and the rows of its statements."""

    def __init__(self, source: str, run: str, now: str) -> None:
        self.source, self.run, self.now = source, run, now

    def row(self, entry: Entry) -> list[Any]:
        """In the order of RECORD_PROPERTIES."""
        one, record = entry.joined, entry.joined.record
        place = f"{record.file}:{record.line}" if record.line else record.file
        said = [one.id, place or one.id, self.source, self.run, record.key, entry.digest, encode(record)]
        return [*said, record.file, record.line or None, self.now, *self._claims(entry)]

    def creation(self, made: tuple[Entry, dict[str, Value]]) -> list[Any]:
        """Of `create_node_and_record`."""
        entry, properties = made
        return [{"id": entry.joined.node, **properties}, *self.row(entry)]

    def join(self, entry: Entry) -> list[Any]:
        """Of `create_record`."""
        return [entry.joined.node, *self.row(entry)]

    def update(self, entry: Entry) -> list[Any]:
        """Of SET_RECORD."""
        said = zip(cypher.RECORD_PROPERTIES, self.row(entry), strict=True)
        return [entry.joined.id, {name: value for name, value in said if value is not None}]

    def _claims(self, entry: Entry) -> list[Any]:
        one = entry.joined
        lists = [one.claims, entry.found.unresolved, entry.overruled, one.ambiguous]
        return [*(list(names) or None for names in lists), len(entry.found.edges)]


def _creations(plan: Plan, stamp: _Stamp) -> Stage:
    found: dict[str, list[tuple[Entry, dict[str, Value]]]] = defaultdict(list)
    for creation in plan.creations:
        found[creation[0].joined.record.label].append(creation)
    return [(cypher.create_node_and_record(label), map(stamp.creation, some)) for label, some in found.items()]


def _joins(plan: Plan, stamp: _Stamp) -> Stage:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in plan.joins:
        found[entry.joined.record.label].append(entry)
    return [(cypher.create_record(label), map(stamp.join, some)) for label, some in found.items()]


def _updates(plan: Plan, stamp: _Stamp) -> Stage:
    """Past record and new content in one transaction, row by row the same records."""
    past = ([entry.joined.id, stamp.now] for entry in plan.updates)
    return [(cypher.KEEP_PAST, past), (cypher.SET_RECORD, map(stamp.update, plan.updates))]


def _moves(plan: Plan) -> list[Stage]:
    """Records that speak of another node now; written after their past record, which speaks of the old one."""
    moved = [entry.joined for entry in plan.updates if entry.joined.was]
    found: dict[str, list[list[Any]]] = defaultdict(list)
    for one in moved:
        found[one.record.label].append([one.id, one.node])
    return [[(cypher.LEAVE_NODE, ([rid] for rid, _ in rows)), (cypher.join_node(label), rows)] for label, rows in found.items()]


def _refolds(plan: Plan) -> Iterator[list[Any]]:
    return ([record, {"id": node, **properties}] for node, (record, properties) in plan.refolds.items())


def _marks(plan: Plan) -> Iterator[list[Any]]:
    for rid, marks in plan.marks.items():
        edges, unresolved, overruled = marks()
        yield [rid, edges, unresolved or None, overruled or None]


def _cut(plan: Plan) -> Iterator[Edge]:
    """Edges that go; those of a node that goes too need no statement of their own."""
    return (e for e in plan.edges_gone if e.start not in plan.nodes_gone and e.end not in plan.nodes_gone)


def _removals(plan: Plan, now: str) -> Stage:
    return [(cypher.KEEP_PAST, ([rid, now] for rid in plan.removals)), (cypher.DELETE_RECORD, ([rid] for rid in plan.removals))]


def _by_label(nodes: dict[str, str]) -> dict[str, list[list[Any]]]:
    found: dict[str, list[list[Any]]] = defaultdict(list)
    for node, label in nodes.items():
        found[label].append([node])
    return found
