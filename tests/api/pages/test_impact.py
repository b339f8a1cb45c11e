"""/impact and its data, over HTTP: the same as the command and GraphQL say, with spares counted."""

from __future__ import annotations

import html
import json
import re
import shlex
from asyncio import to_thread
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import httpx
import pytest

from api.pages.tables.view import PAGE_ROWS
from graph.engine import Engine, Statement
from graph.settings import Settings
from queries.impact.scenario import Asked, scenario
from queries.impact.snapshot import read
from queries.impact.whatif import what_if
from tests.api.cli.running import Shell, reaching
from tests.api.visiting import LOADED

pytestmark = pytest.mark.one_engine

CIRRUS, KEYSTONE = "supplier/vendors/cirrus north", "supplier/vendors/keystone"
SCENARIOS = [
    {"supplier": "Cirrus North"},
    {"supplier": ["Cirrus North", "basalt cloud"], f"recovers:{CIRRUS}": "90"},
    {"fails": "Kubernetes cluster north", "state": "degraded", "why": "Payment gateway"},
    {"country": "IE", "group": "yes"},
    {"reported": "yes", "supplier": "Deskwell"},
]


async def get(address: str, path: str, **params: Any) -> httpx.Response:
    async with httpx.AsyncClient(base_url=address, headers={"accept": "text/html"}, timeout=30) as client:
        return await client.get(httpx.URL(path).copy_merge_params(params))


async def data(address: str, **params: Any) -> Any:
    return (await get(address, "/impact/data", **params)).json()


async def test_without_a_choice_every_supplier_is_offered_those_that_are_down_first(served: str) -> None:
    answer = await get(served, "/impact")
    offered = re.findall(r'<th scope="row"[^>]*>\s*<a href="/impact\?supplier=[^"]+"><bdi>([^<]+)</bdi></a>', answer.text)
    assert answer.status_code == 200
    assert offered[:2] == ["Keystone Directory", "Watchpost"]
    assert len(offered) == 6, "a customer who supplies nothing is none"
    assert "Union Bank" not in answer.text


async def test_what_a_spare_keeps_up_is_not_down(served: str) -> None:
    said = await data(served, supplier="Cirrus North")
    states = {one["name"]: one["state"] for one in said["affected"] if one["label"] == "Service"}
    assert states == {
        "Payment gateway": "down",
        "Customer portal": "down",
        "Document archive": "down",
        "Fax": "down",
        '<img src=x onerror=alert(1)> & "intelligence"': "degraded",
        "Customer identity": "redundancy lost",
    }
    assert {state: sum(counts.values()) for state, counts in said["services"].items()} == {
        "down": 3,
        "degraded": 1,
        "redundancy lost": 1,
        "up": 1,
    }


async def test_the_table_is_the_answer_of_the_analysis(estate: Engine, served: str) -> None:
    taken = await read(estate)
    asked = Asked({"Cirrus North": "down", "Watchpost": "down"}, recovers={"Cirrus North": 45})
    expected = await what_if(estate, taken.propagation, await scenario(estate, taken.model, asked))
    params = {"fails": ["Cirrus North", "Watchpost"], f"recovers:{CIRRUS}": "45", "format": "json"}
    rows = (await get(served, "/impact", **params)).json()
    assert [(row["id"], row["state"], row["recovery_minutes"], row["alone"]) for row in rows] == [
        (one.id, one.state, one.recovery_minutes, one.alone) for one in expected.affected
    ]


@pytest.mark.one_engine
@pytest.mark.parametrize("params", SCENARIOS)
async def test_the_command_and_the_query_of_the_page_say_the_same(
    served: str, estate_settings: Settings, tmp_path: Path, params: dict[str, Any]
) -> None:
    text = (await get(served, "/impact", **params)).text
    said = {one["id"]: one["state"] for one in (await data(served, **params))["affected"]}

    told = await to_thread(Shell(tmp_path, reaching(estate_settings)), *_words(text), "--json")
    assert (told.code, told.err) == (0, "")
    assert {one["id"]: one["state"] for one in told.json["affected"]} == said

    (address,) = re.findall(r'href="(/graphql\?[^"]+)"', text)
    filled = parse_qs(urlsplit(html.unescape(address)).query)
    asked = {"query": filled["query"][0], "variables": json.loads(filled["variables"][0])}
    async with httpx.AsyncClient(base_url=served, timeout=30) as client:
        answer = (await client.post("/graphql", json=asked)).json()
    assert {one["id"]: one["state"] for one in answer["data"]["whatIf"]["affected"]} == said
    assert ("why" in answer["data"]["whatIf"]) == ("why" in params)


