"""Short ways for tests to say what a source says, and to load it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from itertools import count

from graph.engine.connection import Engine
from graph.records import runs
from graph.records.identity import by_key, by_name
from graph.records.memory import Memory
from graph.records.model import Item, Link, Record
from graph.records.sync import SourceResult, Sync
from graph.settings import SourceSettings

NOW = "2026-11-23T07:00:00Z"
_turns = count()


def service(key: str, name: str | None = None, *links: Link, **properties: object) -> Record:
    """A service record; its name is its key unless given."""
    return Record(key, "Service", {"name": name or key, **properties}, links, file="services.csv", line=1)


def supplier(key: str, name: str | None = None, *links: Link, **properties: object) -> Record:
    return Record(key, "Supplier", {"name": name or key, **properties}, links, file="suppliers.csv", line=1)


def needs(source: str, key: str, **properties: object) -> Link:
    """DEPENDS_ON a thing that a source keys."""
    return Link("DEPENDS_ON", by_key(source, key), properties)


def bought_from(name: str, **properties: object) -> Link:
    """SUPPLIED_BY a supplier of that name."""
    return Link("SUPPLIED_BY", by_name("Supplier", name), properties)


async def sync(
    engine: Engine,
    source: str,
    items: Iterable[Item],
    *,
    priority: int = 50,
    guard: float = 100,
    whole: int = 10_000,
    dry_run: bool = False,
    memory: Memory | None = None,
) -> SourceResult:
    """One run of a source that says these items."""
    settings = SourceSettings(name=source, loader="test", priority=priority)
    run = f"{source}/{NOW}/{next(_turns):06d}"
    result = SourceResult(source, "test")
    if not dry_run:
        await runs.begin(engine, settings, run, NOW)
    one = Sync(engine, settings, run, lambda: NOW, guard, lambda *_: None, memory or Memory(), whole, dry_run)
    await one.go(_each(items), result)
    return result


async def _each(items: Iterable[Item]) -> AsyncIterator[Item]:
    for item in items:
        yield item


async def empty(engine: Engine) -> None:
    """Deletes everything."""
    from graph.engine.connection import Statement

    await engine.write([Statement("MATCH (n) DETACH DELETE n")])
