"""Who said what: sources, the runs that read them, a record for every node and some more, and records of the past."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from benchmarks.coverage.dice import Dice
from benchmarks.coverage.parts import PARTS, Properties
from graph.records.content import encode
from graph.records.model import Record

RUNS = 200
"""So many days of reading every source."""
SECOND = "discovery"
"""A source that describes some nodes again."""
_TWICE, _PAST = 0.1, 0.1
"""Shares of nodes that a second record, or a past one, speaks of."""
_DANGLING = ("cmdb", "tickets", SECOND)
"""Sources some of whose references lead nowhere."""
_FAILED, _OVERDUE = "finance", "registers"

SOURCES = ("frameworks", *dict.fromkeys(part.source for part in PARTS.values()), SECOND)


def source_nodes() -> list[Properties]:
    """The sources."""
    dice = Dice("sources")
    due = {name: dice.day(-5, -1) if name == _OVERDUE else dice.day(1, 5) for name in SOURCES}
    return [{"id": name, "name": name, "loader": "tables", "priority": n * 10, "next_due": due[name]} for n, name in
            enumerate(SOURCES)]  # fmt: skip


def runs() -> Iterator[tuple[Properties, str]]:
    """A run a day of each source, with the source it read."""
    for source in SOURCES:
        for back in range(RUNS):
            at = _moment(Dice(), -back, -back)
            status = "failed" if source == _FAILED and back == 0 else "finished"
            id_ = f"{source}/{back:03d}"
            yield {"id": id_, "name": id_, "status": status, "started_at": at, "finished_at": at, "read": 1_000}, source


def record_of(node: str) -> str:
    """Id of the record that first spoke of a node."""
    label, _, key = node.partition("/")
    return key if label in _LABELS else f"frameworks/{node}"


_LABELS = {part.label.lower() for part in PARTS.values()}


def records(nodes: Iterable[tuple[str, Properties]]) -> Iterator[tuple[Properties, str]]:
    """The live records of some nodes, given with their labels, and the id of what each is about."""
    dice = Dice("records")
    for line, (label, node) in enumerate(nodes, 1):
        source, _, key = record_of(node["id"]).partition("/")
        yield _record(dice, source, key, label, node, line), node["id"]
        if label in ("Resource", "Service", "Supplier") and dice.often(_TWICE):
            yield _record(dice, SECOND, node["id"], label, node, line), node["id"]


def past_records(nodes: Iterable[str]) -> Iterator[tuple[Properties, str]]:
    """Records that were replaced, and the node that they spoke of."""
    dice = Dice("past")
    for node in nodes:
        if dice.often(_PAST):
            record = record_of(node)
            said = {"id": f"{record}@{record.partition('/')[0]}/001", "source": record.partition("/")[0], "about": node}
            yield (
                {**said, "name": "then.csv:1", "valid_from": _moment(dice, -900, -300), "valid_to": _moment(dice, -299, -1)},
                node,
            )


def _record(dice: Dice, source: str, key: str, label: str, node: Properties, line: int) -> Properties:
    said = {name: value for name, value in node.items() if name != "id"}
    content = encode(Record(key, label, said))
    found: Properties = {
        "id": f"{source}/{key}",
        "name": f"{source}.csv:{line}",
        "source": source,
        "run": f"{source}/{dice.randrange(RUNS):03d}",
        "key": key,
        "hash": hashlib.blake2b(content.encode(), digest_size=16).hexdigest(),
        "content": content,
        "file": f"{source}.csv",
        "line": line,
        "valid_from": _moment(dice, -200, 0),
        "links": 5,
    }
    if source in _DANGLING and dice.often(0.01):
        found["unresolved"] = [f"cmdb:gone-{dice.randrange(1000)}"]
    if source == SECOND and dice.often(0.2):
        found["overruled"] = ["name", "status"]
    return found


def _moment(dice: Dice, earliest: int, latest: int) -> str:
    """Between two days, at the hour at which sources are read."""
    return f"{dice.day(earliest, latest)}T05:00:00Z"
