"""What a query gives: properties, relationships from both ends, edges with what they carry, order and limits."""

from __future__ import annotations

import pytest

from graph.engine import Engine
from tests.api.graphql.conftest import Ask
from tests.api.graphql.world import World


@pytest.fixture
async def shop(engine: Engine) -> World:
    """A web shop that rests on a payment service, a database and two suppliers."""
    world = World()
    world.add("Service", "service/cmdb/shop", name="Web shop", kind="business", criticality="critical", rto_minutes=60)
    world.add("Service", "service/cmdb/pay", name="Payments", kind="technical", availability_target=99.9)
    world.add("Resource", "resource/cmdb/db", name="Orders database", kind="technical", end_of_support="2027-06-30")
    world.add("Process", "process/wiki/incident", name="Incident management")
    world.add(
        "Supplier", "supplier/erp/nimbus", name="Nimbus Cloud", country="DE", state="down", state_since="2026-11-22T07:00:00Z"
    )
    world.add("Supplier", "supplier/erp/acme", name="Acme Payments", country="FR")
    world.add("Role", "role/hr/owner", name="Service owner", kind="service_owner")
    world.link(
        "DEPENDS_ON", "service/cmdb/shop", "service/cmdb/pay", group="pay", needs=1.0, effect="degraded", switchover_minutes=5
    )
    world.link("DEPENDS_ON", "service/cmdb/shop", "resource/cmdb/db")
    world.link("DEPENDS_ON", "service/cmdb/shop", "process/wiki/incident")
    world.link("SUPPLIED_BY", "service/cmdb/pay", "supplier/erp/nimbus")
    world.link("SUPPLIED_BY", "service/cmdb/pay", "supplier/erp/acme")
    world.link("SUPPLIED_BY", "service/cmdb/pay", "supplier/erp/acme", record="erp/7")
    world.link("ACCOUNTABLE_FOR", "role/hr/owner", "service/cmdb/shop")
    await world.write(engine)
    return world


