"""Two loads at once: the second waits, or says who holds the lock."""

import asyncio

import pytest

from graph import sources
from graph.engine import Statement, connect
from graph.errors import LoadLocked
from graph.records.fingerprint import fingerprint
from graph.records.lock import load_lock
from tests.faults.estate import Estate


async def test_the_second_says_who_holds_the_lock(engine, settings_for_engine, tmp_path):
    estate = Estate(tmp_path / "org", settings_for_engine).write(10)
    async with load_lock(engine, wait_seconds=0, waiting=lambda _: None):
        with pytest.raises(LoadLocked, match=r"process \d+ on"):
            await sources.load(engine, estate.settings, wait_seconds=0)
    (result,) = await sources.load(engine, estate.settings, wait_seconds=0)
    assert result.status == "finished"


async def test_the_second_waits_and_both_end_well(engine, settings_for_engine, tmp_path):
    estate = Estate(tmp_path / "org", settings_for_engine).write(200)
    first, second = estate.command(), estate.command()
    assert [await asyncio.to_thread(c.wait) for c in (first, second)] == [0, 0], second.stderr.read()
    both = await fingerprint(engine)
    await sources.load(engine, estate.settings)
    assert await fingerprint(engine) == both
    assert await engine.read("MATCH (r:Run {status: 'finished'}) RETURN count(r)") == [[3]]


async def test_one_that_was_taken_for_dead_writes_nothing_more(engine, settings_for_engine):
    made = Statement("CREATE (:Service {id: $id, name: $id})", {"id": "a"})
    async with load_lock(engine, wait_seconds=0, waiting=lambda _: None):
        await engine.write([made])
        async with connect(settings_for_engine) as other:
            await other.write([Statement("MATCH (l:Lock) SET l.until = 0.0")])
            async with load_lock(other, wait_seconds=0, waiting=lambda _: None):
                with pytest.raises(LoadLocked, match="took it over"):
                    await engine.write([made._replace(parameters={"id": "b"})])
                await other.write([made._replace(parameters={"id": "c"})])
    assert await engine.read("MATCH (s:Service) RETURN s.id ORDER BY s.id") == [["a"], ["c"]]
