"""What pages keep of a graph, on both engines: names to search in, frameworks, what fails now; worked out again after a load."""

from __future__ import annotations

from graph.engine import Engine, Statement
from queries.explore.held import held_frameworks
from queries.explore.names import names
from queries.explore.remembered import MOST, Remembered
from queries.explore.reported import reported
from queries.impact.snapshot import Snapshots

GRAPH = """
CREATE (s:Service {id: 'service/a/1', name: 'Payments', criticality: 'high'}), (t:Service {id: 'service/a/2', name: 'Portal'}),
  (b:Supplier {id: 'supplier/a/1', name: 'Nimbus', legal_name: 'Nimbus Wolke GmbH', lei: '529900T8BM49AURSDO55', state: 'down'}),
  (c:Supplier {id: 'supplier/a/2', name: 'Cirrus', state: 'down', status: 'retired'}),
  (f:Framework {id: 'house', name: 'House rules', edition: '2'}),
  (q:Requirement {id: 'house/8.6.1', name: '8.6.1 Rule', ref: '8.6.1'}),
  (s)-[:SUPPLIED_BY]->(b), (t)-[:DEPENDS_ON {effect: 'degraded'}]->(s), (t)-[:SUPPLIED_BY]->(c), (q)-[:PART_OF]->(f)
"""


async def test_names_numbers_and_identifiers_are_found(engine: Engine) -> None:
    await engine.write([Statement(GRAPH)])
    known = await names(engine)
    for wanted in ("529900t8bm49aursdo55", "wolke", "supplier/a/1"):
        assert [found.name for found in known.find(wanted, 5)] == ["Nimbus"]
    (clause,) = known.find("8.6.1", 5)
    assert (clause.label, clause.id, clause.others) == ("Requirement", "house/8.6.1", ("8.6.1",))
    assert len(known) == 6


async def test_what_a_failing_supplier_in_use_takes_down_is_told(engine: Engine) -> None:
    await engine.write([Statement(GRAPH)])
    (found,) = reported(await Snapshots().latest(engine))
    assert found.supplier.name == "Nimbus"
    assert [service.name for service in found.down] == ["Payments"]
    assert [service.name for service in found.degraded] == ["Portal"]


async def test_frameworks_of_the_graph_are_told(engine: Engine) -> None:
    await engine.write([Statement(GRAPH)])
    assert [tuple(one) for one in await held_frameworks(engine)] == [("house", "House rules", "2")]


async def test_what_is_remembered_is_worked_out_once_until_a_load_ends(engine: Engine) -> None:
    worked: list[int] = []

    async def work() -> int:
        worked.append(1)
        return len(worked)

    remembered = Remembered()
    assert [await remembered.value(engine, "key", work) for _ in range(3)] == [1, 1, 1]
    await engine.write([Statement("CREATE (:Run {id: 'r', name: 'r', status: 'running'})")])
    assert await remembered.value(engine, "key", work) == 1
    await engine.write([Statement("MATCH (r:Run) SET r.status = 'finished'")])
    assert await remembered.value(engine, "key", work) == 2
    assert await remembered.value(engine, "other", work) == 3
    assert await remembered.value(engine, "key", work, day="2026-11-24") == 4


async def test_no_more_is_remembered_than_a_server_can_hold(engine: Engine) -> None:
    worked: list[int] = []

    async def work() -> None:
        worked.append(1)

    remembered = Remembered()
    for key in [*range(MOST + 1), 1, 0]:
        await remembered.value(engine, key, work)
    assert len(worked) == MOST + 2, "1 is still there, 0 went first"
