"""A node is found by its id or its name, and a wrong one is answered with the nearest."""

from __future__ import annotations

import pytest

from graph.engine import Engine, Statement
from graph.errors import WrongUse
from queries.catalogue import catalogue
from queries.lookup import node_id
from queries.run import ask

GRAPH = """CREATE (:Supplier {id: 'supplier/erp/1', name: 'Cirrus North'}), (:Supplier {id: 'supplier/erp/2', name: 'Basalt'}),
  (:Supplier {id: 'supplier/erp/3', name: 'Twin'}), (:Supplier {id: 'supplier/crm/7', name: 'TWIN'}),
  (:Service {id: 'service/cmdb/1', name: 'Cirrus North'}), (:Supplier {id: 'supplier/erp/4', name: 'Zürich Öl'})"""


@pytest.fixture
async def filled(engine: Engine) -> Engine:
    await engine.write([Statement(GRAPH)])
    return engine


@pytest.mark.parametrize("text", ["supplier/erp/1", "Cirrus North", "cirrus north"])
async def test_an_id_or_a_name_in_any_case_is_enough(filled: Engine, text: str) -> None:
    assert await node_id(filled, ("Supplier",), text, where="here") == "supplier/erp/1"


async def test_letters_beyond_ascii_have_no_case_either(filled: Engine) -> None:
    assert await node_id(filled, ("Supplier",), "zürich öl", where="here") == "supplier/erp/4"


async def test_a_name_that_two_nodes_have_is_not_guessed(filled: Engine) -> None:
    with pytest.raises(WrongUse, match=r"here: 2 nodes are called Twin\. Give the id of one: supplier/crm/7, supplier/erp/3"):
        await node_id(filled, ("Supplier",), "Twin", where="here")
    with pytest.raises(WrongUse, match="2 nodes are called Cirrus North"):
        await node_id(filled, ("Supplier", "Service"), "Cirrus North", where="here")
    assert await node_id(filled, ("Supplier", "Service"), "service/cmdb/1", where="here") == "service/cmdb/1"


@pytest.mark.parametrize("text", ["Cirus North", "cirrus", "supplier/erp/l"])
async def test_a_node_that_is_not_there_is_answered_with_the_nearest(filled: Engine, text: str) -> None:
    with pytest.raises(WrongUse, match=r"here: There is no supplier .*Did you mean .*(Cirrus North|supplier/erp/4)"):
        await node_id(filled, ("Supplier",), text, where="here")


async def test_an_empty_graph_suggests_nothing(engine: Engine) -> None:
    with pytest.raises(WrongUse, match=r"There is no service or process x\.$"):
        await node_id(engine, ("Service", "Process"), "x", where="here")


@pytest.mark.parametrize("text", ["'}) DETACH DELETE n //", "x' OR 1=1 //", "`", "\\", "$text"])
async def test_no_text_of_a_caller_is_read_as_a_statement(filled: Engine, text: str) -> None:
    with pytest.raises(WrongUse, match="There is no supplier"):
        await node_id(filled, ("Supplier",), text, where="here")
    assert await filled.read("MATCH (n:Supplier) RETURN count(n)") == [[5]]


async def test_a_question_names_its_parameter_when_the_node_is_not_there(filled: Engine) -> None:
    question = catalogue().questions["impact-of-a-failing-supplier"]
    with pytest.raises(WrongUse, match=r"impact-of-a-failing-supplier, supplier: There is no supplier Cirus North"):
        await ask(filled, question, today="2026-11-23", params={"supplier": "Cirus North"})
