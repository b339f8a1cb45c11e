"""Works out the plan of a run from the ledger: who speaks of which node, what shows of it, which edges come and go."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping

from graph.engine.connection import Engine
from graph.records import known
from graph.records.edges import Edge, Resolved, difference, resolve
from graph.records.fold import Folded, Said, fold
from graph.records.incoming import Incoming
from graph.records.joining import Joined, join
from graph.records.ledger import Ledger, record_id, source_of
from graph.records.model import Record
from graph.records.plan import Entry, Marks, Plan


class Planner:
    """Works out the plan of one run; `ledger` is moved on while it works."""

    def __init__(self, engine: Engine, ledger: Ledger, source: str, priorities: Mapping[str, int]) -> None:
        self.engine, self.ledger, self.source, self.priorities = engine, ledger, source, priorities
        self._labels: dict[str, str] = {}
        self._nodes: dict[str, str] = {}

    async def plan(self, incoming: Incoming) -> Plan:
        """The plan for what one reading brought."""
        arrived = [(*r, False) for r in incoming.new] + [(*r, True) for r in incoming.changed]
        removals = [record_id(self.source, key) for key in incoming.gone]
        affected = {record_id(self.source, r.key) for r, _, _ in arrived} | set(removals)
        self._remember(affected)
        joined = [(join(self.ledger, record, self.source), digest, known_) for record, digest, known_ in arrived]
        for rid in removals:
            self.ledger.leave(rid)
        plan = Plan(removals=removals)
        plan.nodes_gone = {n: label for n, label in self._labels.items() if n not in self.ledger.members}
        touched = await self._touched(affected)
        shared = self._shared(joined)
        others = {r for node in shared for r in self.ledger.members[node]} - {j.id for j, _, _ in joined}
        past = {j.id for j, _, was_known in joined if was_known} | set(removals)
        kept = await known.contents(self.engine, touched | others | past)
        self._settle(plan, joined, shared, touched, kept)
        return plan

    def _remember(self, records: Iterable[str]) -> None:
        """Labels of the nodes that these records stand for now; some may be gone afterwards."""
        for rid in records:
            if standing := self.ledger.standings.get(rid):
                self._labels[standing.node] = standing.label
                self._nodes[rid] = standing.node

    async def _touched(self, affected: set[str]) -> set[str]:
        """Live records, besides those of this run, whose edges may end elsewhere now."""
        lost = self.ledger.lost()
        touched = await known.asserting(self.engine, (rid for rid, node in self._nodes.items() if node in lost))
        for identity in self.ledger.gained():
            touched |= self.ledger.waiting.get(identity, set())
        return {r for r in touched - affected if r in self.ledger.standings}

    def _shared(self, joined: list[tuple[Joined, str, bool]]) -> set[str]:
        """Nodes to fold anew: those of changed records, those that several records speak of, those some record left."""
        nodes = {j.node for j, _, was_known in joined if was_known or not j.made} | set(self._labels)
        return {n for n in nodes if n in self.ledger.members}

    def _settle(
        self,
        plan: Plan,
        joined: list[tuple[Joined, str, bool]],
        shared: set[str],
        touched: set[str],
        kept: dict[str, known.Kept],
    ) -> None:
        now = {j.id: j.record for j, _, _ in joined}
        texts = {rid: one.record for rid, one in kept.items()}
        said = ChainMap(now, texts)
        folds = {node: self.fold(node, said) for node in shared}
        plan.refolds = {n: (self.ledger.members[n][0], f.properties) for n, f in folds.items()}
        overruled = {r: names for f in folds.values() for r, names in f.overruled.items()}
        for one, digest, was_known in joined:
            self._enter(plan, one, digest, texts.get(one.id) if was_known else None, overruled.get(one.id, []))
        for rid in plan.removals:
            plan.edges_gone += self._former(texts[rid], rid, self._nodes[rid])
        members = {r for n in shared for r in self.ledger.members[n]}
        for rid in (touched | members) - set(now):
            if rid in touched or kept[rid].overruled != overruled.get(rid, []):
                self._mark(plan, rid, texts[rid], overruled.get(rid, []))

    def fold(self, node: str, texts: Mapping[str, Record]) -> Folded:
        """A node's properties from its live records."""
        parts = [Said(r, self.priorities.get(source_of(r), 0), texts[r].properties) for r in self.ledger.members[node]]
        return named(fold(parts), node)

    def _enter(self, plan: Plan, one: Joined, digest: str, old: Record | None, overruled: list[str]) -> None:
        entry = Entry(one, digest, overruled, self._links)
        if old is not None:
            gone, come = difference(self._former(old, one.id, one.was or one.node), entry.found.edges)
            plan.edges_gone += gone
            plan.edges_come += come
            plan.updates.append(entry)
            if one.made:
                plan.nodes_come[one.node] = one.record.label
            return
        if one.made:
            plan.creations.append((entry, named(Folded(dict(one.record.properties)), one.node).properties))
        else:
            plan.joins.append(entry)

    def _mark(self, plan: Plan, rid: str, record: Record, overruled: list[str]) -> None:
        def marks() -> Marks:
            node = self.ledger.standings[rid].node
            found = self._resolved(record, rid, node)
            gone, come = difference(self._former(record, rid, node), found.edges)
            plan.edges_gone += gone
            plan.edges_come += come
            return len(found.edges), found.unresolved, overruled

        plan.marks[rid] = marks

    def _links(self, one: Joined) -> Resolved:
        return self._resolved(one.record, one.id, one.node)

    def _resolved(self, record: Record, rid: str, node: str) -> Resolved:
        found = resolve(record, rid, node, self.ledger.owner.get, self.ledger.labels.__getitem__)
        self.ledger.wait(rid, found.unresolved)
        return found

    def _former(self, record: Record, rid: str, node: str) -> list[Edge]:
        """The edges that a record asserted before this run."""
        return resolve(record, rid, node, self.ledger.owner_before, self._label_before).edges

    def _label_before(self, node: str) -> str:
        return self._labels.get(node) or self.ledger.label_of(node)


def named(folded: Folded, node: str) -> Folded:
    """A node nobody named is called by the key in its id."""
    folded.properties.setdefault("name", node.rsplit("/", 1)[-1])
    return folded
