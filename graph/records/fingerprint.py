"""A digest of what the graph says, whoever loaded it when: equal graphs have equal fingerprints on every engine."""

from __future__ import annotations

import hashlib
from typing import Any

import orjson

from graph.engine.connection import Engine
from graph.records.known import rows
from graph.schema import model

_RECORD = ["key", "source", "hash", "content", "file", "line", "identities", "unresolved", "overruled", "ambiguous", "links"]


async def fingerprint(engine: Engine) -> str:
    """64 hex digits over nodes, relationships and live records; runs, times and past records do not count."""
    sizes = hashlib.sha256()
    for part in await parts(engine):
        sizes.update(part)
    return sizes.hexdigest()


async def parts(engine: Engine) -> list[bytes]:
    """One line for each node, relationship and record, sorted."""
    found: list[bytes] = []
    for label in model.LOADABLE:
        found += [_line(label, node) for node in await rows(engine, f"MATCH (n:{label})", "properties(n)")]
    for type_ in model.ASSERTED:
        ends = await rows(engine, f"MATCH (a)-[e:{type_}]->(b)", "[a.id, b.id, properties(e)]")
        found += [_line(type_, edge) for edge in ends]
    record = ", ".join(f"r.{name}" for name in _RECORD)
    found += [_line("Record", r) for r in await rows(engine, "MATCH (r:Record)-[:ABOUT]->(n)", f"[n.id, {record}]")]
    return sorted(found)


def _line(what: str, said: Any) -> bytes:
    return orjson.dumps([what, said], option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)
