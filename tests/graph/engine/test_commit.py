"""A commit that nobody knows the end of: what it wrote is there once, whether it had taken place or not."""

import pytest
from neo4j._async.work.transaction import AsyncTransactionBase
from neo4j.exceptions import IncompleteCommit

from graph.engine import Statement

PAIR = Statement("CREATE (:Service {id: 'a', name: 'A'})-[:DEPENDS_ON]->(:Service {id: 'b', name: 'B'})")


@pytest.mark.parametrize("took_place", [True, False])
async def test_it_is_done_again_only_when_it_had_not_taken_place(engine, monkeypatch, took_place):
    commit, broken = AsyncTransactionBase._commit, []

    async def breaks_once(transaction):
        if broken:
            return await commit(transaction)
        broken.append(True)
        await (commit(transaction) if took_place else transaction._rollback())
        raise IncompleteCommit("the connection broke during the commit")

    monkeypatch.setattr(AsyncTransactionBase, "_commit", breaks_once)
    await engine.write([PAIR], once=True)
    assert broken
    assert await engine.read("MATCH (n:Service)-[e:DEPENDS_ON]->(m) RETURN n.id, m.id") == [["a", "b"]]
    await engine.forget_marks()
    assert await engine.read("MATCH (c:Commit) RETURN count(c)") == [[0]]
