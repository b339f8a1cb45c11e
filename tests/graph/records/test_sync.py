"""What a run of a source does to the graph, on every engine."""

import pytest

from graph.errors import DeletionRefused
from graph.records.fingerprint import fingerprint
from graph.records.model import Link, Record
from graph.records.repair import repair
from tests.graph.records.said import bought_from, needs, service, supplier, sync


async def value(engine, statement, **parameters):
    return (await engine.read(statement, parameters))[0][0]


async def edges(engine):
    found = await engine.read("MATCH (a)-[e]->(b) WHERE e.record IS NOT NULL RETURN a.id, type(e), b.id, e.record")
    return sorted(tuple(row) for row in found)


async def whole(engine):
    """The graph is the fold of its records: recomputing it from them finds nothing to put right."""
    return await repair(engine, {"cmdb": 50, "register": 80, "low": 10}) == 0


async def test_a_first_load_gives_nodes_edges_and_records_with_their_place(engine):
    result = await sync(engine, "cmdb", [service("1", "Mail", needs("cmdb", "2", group="g", needs=1)), service("2", "Disk")])
    assert (result.read, result.added, result.totals.links, result.totals.nodes) == (2, 2, 1, {"Service": 2})
    assert await edges(engine) == [("service/cmdb/1", "DEPENDS_ON", "service/cmdb/2", "cmdb/1")]
    found = await engine.read("MATCH (r:Record {id: 'cmdb/1'})-[:ABOUT]->(n) RETURN n.name, r.name, r.valid_from, r.run")
    assert found[0][:3] == ["Mail", "services.csv:1", "2026-11-23T07:00:00Z"]
    assert await value(engine, "MATCH ()-[e:DEPENDS_ON]->() RETURN e.needs") == 1
    assert await whole(engine)


async def test_a_second_load_of_the_same_writes_nothing_but_its_run(engine):
    items = [service("1", "Mail", needs("cmdb", "2")), service("2", "Disk")]
    await sync(engine, "cmdb", items)
    before = await fingerprint(engine)
    result = await sync(engine, "cmdb", items)
    assert (result.unchanged, result.added, result.changed, result.removed) == (2, 0, 0, 0)
    assert result.totals.links == 1
    assert await fingerprint(engine) == before
    assert await value(engine, "MATCH (r:Run {status: 'finished'}) RETURN count(r)") == 2
    assert await value(engine, "MATCH (r:Record) RETURN count(DISTINCT r.run)") == 1


async def test_a_changed_record_changes_its_node_its_edges_and_leaves_a_past_record(engine):
    await sync(engine, "cmdb", [service("1", "Mail", needs("cmdb", "2"), state="up"), service("2"), service("3")])
    result = await sync(engine, "cmdb", [service("1", "Post", needs("cmdb", "3")), service("2"), service("3")])
    assert (result.changed, result.unchanged) == (1, 2)
    assert await engine.read("MATCH (n:Service {id: 'service/cmdb/1'}) RETURN n.name, n.state") == [["Post", None]]
    assert await edges(engine) == [("service/cmdb/1", "DEPENDS_ON", "service/cmdb/3", "cmdb/1")]
    past = await engine.read("MATCH (p:PastRecord)-[:ABOUT]->(n) RETURN p.key, n.id, p.about, p.valid_to, p.content")
    assert past[0][:4] == ["1", "service/cmdb/1", "service/cmdb/1", "2026-11-23T07:00:00Z"]
    assert '"state":"up"' in past[0][4]
    assert await whole(engine)


async def test_changed_properties_of_an_edge_are_written(engine):
    await sync(engine, "cmdb", [service("1", None, needs("cmdb", "2", group="a", needs=1)), service("2")])
    await sync(engine, "cmdb", [service("1", None, needs("cmdb", "2", effect="degraded")), service("2")])
    found = await engine.read("MATCH ()-[e:DEPENDS_ON]->() RETURN e.effect, e.group, e.needs")
    assert found == [["degraded", None, None]]
    assert await whole(engine)


async def test_two_edges_between_two_nodes_stay_two(engine):
    clause = Record("iso/9.2", "Requirement", {"name": "9.2"})
    both = [Link("EVIDENCES", "id:iso/9.2", {"item": item}) for item in ("audit-programme", "audit-report")]
    document = Record("d", "Document", {"name": "D"}, tuple(both))
    await sync(engine, "docs", [clause, document])
    await sync(engine, "docs", [clause, Record("d", "Document", {"name": "D2"}, tuple(both))])
    found = await engine.read("MATCH ()-[e:EVIDENCES]->() RETURN e.item ORDER BY e.item")
    assert found == [["audit-programme"], ["audit-report"]]
    await sync(engine, "docs", [clause, Record("d", "Document", {"name": "D2"}, (both[1],))])
    assert await engine.read("MATCH ()-[e:EVIDENCES]->() RETURN e.item") == [["audit-report"]]
    assert await whole(engine)


