"""/impact and its data, over HTTP, on every engine."""

from __future__ import annotations

import re
from urllib.parse import quote

import httpx
import pytest

from graph.engine import Engine
from queries.catalogue import catalogue
from queries.run import ask
from tests.api.visiting import TODAY

SUPPLIERS = ["supplier/vendors/cirrus north", "supplier/vendors/keystone", "supplier/vendors/basalt", "supplier/vendors/deskwell"]


@pytest.fixture
async def client(served: str) -> httpx.AsyncClient:
    """Asks as a browser does."""
    return httpx.AsyncClient(base_url=served, headers={"accept": "text/html"}, timeout=30)


async def page(client: httpx.AsyncClient, supplier: str = "") -> httpx.Response:
    async with client:
        return await client.get("/impact", params={"supplier": supplier} if supplier else {})


async def data(client: httpx.AsyncClient, supplier: str) -> httpx.Response:
    async with client:
        return await client.get("/impact/data", params={"supplier": supplier})


async def test_without_a_choice_every_supplier_is_offered_those_that_are_down_first(client: httpx.AsyncClient) -> None:
    answer = await page(client)
    offered = re.findall(r'<th scope="row">\s*<a href="/impact\?supplier=[^"]+">([^<]+)</a>', answer.text)
    assert answer.status_code == 200
    assert offered[:2] == ["Keystone Directory", "Watchpost"]
    assert len(offered) == 6, "a customer who supplies nothing is none"
    assert "Union Bank" not in answer.text


async def test_the_table_is_the_answer_to_the_question(estate: Engine, client: httpx.AsyncClient) -> None:
    question = catalogue().find_question("impact-of-a-failing-supplier")
    answer = await ask(estate, question, today=TODAY, params={"supplier": "Cirrus North"})
    said = (await data(client, "Cirrus North")).json()
    assert said["services"] == [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    assert {s["name"]: s["alone"] for s in said["services"]} == {
        "Payment gateway": True,
        "Customer portal": True,
        "Customer identity": False,
        "Document archive": True,
        '<img src=x onerror=alert(1)> & "intelligence"': False,
    }
    assert said["counts"] == {"reached": 5, "critical": 3, "alone": 3, "critical_alone": 2}


@pytest.mark.parametrize("supplier", SUPPLIERS)
async def test_picture_and_table_show_the_same_services_and_the_same_verdict(client: httpx.AsyncClient, supplier: str) -> None:
    said = (await data(client, supplier)).json()
    drawn = {node["id"]: node["verdict"] == "alone" for node in said["nodes"] if node["kind"] == "Service"}
    assert drawn == {service["service"]: service["alone"] for service in said["services"]}


async def test_the_picture_leaves_out_what_stops_nothing(client: httpx.AsyncClient) -> None:
    names = {node["label"] for node in (await data(client, "Cirrus North")).json()["nodes"]}
    assert {"Cirrus North", "Kubernetes cluster north", "Site north"} <= names
    assert not {"Fax", "Lab machine that nothing needs"} & names


async def test_processes_that_it_touches_are_named(client: httpx.AsyncClient) -> None:
    assert (await data(client, "Deskwell")).json()["processes"] == [{"name": "Incident management", "hops": 1}]


async def test_silence_is_not_called_safety(client: httpx.AsyncClient) -> None:
    assert "not a proof" in (await page(client, "Watchpost")).text


@pytest.mark.parametrize("wanted", ["Cirus North", "cirrus", "SUPPLIER/vendors/keyston"])
async def test_an_unknown_supplier_is_a_404_with_the_nearest_names(client: httpx.AsyncClient, wanted: str) -> None:
    answer = await page(client, wanted)
    assert answer.status_code == 404
    assert "There is no supplier" in answer.text
    assert ("Keystone" if "key" in wanted else "Cirrus North") in answer.text.partition("<form")[0]


async def test_data_of_an_unknown_supplier_is_a_404_too(client: httpx.AsyncClient) -> None:
    answer = await data(client, "Cirus North")
    assert (answer.status_code, answer.json()) == (404, {"error": "There is no supplier Cirus North.", "near": ["Cirrus North"]})


async def test_a_name_in_any_case_is_enough(client: httpx.AsyncClient) -> None:
    assert (await data(client, "  cirrus NORTH ")).json()["supplier"]["supplier"] == "supplier/vendors/cirrus north"


async def test_names_reach_the_page_as_text(client: httpx.AsyncClient) -> None:
    hostile = ("<script>alert", "<img src=x", "</script><script>", "<b>Sons")
    for supplier in ("Cirrus North", "<script>alert(4)</script>", '"><script>alert(5)</script>', ""):
        async with httpx.AsyncClient(base_url=client.base_url, headers=client.headers) as asking:
            text = (await asking.get("/impact", params={"supplier": supplier})).text
        assert not [bad for bad in hostile if bad in text]
    assert "%22%3E%3Cscript%3E" in text


async def test_a_supplier_is_linked_by_its_id(served: str) -> None:
    async with httpx.AsyncClient(base_url=served) as asking:
        found = await asking.get(f"/impact?supplier={quote('supplier/vendors/cirrus north', safe='')}")
    assert "What stands on Cirrus North" in found.text