@pytest.mark.usefixtures("shop")
class TestShop:
    async def test_a_node_by_id(self, ask: Ask) -> None:
        query = '{ service(id: "service/cmdb/shop") { id name kind criticality rtoMinutes rpoMinutes } }'
        expected = {
            "id": "service/cmdb/shop",
            "name": "Web shop",
            "kind": "business",
            "criticality": "critical",
            "rtoMinutes": 60,
            "rpoMinutes": None,
        }
        assert await ask(query) == {"data": {"service": expected}}

    async def test_an_id_of_nothing_or_of_another_label_gives_null(self, ask: Ask) -> None:
        query = '{ a: service(id: "service/cmdb/nil") { id } b: service(id: "role/hr/owner") { id } c: node(id: "nil") { id } }'
        assert await ask(query) == {"data": {"a": None, "b": None, "c": None}}

    async def test_any_node_by_id(self, ask: Ask) -> None:
        query = "query ($id: ID!) { node(id: $id) { __typename name ... on Supplier { country state stateSince } ... on Role { kind } } }"  # noqa: E501
        supplier = {
            "__typename": "Supplier",
            "name": "Nimbus Cloud",
            "country": "DE",
            "state": "down",
            "stateSince": "2026-11-22T07:00:00Z",
        }
        assert await ask(query, id="supplier/erp/nimbus") == {"data": {"node": supplier}}
        role = {"__typename": "Role", "name": "Service owner", "kind": "service_owner"}
        assert await ask(query, id="role/hr/owner") == {"data": {"node": role}}

    async def test_targets_of_several_labels_in_one_ordered_list(self, ask: Ask) -> None:
        query = """{ service(id: "service/cmdb/shop") { dependsOn {
            __typename name
            ... on Service { availabilityTarget suppliers { name } }
            ... on Resource { endOfSupport }
        } } }"""
        assert (await ask(query))["data"]["service"]["dependsOn"] == [
            {"__typename": "Process", "name": "Incident management"},
            {"__typename": "Resource", "name": "Orders database", "endOfSupport": "2027-06-30"},
            {
                "__typename": "Service",
                "name": "Payments",
                "availabilityTarget": 99.9,
                "suppliers": [{"name": "Acme Payments"}, {"name": "Nimbus Cloud"}],
            },
        ]

    async def test_the_other_end(self, ask: Ask) -> None:
        query = '{ supplier(id: "supplier/erp/acme") { supplies { name ... on Service { dependents { name } } } } }'
        supplies = [{"name": "Payments", "dependents": [{"name": "Web shop"}]}]
        assert await ask(query) == {"data": {"supplier": {"supplies": supplies}}}

    async def test_a_list_has_each_node_once_and_a_connection_each_assertion(self, ask: Ask) -> None:
        query = """{ service(id: "service/cmdb/pay") {
            suppliers { name }
            suppliersConnection { totalCount edges { record node { name } } nodes { name } }
        } }"""
        edges = [
            {"record": "cmdb/1", "node": {"name": "Acme Payments"}},
            {"record": "erp/7", "node": {"name": "Acme Payments"}},
            {"record": "cmdb/1", "node": {"name": "Nimbus Cloud"}},
        ]
        assert (await ask(query))["data"]["service"] == {
            "suppliers": [{"name": "Acme Payments"}, {"name": "Nimbus Cloud"}],
            "suppliersConnection": {"totalCount": 3, "edges": edges, "nodes": [e["node"] for e in edges]},
        }

    async def test_edges_carry_the_properties_of_the_relationship(self, ask: Ask) -> None:
        query = """{ service(id: "service/cmdb/shop") { dependsOnConnection(where: {name: {eq: "Payments"}}) {
            edges { record group needs weight effect switchoverMinutes node { id } } } } }"""
        edge = {
            "record": "cmdb/1",
            "group": "pay",
            "needs": 1.0,
            "weight": None,
            "effect": "degraded",
            "switchoverMinutes": 5,
            "node": {"id": "service/cmdb/pay"},
        }
        assert (await ask(query))["data"]["service"]["dependsOnConnection"]["edges"] == [edge]

    async def test_order_and_limit_within_lists(self, ask: Ask) -> None:
        query = (
            """{ services(orderBy: [{name: DESC}]) { nodes { name dependsOn(orderBy: [{name: DESC}], first: 2) { name } } } }"""
        )
        assert (await ask(query))["data"]["services"]["nodes"] == [
            {"name": "Web shop", "dependsOn": [{"name": "Payments"}, {"name": "Orders database"}]},
            {"name": "Payments", "dependsOn": []},
        ]

    async def test_aliases_fragments_directives_and_typenames(self, ask: Ask) -> None:
        query = """
        query ($full: Boolean!, $terse: Boolean = false) {
          first: service(id: "service/cmdb/shop") { ...Named kind @include(if: $full) }
          second: service(id: "service/cmdb/pay") { ...Named ... @skip(if: $terse) { kind } dependents { ...Named } }
          ... on Query { services { __typename totalCount } }
        }
        fragment Named on Node { called: name __typename }
        """
        named = {"called": "Web shop", "__typename": "Service"}
        assert await ask(query, full=False) == {
            "data": {
                "first": named,
                "second": {"called": "Payments", "__typename": "Service", "kind": "technical", "dependents": [named]},
                "services": {"__typename": "ServiceConnection", "totalCount": 2},
            }
        }

    async def test_keys_come_in_the_order_of_the_document(self, ask: Ask) -> None:
        query = '{ service(id: "service/cmdb/shop") { suppliers { id } name accountableRoles { id } id } }'
        assert list((await ask(query))["data"]["service"]) == ["suppliers", "name", "accountableRoles", "id"]


async def test_a_list_that_is_too_long_says_so_and_is_not_cut(engine: Engine, ask: Ask) -> None:
    world = World()
    world.add("Supplier", "supplier/a/1")
    for i in range(1_001):
        world.add("Service", f"service/a/{i:04}")
        world.link("SUPPLIED_BY", f"service/a/{i:04}", "supplier/a/1")
    await world.write(engine)
    answer = await ask('{ supplier(id: "supplier/a/1") { supplies { id } } }')
    assert answer["data"] == {"supplier": None}
    told = "supplies has more than 1000. Give it `first` or a `where`, or page through suppliesConnection."
    assert [(e["message"], e["path"]) for e in answer["errors"]] == [(told, ["supplier", "supplies"])]
    query = '{ supplier(id: "supplier/a/1") { supplies(first: 1000) { id } suppliesConnection(first: 1) { totalCount } } }'
    found = (await ask(query))["data"]["supplier"]
    assert (len(found["supplies"]), found["suppliesConnection"]["totalCount"]) == (1000, 1001)


async def test_an_empty_graph_gives_empty_lists(ask: Ask) -> None:
    query = "{ services { totalCount nodes { id } edges { cursor } pageInfo { hasNextPage startCursor endCursor } } }"
    page = {"hasNextPage": False, "startCursor": None, "endCursor": None}
    assert await ask(query) == {"data": {"services": {"totalCount": 0, "nodes": [], "edges": [], "pageInfo": page}}}
