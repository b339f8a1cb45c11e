"""Loads source systems into the graph: each named source through its loader, one after the other, one load at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

import graph.loaders.every  # noqa: F401  (makes the loaders known)
from graph.engine.connection import Engine
from graph.errors import EngineUnavailable, SourceFailed
from graph.loaders.contract import Origin, find, parse_options
from graph.records import runs
from graph.records.lock import load_lock
from graph.records.memory import Memory
from graph.records.repair import repair
from graph.records.sync import Progress, SourceResult, Sync
from graph.settings import Settings, SourceSettings

__all__ = ["SourceResult", "clock", "load"]


def quiet(_source: str, _stage: str, _done: int, _total: int | None) -> None:
    """No progress is shown."""


def unheard(_holder: str) -> None:
    """Nobody is told who holds the lock."""


def clock(settings: Settings) -> str:
    """Now, UTC to the second, on the day that the settings say it is."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return settings.day + now[10:]


async def load(
    engine: Engine,
    settings: Settings,
    names: Sequence[str] = (),
    *,
    dry_run: bool = False,
    allow_deletions: bool = False,
    progress: Progress = quiet,
    wait_seconds: float = 300,
    waiting: Callable[[str], None] = unheard,
) -> list[SourceResult]:
    """Loads the named sources, or all, in the order of the configuration; a failed one does not stop the others.

    Raises WrongUse for an unknown source, loader or option before anything is read, LoadLocked when another load holds
    the graph, EngineUnavailable when the engine goes away.
    """
    chosen = [settings.source(name) for name in names] or settings.sources
    for source in chosen:
        parse_options(find(source.loader), source.options, f"{settings.config}: source {source.name}")
    await engine.ensure_schema()
    if dry_run:
        return [await _load_one(engine, settings, s, Memory(), True, allow_deletions, progress) for s in chosen]
    async with load_lock(engine, wait_seconds=wait_seconds, waiting=waiting):
        memory = Memory(repaired=await _recover(engine, settings, chosen, progress))
        results = [await _load_one(engine, settings, s, memory, False, allow_deletions, progress) for s in chosen]
        await engine.forget_marks()
        return results


async def _recover(engine: Engine, settings: Settings, chosen: Iterable[SourceSettings], progress: Progress) -> bool:
    """Repairs the graph when a load was killed while it wrote batches, or when a source's priority changed; tells whether."""
    broken = await runs.interrupted(engine)
    known = await runs.priorities(engine)
    configured = {s.name: s.priority for s in chosen if s.name in known}
    if wrong := bool(broken) or any(known[name] != priority for name, priority in configured.items()):
        progress(", ".join(broken), "repairing", 0, None)
        await repair(engine, {**known, **configured})
    for name in broken:
        await runs.recovered(engine, name, clock(settings))
    return wrong


async def _load_one(
    engine: Engine,
    settings: Settings,
    source: SourceSettings,
    memory: Memory,
    dry_run: bool,
    allow_deletions: bool,
    progress: Progress,
) -> SourceResult:
    loader = find(source.loader)
    options = parse_options(loader, source.options, f"{settings.config}: source {source.name}")
    origin = Origin(source.name, settings.folder, tuple(source.path), source.url)
    run = runs.new_run(source.name, clock(settings))
    result = SourceResult(source.name, source.loader, run=run)
    percent = 100 if allow_deletions else settings.deletion_guard_percent
    sync = Sync(engine, source, run, lambda: clock(settings), percent, progress, memory, settings.whole_records, dry_run)
    if not dry_run:
        await runs.begin(engine, source, run, clock(settings))
    try:
        await sync.go(loader.read(origin, options), result)
    except EngineUnavailable:
        raise
    except SourceFailed as problem:
        problem.where = problem.where or f"source {source.name} ({', '.join(source.path) or source.url})"
        result.status, result.error = "failed", problem
        if not dry_run:
            await runs.fail(engine, run, clock(settings), str(problem), len(result.rejected))
    return result