@pytest.mark.parametrize("params", SCENARIOS)
async def test_picture_and_table_show_the_same_nodes_in_the_same_state(served: str, params: dict[str, Any]) -> None:
    said = await data(served, **params)
    drawn = {node["id"]: node.get("state") or node.get("word") for node in said["nodes"]}
    assert drawn == {one["id"]: one["state"] for one in said["affected"]}
    ends = {end for edge in said["edges"] for end in (edge["from"], edge["to"])}
    assert ends <= set(drawn)


async def test_a_spare_is_a_dashed_link_and_layers_begin_at_what_fails(served: str) -> None:
    said = await data(served, supplier="Cirrus North")
    ids = {node["label"]: node["id"] for node in said["nodes"]}
    across = {node["label"]: node["x"] for node in said["nodes"]}
    spare = [edge["strength"] for edge in said["edges"] if edge["to"] == ids["Customer identity"]]
    assert spare == ["backed up"]
    assert across["Cirrus North"] < across["Kubernetes cluster north"] < across["Payment gateway"]


async def test_minutes_until_it_works_again_reach_what_stands_on_it(served: str) -> None:
    said = await data(served, supplier="Cirrus North", **{f"recovers:{CIRRUS}": "90"})
    minutes = {one["name"]: one["recovery_minutes"] for one in said["affected"]}
    assert (minutes["Payment gateway"], minutes["Customer identity"]) == (90, 0)


async def test_why_is_a_tree_of_groups(served: str) -> None:
    text = (await get(served, "/impact", supplier="Cirrus North", why="Customer identity")).text
    tree = re.sub(r"<[^>]+>|\s+", " ", text.partition('class="tree"')[2].partition("</section>")[0])
    assert re.search(
        "Customer identity is up, redundancy lost +1 of 2 region left, 1 needed +Kubernetes cluster north is down", tree
    )


async def test_of_a_large_outcome_the_picture_stands_in_groups_and_the_table_has_every_row(estate: Engine, served: str) -> None:
    many = (
        "MATCH (s:Supplier {id: 'supplier/vendors/deskwell'}) UNWIND range(1, 1200) AS i "
        "CREATE (:Resource {id: 'resource/many/' + toString(i), name: 'Server ' + toString(i)})-[:SUPPLIED_BY {record: 'r'}]->(s)"
    )
    await estate.write([Statement(many), LOADED])
    text = (await get(served, "/impact", supplier="Deskwell")).text
    assert "1,202 are too many to draw one by one" in text
    assert text.count('<th scope="row"') == PAGE_ROWS
    assert "page 1 of 13" in text
    said = await data(served, supplier="Deskwell")
    assert {node["label"] for node in said["nodes"]} == {"Deskwell", "Incident management", "Resource · down"}
    opened = await data(served, supplier="Deskwell", expand="1/Resource/down")
    assert sum(node["kind"] == "Group" for node in opened["nodes"]) == 10
    rows = (await get(served, "/impact", supplier="Deskwell", format="json", **{"affected.filter": "server 11"})).json()
    assert len(rows) == sum("11" in str(number) for number in range(1, 1201))
    last = (await get(served, "/impact", supplier="Deskwell", **{"affected.page": "13"})).text
    assert last.count('<th scope="row"') == 2


async def test_silence_is_not_called_safety(served: str) -> None:
    assert "not a proof" in (await get(served, "/impact", supplier="Watchpost")).text


@pytest.mark.parametrize("wanted", ["Cirus North", "cirrus", "SUPPLIER/vendors/keyston"])
async def test_an_unknown_supplier_is_a_404_with_the_nearest_names(served: str, wanted: str) -> None:
    answer = await get(served, "/impact", supplier=wanted)
    assert answer.status_code == 404
    said = answer.text.partition("<main")[2].partition("<form")[0]
    assert f"There is no supplier {wanted}." in said
    assert ("keystone" if "key" in wanted else "Cirrus North") in said


