"""How the clauses of each framework stood after the last load that was looked at, so that the next one needs one look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graph.engine.connection import Engine, Statement

_READ = (
    "MATCH (f:Framework) OPTIONAL MATCH (b:Baseline {id: f.id}) "
    "RETURN f.id AS framework, EXISTS { (f)<-[:IN_SCOPE_OF]-() } AS scoped, b.at AS at, b.states AS states ORDER BY framework"
)
_KEEP = "MERGE (b:Baseline {id: $framework}) SET b.at = $at, b.states = $states"
_LOG = "MATCH (r:Run {id: $run}) SET r.changes = $changes, r.changed_by = $sources"


class Baseline(NamedTuple):
    """How a framework stood."""

    framework: str
    at: str
    """When that was, ISO instant."""
    states: list[str]
    """`<state> <requirement>` of every clause that is judged by itself."""


async def read(engine: Engine) -> list[Baseline]:
    """Of every framework that something is in scope of, or that was looked at before; those never looked at have no `at`."""
    found = await engine.read(_READ)
    return [Baseline(id_, at or "", states or []) for id_, scoped, at, states in found if scoped or at]


async def write(engine: Engine, now: Sequence[Baseline], run: str, changes: Sequence[str], sources: Sequence[str]) -> None:
    """Keeps how things stand now, and with a run what its load changed, in one transaction."""
    kept = [Statement(_KEEP, one._asdict()) for one in now]
    await engine.write([*kept, Statement(_LOG, {"run": run, "changes": list(changes), "sources": list(sources)})])
