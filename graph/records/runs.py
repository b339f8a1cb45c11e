"""Sources and runs: which source was read when, how it ended, and what its records amount to."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from graph.engine.connection import Engine, Statement
from graph.settings import SourceSettings

_BEGIN = """
MERGE (s:Source {id: $source}) SET s.name = $source, s.loader = $loader, s.priority = $priority
MERGE (r:Run {id: $run}) SET r.name = $run, r.status = 'running', r.started_at = $now
MERGE (r)-[:OF]->(s)
"""
_INTERRUPTED_RUNS = """
MATCH (:Source {id: $source})<-[:OF]-(r:Run {status: 'running'}) WHERE r.id <> $run
SET r.status = 'failed', r.finished_at = $now, r.error = 'It was interrupted.'
"""
_LOADING = "MATCH (s:Source {id: $source}) SET s.loading = $run"
_END = "MATCH (r:Run {id: $run})-[:OF]->(s:Source) SET r += $counts, s.next_due = $next_due, s.loading = null"
_FAIL = """
MATCH (r:Run {id: $run})
SET r.status = 'failed', r.finished_at = $now, r.error = $error, r.rejected = $rejected, r.touched = []
"""
_TOTALS = """
MATCH (r:Record {source: $source})-[:ABOUT]->(n)
RETURN head(labels(n)) AS label, count(DISTINCT n.id), count(r), coalesce(sum(r.links), 0),
  coalesce(sum(size(r.unresolved)), 0), count(CASE WHEN r.overruled IS NOT NULL THEN 1 END),
  count(CASE WHEN r.ambiguous IS NOT NULL THEN 1 END)
ORDER BY label
"""
_LAST = (
    "MATCH (s:Source {id: $source})<-[:OF]-(r:Run {status: 'finished'}) RETURN properties(r) ORDER BY r.finished_at DESC LIMIT 1"
)
_PRIORITIES = "MATCH (s:Source) RETURN s.id, coalesce(s.priority, 0)"
_INTERRUPTED = "MATCH (s:Source) WHERE s.loading IS NOT NULL RETURN s.id"
_RECOVERED = """
MATCH (s:Source {id: $source}) OPTIONAL MATCH (r:Run {id: s.loading})
SET r.status = 'failed', r.finished_at = $now, r.error = 'It was interrupted; the next load repaired the graph.', s.loading = null
"""
_COUNTS = ("records", "links", "unresolved", "conflicts", "ambiguous")


@dataclass(frozen=True, slots=True)
class Totals:
    """What the live records of a source amount to."""

    records: int = 0
    links: int = 0
    unresolved: int = 0
    conflicts: int = 0
    ambiguous: int = 0
    nodes: dict[str, int] = field(default_factory=dict)
    """Label to number of nodes."""

    def properties(self) -> dict[str, Any]:
        """As a run keeps them."""
        counts = {name: getattr(self, name) for name in _COUNTS}
        return {**counts, "nodes": [f"{label} {n}" for label, n in self.nodes.items()] or None}


def new_run(source: str, now: str) -> str:
    """Id of a run: source, start, and something that tells two of one second apart."""
    return f"{source}/{now}/{secrets.token_hex(3)}"


async def begin(engine: Engine, source: SourceSettings, run: str, now: str) -> None:
    """Makes the source and its run known; a run of it that still counts as running was interrupted."""
    said = {"source": source.name, "loader": source.loader, "priority": source.priority, "run": run, "now": now}
    await engine.write([Statement(_BEGIN, said), Statement(_INTERRUPTED_RUNS, said)])


async def mark_loading(engine: Engine, source: str, run: str) -> None:
    """Tells readers, and the next load should this one be killed, that batches are being written."""
    await engine.write([Statement(_LOADING, {"source": source, "run": run})])


def end(source: SourceSettings, run: str, now: str, counts: dict[str, Any]) -> Statement:
    """The statement that ends a run well."""
    due = (date.fromisoformat(now[:10]) + timedelta(days=source.every_days)).isoformat() if source.every_days else None
    said = {"status": "finished", "finished_at": now, **counts}
    return Statement(_END, {"run": run, "counts": said, "next_due": due})


async def fail(engine: Engine, run: str, now: str, error: str, rejected: int) -> None:
    """Ends a run that could not be read to its end."""
    await engine.write([Statement(_FAIL, {"run": run, "now": now, "error": error, "rejected": rejected})])


async def totals(engine: Engine, source: str) -> Totals:
    """Counted from the graph."""
    found = await engine.read(_TOTALS, {"source": source})
    nodes = {str(row[0]): int(row[1]) for row in found}
    columns = zip(*(row[2:] for row in found), strict=True)
    return Totals(**{name: sum(column) for name, column in zip(_COUNTS, columns, strict=False)}, nodes=nodes)


async def last_totals(engine: Engine, source: str) -> Totals:
    """As the last good run left them; counted where there was none."""
    found = await engine.read(_LAST, {"source": source})
    if not found or "records" not in found[0][0]:
        return await totals(engine, source)
    said = found[0][0]
    pairs = (text.rsplit(" ", 1) for text in said.get("nodes") or [])
    numbers = {name: said.get(name, 0) for name in _COUNTS}
    return Totals(**numbers, nodes={label: int(count) for label, count in pairs})


async def priorities(engine: Engine) -> dict[str, int]:
    """Priority of every source the graph knows."""
    return {str(source): int(priority) for source, priority in await engine.read(_PRIORITIES)}


async def interrupted(engine: Engine) -> list[str]:
    """Sources whose batches were being written when their load was ended."""
    return [row[0] for row in await engine.read(_INTERRUPTED)]


async def recovered(engine: Engine, source: str, now: str) -> None:
    """Ends the run of an interrupted source, once the graph is repaired."""
    await engine.write([Statement(_RECOVERED, {"source": source, "now": now})])
