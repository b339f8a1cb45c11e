"""What records said differently at two moments, from the records that are live and those that are past."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from graph.engine.connection import Engine
from graph.records import known
from graph.records.changes import Kind
from graph.records.content import decode
from graph.records.ledger import record_id
from graph.records.model import Record

_LIVE = "MATCH (r:Record)-[:ABOUT]->(n) WHERE r.valid_from > $start"
_PAST = "MATCH (r:PastRecord) WHERE r.valid_to > $start AND r.valid_from <= $end"
_SAID = "r.id, r.source, r.key, r.hash, r.run, r.file, r.line, r.valid_from, r.valid_to, r.identities"


class Version(NamedTuple):
    """What a record said for a while."""

    node: str
    """Id of the node that it spoke of."""
    id: str
    """Of the live or past record."""
    source: str
    key: str
    hash: str
    run: str
    """Id of the run that read it."""
    file: str | None
    line: int | None
    since: str
    until: str | None
    """When it was replaced or gone; None while it is live."""
    identities: list[str] | None


class Difference(NamedTuple):
    """A record at two moments."""

    record: str
    """Id of the record: `<source>/<key>`."""
    before: Version | None
    after: Version | None

    @property
    def kind(self) -> Kind:
        """What became of it."""
        return "new" if self.before is None else "gone" if self.after is None else "changed"

    @property
    def shown(self) -> Version:
        """What it says now; of one that is gone what it said last."""
        return self.after or self.before  # type: ignore[return-value]

    @property
    def versions(self) -> list[Version]:
        """The two, or the one that there is."""
        return [version for version in (self.before, self.after) if version]

    @property
    def nodes(self) -> set[str]:
        """Ids of the nodes that it spoke of."""
        return {version.node for version in self.versions}

    @property
    def at(self) -> str:
        """When it became so."""
        return self.after.since if self.after else self.before.until or "" if self.before else ""


async def differences(engine: Engine, start: str, end: str) -> list[Difference]:
    """Every record that says something else at the end than at the start, two instants, by id."""
    given: dict[str, Any] = {"start": start, "end": end}
    live = [Version(*row) for row in await known.rows(engine, _LIVE, f"[n.id, {_SAID}]", **given)]
    past = [Version(*row) for row in await known.rows(engine, _PAST, f"[r.about, {_SAID}]", **given)]
    before = {record_id(v.source, v.key): v for v in past if v.since <= start}
    after = {record_id(v.source, v.key): v for v in (*past, *live) if v.since <= end and (v.until or "9999") > end}
    found = [Difference(rid, before.get(rid), after.get(rid)) for rid in sorted({*before, *after})]
    return [one for one in found if _content(one.before) != _content(one.after)]


def _content(version: Version | None) -> tuple[str, str] | None:
    return (version.node, version.hash) if version else None


async def contents(engine: Engine, versions: Iterable[Version]) -> dict[str, Record]:
    """What these versions say, by their ids."""
    found: dict[str, Record] = {}
    listed = sorted(versions, key=lambda version: version.id)
    for label, some in (("Record", [v for v in listed if not v.until]), ("PastRecord", [v for v in listed if v.until])):
        match = f"UNWIND $ids AS id MATCH (r:{label} {{id: id}})"
        for part in known.chunks([v.id for v in some], 10 * known.CHUNK):
            rows = await known.rows(engine, match, "[r.id, r.key, r.content]", ids=list(part))
            found |= {id_: decode(key, content) for id_, key, content in rows}
    return found