async def test_a_record_that_is_gone_takes_its_node_and_leaves_others_links_unresolved(engine):
    await sync(engine, "cmdb", [service("1"), service("2")])
    await sync(engine, "register", [service("a", "A", needs("cmdb", "2"))])
    await sync(engine, "cmdb", [service("1")])
    assert await value(engine, "MATCH (n:Service) RETURN count(n)") == 2
    assert await edges(engine) == []
    assert await value(engine, "MATCH (r:Record {id: 'register/a'}) RETURN r.unresolved") == ["cmdb:2"]
    assert await value(engine, "MATCH (p:PastRecord) RETURN p.about") == "service/cmdb/2"
    assert await whole(engine)


async def test_a_dangling_link_is_tried_again_after_every_load(engine):
    first = await sync(engine, "register", [service("a", "A", needs("cmdb", "2"), bought_from("Cirrus"))])
    assert first.totals.unresolved == 2
    await sync(engine, "cmdb", [service("2"), supplier("s", "CIRRUS")])
    assert await edges(engine) == [
        ("service/register/a", "DEPENDS_ON", "service/cmdb/2", "register/a"),
        ("service/register/a", "SUPPLIED_BY", "supplier/cmdb/s", "register/a"),
    ]
    assert await value(engine, "MATCH (r:Record {id: 'register/a'}) RETURN r.unresolved") is None
    assert await whole(engine)


async def test_two_sources_make_one_node_and_the_higher_priority_shows(engine):
    await sync(engine, "cmdb", [supplier("1", "Cirrus", country="DE", website="x")], priority=50)
    result = await sync(engine, "register", [supplier("9", "cirrus", country="IE")], priority=80)
    found = await engine.read("MATCH (n:Supplier) RETURN n.id, n.name, n.country, n.website")
    assert found == [["supplier/cmdb/1", "cirrus", "IE", "x"]]
    assert await value(engine, "MATCH (r:Record {id: 'cmdb/1'}) RETURN r.overruled") == ["country", "name"]
    assert result.totals.conflicts == 0
    await sync(engine, "cmdb", [supplier("1", "Cirrus", country="IE")], priority=50)
    assert await value(engine, "MATCH (r:Record {id: 'cmdb/1'}) RETURN r.overruled") == ["name"]
    assert await whole(engine)


async def test_a_node_lives_while_one_record_speaks_of_it(engine):
    await sync(engine, "cmdb", [supplier("1", "Cirrus", country="DE"), supplier("2")])
    await sync(engine, "register", [supplier("9", "Cirrus")], priority=80)
    await sync(engine, "cmdb", [supplier("2")])
    assert await engine.read("MATCH (n:Supplier {id: 'supplier/cmdb/1'}) RETURN n.name, n.country") == [["Cirrus", None]]
    assert await whole(engine)


async def test_an_identity_taken_back_leaves_the_links_that_named_it(engine):
    await sync(engine, "cmdb", [supplier("1", "Cirrus"), service("s", None, bought_from("Cirrus"))])
    await sync(engine, "cmdb", [supplier("1", "Nimbus"), service("s", None, bought_from("Cirrus"))])
    assert await edges(engine) == []
    assert await value(engine, "MATCH (r:Record {id: 'cmdb/s'}) RETURN r.unresolved") == ["name:Supplier/cirrus"]
    assert await whole(engine)


async def test_a_record_that_speaks_of_something_else_now_moves(engine):
    await sync(engine, "cmdb", [service("1", "Mail"), service("2", None, needs("cmdb", "1"))])
    changed = Record("1", "Process", {"name": "Mailing"}, file="x", line=1)
    await sync(engine, "cmdb", [changed, service("2", None, needs("cmdb", "1"))])
    assert await engine.read("MATCH (n:Process)<-[:ABOUT]-(r:Record) RETURN n.id, n.name") == [["process/cmdb/1", "Mailing"]]
    assert await edges(engine) == [("service/cmdb/2", "DEPENDS_ON", "process/cmdb/1", "cmdb/2")]
    assert await value(engine, "MATCH (n:Service) RETURN count(n)") == 1
    assert await whole(engine)


async def test_the_guard_changes_nothing(engine):
    await sync(engine, "cmdb", [service(str(i)) for i in range(10)])
    before = await fingerprint(engine)
    with pytest.raises(DeletionRefused):
        await sync(engine, "cmdb", [service(str(i)) for i in range(5)], guard=20)
    assert await fingerprint(engine) == before


async def test_a_dry_run_tells_what_would_change_and_changes_nothing(engine):
    await sync(engine, "cmdb", [service("1"), service("2")])
    before = await fingerprint(engine)
    runs = await value(engine, "MATCH (r:Run) RETURN count(r)")
    result = await sync(engine, "cmdb", [service("1", "New name"), service("3")], dry_run=True)
    assert [(c.kind, c.record) for c in result.changes] == [("new", "cmdb/3"), ("changed", "cmdb/1"), ("gone", "cmdb/2")]
    assert await fingerprint(engine) == before
    assert await value(engine, "MATCH (r:Run) RETURN count(r)") == runs
