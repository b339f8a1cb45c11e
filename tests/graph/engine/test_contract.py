"""What every engine promises, whichever it is."""

from __future__ import annotations

from graph.engine import Engine, Statement


async def test_reader_sees_what_was_written(engine: Engine) -> None:
    await engine.write([Statement("CREATE (:Service {id: $id})", {"id": "service/a/1"})])
    assert await engine.read("MATCH (s:Service) RETURN s.id") == [["service/a/1"]]
