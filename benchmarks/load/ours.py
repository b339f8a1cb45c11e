"""Clausegraph's own load of the estate."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping

from benchmarks.load.estate import Estate
from graph.engine import Engine
from graph.records import runs
from graph.records.identity import by_key
from graph.records.memory import Memory
from graph.records.model import Link, Record
from graph.records.sync import SourceResult, Sync
from graph.settings import SourceSettings

NOW = "2026-11-23T07:00:00Z"
PRIORITIES = {"cmdb": 50, "register": 60, "catalogue": 40}


Records = Mapping[str, Iterable[Record]]
"""By source."""


def prepare(estate: Estate) -> Records:
    """The records of every source, in memory."""
    return {source: list(records) for source, records in streamed(estate).items()}


def streamed(estate: Estate) -> Records:
    """The records of every source, made while they are read, once."""
    return {source: _records(estate, source) for source in PRIORITIES}


async def load(engine: Engine, records: Records) -> int:
    """Loads every source; returns the records written."""
    written, memory = 0, Memory()
    for name, priority in PRIORITIES.items():
        source = SourceSettings(name=name, loader="estate", priority=priority)
        run, result = runs.new_run(name, NOW), SourceResult(name, "estate")
        await runs.begin(engine, source, run, NOW)
        await Sync(engine, source, run, lambda: NOW, 20, lambda *_: None, memory).go(_each(records[name]), result)
        if result.rejected:
            raise SystemExit(f"rejected: {result.rejected[0]}")
        written += result.added + result.changed + result.removed
    return written


async def _each(records: Iterable[Record]) -> AsyncIterator[Record]:
    for record in records:
        yield record


def _records(estate: Estate, source: str) -> Iterator[Record]:
    for row in estate.rows(source):
        links = tuple(Link(type_, by_key(estate.owner(node), f"k{node}")) for type_, _, node in row.links)
        same = (by_key(estate.owner(row.node), f"k{row.node}"),) if source == "catalogue" else ()
        yield Record(row.key, row.label, row.properties, links, same, f"{source}.json", int(row.node) + 1)
