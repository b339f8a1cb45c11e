"""The way to read cannot write, whatever the statement is."""

from __future__ import annotations

import pytest

from graph.engine import Engine, Statement, connect
from graph.errors import ClausegraphError
from graph.settings import Settings
from tests.writes import STATEMENTS

_GRAPH = """
CREATE (s:Service {id: 'service/cmdb/1', name: 'Mail', criticality: 'critical'})
  -[:SUPPLIED_BY {record: 'cmdb/1'}]->(:Supplier {id: 'supplier/cmdb/2', name: 'Post'})
CREATE (:Record {id: 'cmdb/1', name: 'cmdb.json:1', source: 'cmdb'})-[:ABOUT]->(s)
CREATE (:Service {id: 'service/cmdb/3', name: 'Alone'})
"""
_ALL = "MATCH (n) OPTIONAL MATCH (n)-[e]->(m) RETURN labels(n), properties(n), type(e), properties(e), m.id"


async def test_everything_here_would_write(engine: Engine) -> None:
    """The statements are good ones: with the right to write, most of them succeed on this engine."""
    written = 0
    for text in STATEMENTS:
        await engine.write([Statement("MATCH (n) DETACH DELETE n"), Statement(_GRAPH)])
        before = sorted(map(repr, await engine.read(_ALL)))
        try:
            await engine.write([Statement(text, {"row": {"name": "gone"}})])
        except ClausegraphError:
            continue
        written += sorted(map(repr, await engine.read(_ALL))) != before
    assert written >= 30


@pytest.mark.parametrize("read_only", [False, True], ids=["of one that may write", "of one that only reads"])
async def test_none_of_it_writes_on_the_way_to_read(engine: Engine, settings_for_engine: Settings, read_only: bool) -> None:
    await engine.write([Statement(_GRAPH)])
    before, indexes = sorted(map(repr, await engine.read(_ALL))), await _indexes(engine)
    async with connect(settings_for_engine, read_only=read_only) as reader:
        for text in STATEMENTS:
            with pytest.raises(ClausegraphError):
                await reader.read(text, {"row": {"name": "gone"}})
            assert sorted(map(repr, await engine.read(_ALL))) == before, text
    assert await _indexes(engine) == indexes


async def _indexes(engine: Engine) -> list[list[object]]:
    found = await engine.read("SHOW INDEXES YIELD labelsOrTypes, properties RETURN labelsOrTypes, properties")
    return sorted(found, key=repr)