@pytest.mark.parametrize(
    ("params", "told"),
    [
        ({"fails": "Union Bnk"}, "There is no node Union Bnk."),
        ({"country": "XX"}, "Nothing is recorded in XX."),
        ({"supplier": "Deskwell", f"recovers:{KEYSTONE}": "5"}, "recovers, but does not fail"),
        ({"supplier": "Deskwell", f"recovers:{KEYSTONE}": "soon"}, "soon is no number of minutes."),
        ({"supplier": "Deskwell", "state": "asleep"}, "state"),
        ({"supplier": "x" * 501}, "supplier"),
    ],
)
async def test_what_cannot_be_meant_is_one_clear_page(served: str, params: dict[str, str], told: str) -> None:
    answer = await get(served, "/impact", **params)
    assert answer.status_code in (400, 404)
    assert told in html.unescape(answer.text)


async def test_a_name_in_any_case_is_enough(served: str) -> None:
    assert (await data(served, supplier="  cirrus NORTH "))["affected"][0]["id"] == CIRRUS


async def test_names_reach_the_page_as_text(served: str) -> None:
    hostile = ("<script>alert", "<img src=x", "</script><script>", "<b>Sons")
    for supplier in ("Cirrus North", "<script>alert(4)</script>", '"><script>alert(5)</script>', ""):
        text = (await get(served, "/impact", supplier=supplier)).text
        assert not [bad for bad in hostile if bad in text]


async def test_a_supplier_is_linked_by_its_id(served: str) -> None:
    found = await get(served, f"/impact?supplier={quote(CIRRUS, safe='')}")
    assert "<title>If Cirrus North fails" in found.text


BESIDE = {
    "/impact/ranking": ("name", "name"),
    "/impact/ranking?by=country": ("name", "name"),
    "/impact/concentration": ("name", "name"),
    "/impact/concentration?of=alone": ("service_id", "service_id"),
    "/impact/concentration?of=hidden": ("sentence", "sentence"),
    "/impact/weak-points?node=Customer+identity": ("fails", "what fails"),
    "/impact/weak-points?node=Customer+identity&common_causes=no": ("fails", "what fails"),
    "/impact/promises": ("sentence", "sentence"),
}
"""Addresses, with what a row is told by on the page and in the command."""


@pytest.mark.one_engine
@pytest.mark.parametrize("path", BESIDE)
async def test_tables_beside_it_have_the_rows_of_their_command(
    served: str, estate_settings: Settings, tmp_path: Path, path: str
) -> None:
    text = (await get(served, path)).text
    rows = (await get(served, f"{path}{'&' if '?' in path else '?'}format=json")).json()
    here, there = BESIDE[path]
    told = await to_thread(Shell(tmp_path, reaching(estate_settings)), *_words(text), "--json")
    assert [row[here] for row in rows] == [_joined(row[there]) for row in told.json["rows"]]
    assert text.count('<th scope="row"') == len(rows)


def _words(text: str) -> list[str]:
    (command,) = re.findall(r'<code id="command"[^>]*>([^<]+)</code>', text)
    return shlex.split(html.unescape(command))[1:]


def _joined(said: str | list[str]) -> str:
    return said if isinstance(said, str) else " and ".join(said)


async def test_what_takes_most_down_comes_first_and_leads_to_its_scenario(served: str) -> None:
    rows = (await get(served, "/impact/ranking", format="json")).json()
    assert [rows[0]["name"], rows[0]["down"], rows[0]["critical_down"]] == ["Keystone Directory", 3, 3]
    found = await data(served, supplier=rows[0]["name"])
    assert sum(found["services"]["down"].values()) == 3


async def test_weak_points_offer_the_critical_services_first(served: str) -> None:
    rows = (await get(served, "/impact/weak-points", format="json")).json()
    assert [row["name"] for row in rows[:3]] == ["Customer identity", "Customer portal", "Payment gateway"]
    assert (await get(served, "/impact/weak-points", node="Nobody")).status_code == 404
