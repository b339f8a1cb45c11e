"""What leads further than one relationship, what counts, and where facts come from."""

from __future__ import annotations

import pytest

from graph.engine import Engine
from graph.records.lock import load_lock
from tests.api.graphql.conftest import Ask
from tests.api.graphql.world import World


@pytest.fixture
async def chain(engine: Engine) -> World:
    """A shop on a payment service on a database at a supplier, which depends on itself in a circle."""
    world = World()
    world.add("Service", "service/x/shop", name="Web shop", criticality="critical", rto_minutes=60)
    world.add("Service", "service/x/pay", name="Payments", criticality="high", rto_minutes=30)
    world.add("Resource", "resource/x/db", name="Orders database")
    world.add("Supplier", "supplier/x/nimbus", name="Nimbus Cloud", country="DE", lei="529900T8BM49AURSDO55")
    world.add("Record", "cmdb/1", file="cmdb.json", line=7, overruled=["name"])
    world.link("DEPENDS_ON", "service/x/shop", "service/x/pay")
    world.link("DEPENDS_ON", "service/x/pay", "resource/x/db", needs=2.0)
    world.link("DEPENDS_ON", "resource/x/db", "service/x/shop")
    world.link("SUPPLIED_BY", "resource/x/db", "supplier/x/nimbus", record="erp/gone")
    await world.write(engine)
    return world


