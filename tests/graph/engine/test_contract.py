"""What every engine promises, whichever it is."""

from __future__ import annotations

import asyncio
import time

import pytest

from graph.engine import Engine, Statement, connect
from graph.errors import ClausegraphError, StatementRefused, TookTooLong, WrongUse
from graph.settings import Settings

NAMES = "MATCH (s:Service) RETURN s.id ORDER BY s.id"


def create(*ids: str) -> list[Statement]:
    return [Statement("CREATE (:Service {id: $id, name: $id})", {"id": node_id}) for node_id in ids]


async def test_reader_sees_what_was_written(engine: Engine) -> None:
    await engine.write(create("service/a/1"))
    assert await engine.read(NAMES) == [["service/a/1"]]


async def test_another_connection_sees_what_was_written(engine: Engine, settings_for_engine: Settings) -> None:
    await engine.write(create("a"))
    async with connect(settings_for_engine, read_only=True) as other:
        assert await other.read(NAMES) == [["a"]]


@pytest.mark.parametrize(
    "value",
    [
        "plain",
        "",
        " spaces \t and\nlines\r\n",
        "Zürich 東京 🏢 é e\u0301 \u200b\u202e‮ \U0010ffff",
        "quotes ' \" ` \\ $x {y} /* */ // --",
        "long " * 20_000,
        0,
        -1,
        2**53 + 1,
        2**63 - 1,
        -(2**63),
        0.1,
        -1.5e300,
        True,
        False,
        ["a", "", "ü"],
        [1, 2],
    ],
    ids=lambda value: f"{type(value).__name__}-{str(value)[:10]!a}",
)
async def test_values_come_back_as_they_were(engine: Engine, value: object) -> None:
    await engine.write([Statement("CREATE (:Service {id: 'a', description: $value})", {"value": value})])
    found = (await engine.read("MATCH (s:Service {id: 'a'}) RETURN s.description"))[0][0]
    assert (type(found), found) == (type(value), value)


async def test_null_is_an_absent_property(engine: Engine) -> None:
    await engine.write([Statement("CREATE (s:Service {id: 'a'}) SET s.description = $value", {"value": None})])
    assert await engine.read("MATCH (s:Service) RETURN s.description, keys(s)") == [[None, ["id"]]]


async def test_maps_and_lists_of_lists_are_answers(engine: Engine) -> None:
    assert await engine.read("RETURN {a: 1, b: [1, 'x', null]}, [[1, 2], []]") == [[{"a": 1, "b": [1, "x", None]}, [[1, 2], []]]]


async def test_a_table_names_its_columns(engine: Engine) -> None:
    table = await engine.read_table("UNWIND [7] AS x RETURN x AS node, null AS reason")
    assert table == (["node", "reason"], [[7, None]])


async def test_a_write_returns_the_rows_of_each_statement(engine: Engine) -> None:
    rows = await engine.write([*create("a"), Statement("UNWIND [1, 2] AS x RETURN x, x * 2"), Statement(NAMES)])
    assert rows == [[], [[1, 2], [2, 4]], [["a"]]]


async def test_a_transaction_is_written_whole_or_not_at_all(engine: Engine) -> None:
    with pytest.raises(StatementRefused):
        await engine.write([*create("a", "b"), Statement("RETURN no_such_variable")])
    assert await engine.read(NAMES) == []


async def test_an_id_is_taken_once(engine: Engine) -> None:
    await engine.write(create("a"))
    with pytest.raises(StatementRefused):
        await engine.write(create("b", "a"))
    assert await engine.read(NAMES) == [["a"]]


async def test_a_batch_written_twice_leaves_one_graph(engine: Engine) -> None:
    batch = [
        Statement("UNWIND $rows AS row MERGE (s:Service {id: row[0]}) SET s.name = row[1]", {"rows": [["a", "A"], ["b", "B"]]})
    ]
    await engine.write(batch)
    await engine.write(batch)
    assert await engine.read("MATCH (s:Service) RETURN s.id, s.name ORDER BY s.id") == [["a", "A"], ["b", "B"]]


async def test_a_batch_of_twenty_five_megabytes_arrives_whole(engine: Engine) -> None:
    rows = [[f"{n}", "x" * 5_000] for n in range(5_000)]
    statement = Statement("UNWIND $rows AS row CREATE (:Service {id: row[0], description: row[1]})", {"rows": rows})
    await asyncio.wait_for(engine.write([statement]), 120)
    assert await engine.read("MATCH (s:Service) RETURN count(s), min(size(s.description))") == [[5_000, 5_000]]


async def test_reads_at_once_and_one_after_another_do_not_disturb_each_other(engine: Engine) -> None:
    answers = await asyncio.gather(*(engine.read("UNWIND range(1, $n) AS x RETURN sum(x)", {"n": n}) for n in range(40)))
    assert answers == [[[n * (n + 1) // 2]] for n in range(40)]


async def test_readers_during_a_write_see_all_of_it_or_nothing(engine: Engine) -> None:
    async def write() -> None:
        for batch in range(10):
            await engine.write(create(*(f"{batch}/{n}" for n in range(20))))

    writing = asyncio.create_task(write())
    seen = []
    while not writing.done():
        seen.append((await engine.read("MATCH (s:Service) RETURN count(s)"))[0][0])
    await writing
    assert [n for n in seen if n % 20] == []
    assert await engine.read("MATCH (s:Service) RETURN count(s)") == [[200]]


async def test_writers_at_once_lose_nothing(engine: Engine) -> None:
    await engine.write([Statement("CREATE (:Service {id: 'hub'})")])
    link = "MATCH (h:Service {id: 'hub'}) CREATE (:Service {id: $id})-[:DEPENDS_ON]->(h)"
    await asyncio.gather(*(engine.write([Statement(link, {"id": f"{n}"})]) for n in range(40)))
    assert await engine.read("MATCH (:Service)-[:DEPENDS_ON]->(h:Service {id: 'hub'}) RETURN count(*)") == [[40]]


async def test_a_read_that_takes_too_long_is_given_up(engine: Engine) -> None:
    began = time.monotonic()
    with pytest.raises(TookTooLong):
        await engine.read("UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN sum(x * y % 7)", timeout=0.5)
    assert time.monotonic() - began < 10
    assert await engine.read("RETURN 1") == [[1]]


async def test_a_cancelled_read_leaves_a_connection_that_works(engine: Engine) -> None:
    reading = asyncio.create_task(engine.read("UNWIND range(1, 3000000) AS x RETURN max(x % 7)"))
    await asyncio.sleep(0.05)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert await engine.read("RETURN 1") == [[1]]


async def test_a_wrong_statement_is_one_clear_error(engine: Engine) -> None:
    with pytest.raises(ClausegraphError) as problem:
        await engine.read("MATCH (s:Service RETURN s")
    assert "\n" not in str(problem.value)


async def test_a_connection_that_only_reads_does_not_write(engine: Engine, settings_for_engine: Settings) -> None:
    async with connect(settings_for_engine, read_only=True) as reading:
        with pytest.raises(WrongUse):
            await reading.write(create("a"))


async def test_the_schema_is_there_and_asked_for_again_it_stays(engine: Engine) -> None:
    names = "SHOW INDEXES YIELD name RETURN name ORDER BY name"
    before = await engine.read(names)
    await engine.ensure_schema()
    assert await engine.read(names) == before


async def test_it_says_which_engine_it_is(engine: Engine, request: pytest.FixtureRequest) -> None:
    assert f"[{engine.kind}]" in request.node.name
    assert engine.version
