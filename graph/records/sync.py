"""One run of one source: read to the end, compare, plan, write. The graph changes only after the last row was read."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

from graph.engine.connection import Engine
from graph.errors import ClausegraphError
from graph.records import known, runs
from graph.records.changes import Change, changes
from graph.records.garbage import seldom_collected
from graph.records.incoming import Incoming, compare, guard
from graph.records.memory import Memory
from graph.records.model import Item, Rejected
from graph.records.plan import Plan
from graph.records.planner import Planner
from graph.records.runs import Totals
from graph.records.stages import stages
from graph.records.writing import write_batches, write_whole
from graph.settings import SourceSettings

_MOST_TOUCHED = 10_000
"""Nodes that a run lists; who keeps a copy of the graph reads it anew after a run that touched more."""
Progress = Callable[[str, str, int, int | None], None]
"""Source, stage, how many are done, and of how many where that is known."""


@dataclass(slots=True)
class SourceResult:
    """What a source gave."""

    source: str
    loader: str
    status: str = "finished"
    error: ClausegraphError | None = None
    read: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    kept: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    totals: Totals = field(default_factory=Totals)
    changes: list[Change] = field(default_factory=list)
    """What would change; filled by a dry run."""
    seconds: float = 0.0
    run: str = ""
    """Id of its run."""


@dataclass(frozen=True, slots=True)
class Sync:
    """A run of one source, ready to go."""

    engine: Engine
    source: SourceSettings
    run: str
    clock: Callable[[], str]
    guard_percent: float
    """100 lets everything be deleted."""
    progress: Progress
    memory: Memory = field(default_factory=Memory)
    """Of the load that this run belongs to."""
    whole_records: int = 10_000
    """Up to so many records are written in one transaction; with more, readers are told that a load is in progress."""
    dry_run: bool = False

    async def go(self, items: AsyncIterator[Item], result: SourceResult) -> None:
        """Fills `result`; raises SourceFailed, DeletionRefused or EngineUnavailable."""
        started = time.perf_counter()
        with seldom_collected():
            await self._write(await self._read(items, result), result)
        result.seconds = time.perf_counter() - started

    async def _read(self, items: AsyncIterator[Item], result: SourceResult) -> Incoming:
        before = await known.hashes(self.engine, self.source.name)
        total = len(before)
        counted = lambda done: self.progress(self.source.name, "reading", done, total or None)  # noqa: E731
        incoming = await compare(items, before, counted)
        _count(result, incoming)
        guard(incoming, total, self.guard_percent)
        return incoming

    async def _write(self, incoming: Incoming, result: SourceResult) -> None:
        if not incoming.writes:
            result.totals = await runs.last_totals(self.engine, self.source.name)
            if not self.dry_run:
                told: dict[str, list[str]] = {} if self.memory.repaired else {"touched": []}
                await self.engine.write([runs.end(self.source, self.run, self.clock(), {**_counts(result), **told})])
            return
        self.progress(self.source.name, "comparing", 0, None)
        ledger = self.memory.take() or await known.ledger(self.engine)
        priorities = {**await runs.priorities(self.engine), self.source.name: self.source.priority}
        plan = await Planner(self.engine, ledger, self.source.name, priorities).plan(incoming)
        if self.dry_run:
            result.changes = changes(plan, incoming)
            result.totals = await runs.last_totals(self.engine, self.source.name)
            return
        await self._apply(plan, result)
        self.memory.keep(ledger)

    async def _apply(self, plan: Plan, result: SourceResult) -> None:
        now = self.clock()
        work = stages(plan, self.source.name, self.run, now)
        if plan.records <= self.whole_records:
            self.progress(self.source.name, "writing", 0, None)
            await write_whole(self.engine, work, [runs.end(self.source, self.run, now, {})])
        else:
            await runs.mark_loading(self.engine, self.source.name, self.run)
            await write_batches(self.engine, work, self._written(plan))
        result.totals = await runs.totals(self.engine, self.source.name)
        counts = {**_counts(result), **self._touched(plan)}
        await self.engine.write([runs.end(self.source, self.run, self.clock(), counts)])

    def _touched(self, plan: Plan) -> dict[str, list[str]]:
        """What the run tells of the nodes it touched: nothing when they are many, or when the graph was repaired before it."""
        if plan.records > _MOST_TOUCHED or self.memory.repaired:
            return {}
        found = plan.touched
        return {"touched": sorted(found)} if len(found) <= _MOST_TOUCHED else {}

    def _written(self, plan: Plan) -> Callable[[int], None]:
        total, done = plan.rows, 0

        def written(rows: int) -> None:
            nonlocal done
            done += rows
            self.progress(self.source.name, "writing", done, total)

        return written


def _count(result: SourceResult, incoming: Incoming) -> None:
    result.read, result.unchanged, result.kept = incoming.read, incoming.unchanged, incoming.kept
    result.added, result.changed, result.removed = len(incoming.new), len(incoming.changed), len(incoming.gone)
    result.rejected = incoming.rejected


def _counts(result: SourceResult) -> dict[str, object]:
    """What the run keeps."""
    numbers = {name: getattr(result, name) for name in ("read", "added", "changed", "removed")}
    return {**numbers, "rejected": len(result.rejected), **result.totals.properties()}