@pytest.mark.usefixtures("chain")
class TestChain:
    async def test_everything_it_depends_on_nearest_first(self, ask: Ask) -> None:
        answer = await ask('{ service(id: "service/x/shop") { allDependencies { distance node { id } } } }')
        reached = [(r["distance"], r["node"]["id"]) for r in answer["data"]["service"]["allDependencies"]]
        assert reached == [(1, "service/x/pay"), (2, "resource/x/db"), (3, "supplier/x/nimbus")]

    async def test_everything_that_depends_on_it_no_further_than_asked(self, ask: Ask) -> None:
        query = 'query ($d: Int!) { supplier(id: "supplier/x/nimbus") { allDependents(maxDepth: $d) { node { id } } } }'
        far = {d: len((await ask(query, d=d))["data"]["supplier"]["allDependents"]) for d in (1, 2, 3, 2)}
        assert far == {1: 1, 2: 2, 3: 3}

    @pytest.mark.parametrize("depth", [0, 9])
    async def test_a_depth_that_cannot_be_is_told(self, ask: Ask, depth: int) -> None:
        query = 'query ($d: Int!) { supplier(id: "supplier/x/nimbus") { allDependents(maxDepth: $d) { distance } } }'
        (error,) = (await ask(query, d=depth))["errors"]
        assert error["message"] == f"maxDepth: {depth} is no depth; it is between 1 and 8."

    async def test_the_shortest_path(self, ask: Ask) -> None:
        query = """query ($from: ID!, $to: ID!, $max: Int! = 8) { path(from: $from, to: $to, maxLength: $max) {
            length nodes { name } relationships { type record assertedBy { file line } } } }"""
        ends = {"from": "service/x/shop", "to": "supplier/x/nimbus"}
        path = (await ask(query, **ends))["data"]["path"]
        assert [n["name"] for n in path["nodes"]] == ["Web shop", "Payments", "Orders database", "Nimbus Cloud"]
        assert [s["type"] for s in path["relationships"]] == ["DEPENDS_ON", "DEPENDS_ON", "SUPPLIED_BY"]
        proofs = [s["assertedBy"] for s in path["relationships"]]
        assert proofs == [{"file": "cmdb.json", "line": 7}] * 2 + [None]
        assert (await ask(query, **ends, max=2))["data"] == {"path": None}

    @pytest.mark.parametrize(
        "ends", [("supplier/x/nimbus", "service/x/shop"), ("service/x/shop", "service/x/shop"), ("no", "no")]
    )
    async def test_no_path_is_null(self, ask: Ask, ends: tuple[str, str]) -> None:
        query = f'{{ path(from: "{ends[0]}", to: "{ends[1]}") {{ length }} }}'
        assert await ask(query) == {"data": {"path": None}}

    async def test_search_finds_the_very_name_first(self, ask: Ask) -> None:
        query = "query ($t: String!, $l: [Label!]) { search(text: $t, labels: $l) { name } }"
        found = {
            text: [n["name"] for n in (await ask(query, t=text))["data"]["search"]] for text in ("PAY", "o", "529900t8", "zz")
        }
        assert found["PAY"] == ["Payments"]
        assert found["o"] == ["Orders database", "Nimbus Cloud", "Web shop"]
        assert found["529900t8"] == ["Nimbus Cloud"]
        assert found["zz"] == []
        only = (await ask(query, t="o", l=["Supplier"]))["data"]["search"]
        assert only == [{"name": "Nimbus Cloud"}]

    async def test_aggregates(self, ask: Ask) -> None:
        answer = await ask("""{
          servicesAggregate { count min { rtoMinutes name } max { rtoMinutes } by { criticality { value count } } }
          resource(id: "resource/x/db") {
            dependentsAggregate(where: {name: {ne: "x"}}) { count by { label { value count } } }
          } }""")
        assert answer["data"] == {
            "servicesAggregate": {
                "count": 2,
                "min": {"rtoMinutes": 30, "name": "Payments"},
                "max": {"rtoMinutes": 60},
                "by": {"criticality": [{"value": "critical", "count": 1}, {"value": "high", "count": 1}]},
            },
            "resource": {"dependentsAggregate": {"count": 1, "by": {"label": [{"value": "Service", "count": 1}]}}},
        }

    async def test_filters_through_relationships(self, ask: Ask) -> None:
        async def found(where: str) -> list[str]:
            answer = await ask(f"{{ resources(where: {where}) {{ nodes {{ name }} }} services(where: {{}}) {{ totalCount }} }}")
            return [n["name"] for n in answer["data"]["resources"]["nodes"]]

        database = ["Orders database"]
        assert await found('{suppliers: {any: {country: {eq: "DE"}}}}') == database
        assert await found('{suppliers: {all: {country: {eq: "FR"}}}}') == []
        assert await found('{NOT: {suppliers: {any: {country: {eq: "FR"}}}}}') == database
        assert (
            await found("{dependentsConnection: {single: {edge: {needs: {gte: 2}}, node: {label: {eq: Service}}}}}") == database
        )
        assert await found('{OR: [{name: {eq: "x"}}, {suppliers: {none: {}}}]}') == []

    async def test_lists_are_ordered_by_how_many(self, ask: Ask) -> None:
        answer = await ask("{ services(orderBy: [{dependsOnCount: DESC}, {name: DESC}]) { nodes { name } } }")
        assert [n["name"] for n in answer["data"]["services"]["nodes"]] == ["Web shop", "Payments"]

    async def test_pages_from_the_end(self, ask: Ask) -> None:
        query = "query ($b: String) { services(last: 1, before: $b) { nodes { name } pageInfo { startCursor hasPreviousPage } } }"
        last = (await ask(query))["data"]["services"]
        assert (last["nodes"], last["pageInfo"]["hasPreviousPage"]) == ([{"name": "Web shop"}], True)
        first = (await ask(query, b=last["pageInfo"]["startCursor"]))["data"]["services"]
        assert (first["nodes"], first["pageInfo"]["hasPreviousPage"]) == ([{"name": "Payments"}], False)

    async def test_pages_of_a_filter_through_a_relationship(self, ask: Ask) -> None:
        query = """query ($a: String) { services(where: {dependents: {none: {}}, dependsOn: {any: {}}}) { totalCount }
          resources(first: 1, after: $a, where: {name: {ne: "x"}, suppliers: {any: {country: {eq: "DE"}}}}) {
            totalCount nodes { name } pageInfo { endCursor hasNextPage } } }"""
        first = (await ask(query))["data"]["resources"]
        assert (first["totalCount"], first["nodes"]) == (1, [{"name": "Orders database"}])
        beyond = (await ask(query, a=first["pageInfo"]["endCursor"]))["data"]["resources"]
        assert (beyond["totalCount"], beyond["nodes"], beyond["pageInfo"]["hasNextPage"]) == (1, [], False)

    async def test_today_is_told(self, ask: Ask) -> None:
        assert await ask("{ today }") == {"data": {"today": "2026-11-23"}}

    async def test_conflicts_are_records_that_are_overruled(self, ask: Ask) -> None:
        answer = await ask("{ conflicts { totalCount nodes { id overruled } } unresolvedReferences { totalCount } }")
        records = {"totalCount": 1, "nodes": [{"id": "cmdb/1", "overruled": ["name"]}]}
        assert answer["data"] == {"conflicts": records, "unresolvedReferences": {"totalCount": 0}}

    async def test_a_load_in_progress_is_told(self, ask: Ask, engine: Engine) -> None:
        query = "{ loadInProgress { holder writing } }"
        assert await ask(query) == {"data": {"loadInProgress": None}}
        async with load_lock(engine, wait_seconds=1, waiting=lambda _: None):
            answer = await ask(query)
        assert answer["data"]["loadInProgress"]["writing"] == []
        assert answer["data"]["loadInProgress"]["holder"].startswith("process ")
        assert await ask(query) == {"data": {"loadInProgress": None}}
