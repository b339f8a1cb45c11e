"""The graph of a past day, rebuilt from the records that were live at its end: the same fold, the same edges, no source asked.

Three things have no history and are those of today: the priorities of sources, how often a source is due, and which
records were ambiguous. What a load of the day itself wrote is part of the day; assessments that were kept are not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from graph.engine.connection import Engine, connect
from graph.errors import WrongUse
from graph.records import known, runs
from graph.records import statements as cypher
from graph.records.content import decode
from graph.records.edges import Edge, resolve
from graph.records.ledger import Ledger, Standing, record_id
from graph.records.model import Record
from graph.records.planner import Planner
from graph.records.stages import Stage
from graph.records.writing import write_batches
from graph.settings import Settings

_LIVE = "MATCH (r:Record)-[:ABOUT]->(n) WHERE r.valid_from <= $end"
_PAST = "MATCH (r:PastRecord) WHERE r.valid_from <= $end AND r.valid_to > $end"
_FIRST = "MATCH (r:{label}) RETURN min(r.valid_from)"
_RUNS = "MATCH (r:Run)-[:OF]->(s:Source)"
_MAKE_SOURCES = "UNWIND $rows AS row CREATE (s:Source) SET s = row[0]"
_MAKE_RUNS = "UNWIND $rows AS row MATCH (s:Source {id: row[0]}) CREATE (r:Run)-[:OF]->(s) SET r = row[1]"


@dataclass(slots=True)
class _Day:
    """The records that were live at the end of a day."""

    ledger: Ledger = field(default_factory=Ledger)
    texts: dict[str, Record] = field(default_factory=dict)
    said: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Record id to its properties."""


@asynccontextmanager
async def past(engine: Engine, day: str) -> AsyncIterator[Engine]:
    """An engine of its own that holds the graph as it stood at the end of a day; it is gone after the block.

    Raises WrongUse for a day before the first record.
    """
    await known_day(engine, day)
    with TemporaryDirectory(prefix="clausegraph-") as folder:
        settings = Settings(config=Path(folder) / "clausegraph.yaml", data=Path(folder) / "data", uri="")
        async with connect(settings) as target:
            await target.ensure_schema()
            await rebuild(engine, day, target)
            yield target


async def known_day(engine: Engine, day: str) -> None:
    """Raises WrongUse for a day before the first record."""
    first = await first_day(engine)
    if not first or day < first:
        known_from = f"The first record is of {first}." if first else "Load something first."
        raise WrongUse(f"The graph knows nothing of {day}.", remedy=known_from)


async def first_day(engine: Engine) -> str:
    """The day of the first record that the graph knows; empty when it knows none."""
    found = [(await engine.read(_FIRST.format(label=label)))[0][0] for label in ("Record", "PastRecord")]
    return min((str(one)[:10] for one in found if one), default="")


async def rebuild(engine: Engine, day: str, target: Engine) -> int:
    """Writes the graph of a past day of `engine` into `target`, which must be empty; returns the number of records."""
    end = f"{day}T23:59:59Z"
    at_end = await _records(engine, end)
    priorities = await runs.priorities(engine)
    sources, ran = await _runs(engine, end)
    await write_batches(target, _stages(at_end, Planner(target, at_end.ledger, "", priorities), sources, ran), lambda _: None)
    await target.forget_marks()
    return len(at_end.texts)


async def _records(engine: Engine, end: str) -> _Day:
    live = await known.rows(engine, _LIVE, "[n.id, properties(r)]", end=end)
    gone = await known.rows(engine, _PAST, "[r.about, properties(r)]", end=end)
    found = _Day()
    for node, said in sorted([*live, *gone], key=lambda row: (row[1]["valid_from"], row[1]["source"], row[1]["key"])):
        rid, record = record_id(said["source"], said["key"]), decode(said["key"], said["content"])
        found.ledger.enter(rid, Standing(node, record.label, tuple(said.get("identities") or ())))
        found.texts[rid], found.said[rid] = record, said
    return found


def _stages(at_end: _Day, planner: Planner, sources: list[list[Any]], ran: list[list[Any]]) -> Iterator[list[Stage]]:
    folds = {node: planner.fold(node, at_end.texts) for node in at_end.ledger.members}
    overruled = {rid: names for folded in folds.values() for rid, names in folded.overruled.items()}
    creations: dict[str, list[list[Any]]] = defaultdict(list)
    joins: dict[str, list[list[Any]]] = defaultdict(list)
    edges: list[Edge] = []
    for node, (first, *others) in at_end.ledger.members.items():
        label = at_end.ledger.label_of(node)
        rows = {rid: _row(at_end, rid, overruled.get(rid), edges) for rid in (first, *others)}
        creations[label].append([{"id": node, **folds[node].properties}, *rows[first]])
        joins[label] += [[node, *rows[rid]] for rid in others]
    yield [[(cypher.create_node_and_record(label), rows)] for label, rows in creations.items()]
    yield [[(cypher.create_record(label), rows)] for label, rows in joins.items()]
    yield [[one] for one in cypher.create_edges(edges).items()]
    yield [[(_MAKE_SOURCES, sources)]]
    yield [[(_MAKE_RUNS, ran)]]


def _row(at_end: _Day, rid: str, overruled: list[str] | None, edges: list[Edge]) -> list[Any]:
    """A record as it was kept, in the order of RECORD_PROPERTIES; its edges are added to the others."""
    ledger, said = at_end.ledger, at_end.said[rid]
    found = resolve(at_end.texts[rid], rid, ledger.standings[rid].node, ledger.owner.get, ledger.label_of)
    edges += found.edges
    right = {"id": rid, "unresolved": found.unresolved or None, "overruled": overruled, "links": len(found.edges)}
    return [{**said, **right}.get(name) for name in cypher.RECORD_PROPERTIES]


async def _runs(engine: Engine, end: str) -> tuple[list[list[Any]], list[list[Any]]]:
    """Sources and runs that had begun; one that had not ended yet was running."""
    every = list(await known.rows(engine, _RUNS, "[properties(s), properties(r)]"))
    begun = [(source, run) for source, run in every if run["started_at"] <= end]
    then = [[source["id"], run if _ended(run) <= end else _running(run)] for source, run in begun]
    by_id = {source["id"]: source for source, _ in begun}
    made = []
    for id_, source in by_id.items():
        ends = [_ended(run) for one, run in every if one["id"] == id_ and run["status"] == "finished"]
        due = _due(source.get("next_due"), ends, end)
        made.append([{n: v for n, v in {**source, "next_due": due, "loading": None}.items() if v is not None}])
    return made, then


def _ended(run: dict[str, Any]) -> str:
    return str(run.get("finished_at") or "9999")


def _running(run: dict[str, Any]) -> dict[str, Any]:
    return {**{name: run[name] for name in ("id", "name", "started_at")}, "status": "running"}


def _due(next_due: str | None, ends: Iterable[str], end: str) -> str | None:
    """When the next run was due then: as long after the last good run as it is now."""
    every = sorted(ends)
    before = [one for one in every if one <= end]
    if not next_due or not before:
        return None
    days = date.fromisoformat(next_due) - date.fromisoformat(every[-1][:10])
    return (date.fromisoformat(before[-1][:10]) + days).isoformat()
