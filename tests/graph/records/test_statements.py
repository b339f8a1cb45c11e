"""How Neo4j plans the statements of a load: from unique ids, row by row."""

import neo4j
import pytest

from graph.engine import connect
from graph.records import statements as cypher
from graph.records.edges import Edge

_EDGE = Edge("SUPPLIED_BY", "a", "Service", "b", "Supplier", "cmdb/1", {"group": "g", "needs": 1})
STATEMENTS = {
    "create node and record": cypher.create_node_and_record("Service"),
    "create record": cypher.create_record("Service"),
    "set node": cypher.SET_NODE,
    "delete node": cypher.delete_node("Service"),
    "keep past": cypher.KEEP_PAST,
    "set record": cypher.SET_RECORD,
    "delete record": cypher.DELETE_RECORD,
    "leave node": cypher.LEAVE_NODE,
    "join node": cypher.join_node("Service"),
    "mark record": cypher.MARK_RECORD,
    "create edges": next(iter(cypher.create_edges([_EDGE]))),
    "delete edges": next(iter(cypher.delete_edges([_EDGE]))),
}


def operators(plan):
    return {plan["operatorType"].split("@")[0], *(o for child in plan.get("children", []) for o in operators(child))}


@pytest.mark.parametrize("name", STATEMENTS)
async def test_no_load_statement_scans_or_buffers(neo4j_settings, name):
    async with connect(neo4j_settings) as engine:
        await engine.ensure_schema()
    auth = (neo4j_settings.user, neo4j_settings.password.get_secret_value())
    async with neo4j.AsyncGraphDatabase.driver(neo4j_settings.uri, auth=auth) as driver:
        answer = await driver.execute_query(f"EXPLAIN {STATEMENTS[name]}", {"rows": []}, database_=neo4j_settings.database)
    found = operators(answer.summary.plan)
    scans = {"AllNodesScan", "NodeByLabelScan"} & found
    assert not scans, found
    assert "Eager" not in found or name in MAY_BE_EAGER, found


MAY_BE_EAGER = {"delete node", "delete record", "delete edges", "leave node", "keep past", "set node", "set record"}
