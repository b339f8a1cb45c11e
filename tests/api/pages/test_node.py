"""/explore/{id} and its parts, over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.pages.addresses import node_address
from api.pages.node.page import elsewhere
from graph.engine import Engine, Statement
from graph.schema import model
from graph.settings import Settings
from queries.explore import neighbourhood
from queries.explore.found import Found, found
from tests.api.cli.running import Shell, reaching
from tests.api.packs.test_lineage import CONFIG, HIGH, LOW
from tests.api.visiting import LOADED, TODAY, serving

pytestmark = pytest.mark.one_engine

GATEWAY, PORTAL, CLUSTER = "service/cat/1", "service/cat/2", "resource/cmdb/1"
CIRRUS = "supplier/vendors/cirrus north"


async def get(address: str, path: str, **params: Any) -> httpx.Response:
    async with httpx.AsyncClient(base_url=address, headers={"accept": "text/html"}, timeout=60) as client:
        return await client.get(path, params=params)


async def boxes(address: str, id_: str, **params: Any) -> dict[str, dict[str, Any]]:
    """Rows of the picture in words, by name."""
    answer = await get(address, node_address(id_), format="json", table="boxes", **params)
    assert answer.status_code == 200, answer.text
    return {row["name"]: row for row in answer.json()}


async def part(address: str, name: str, id_: str, table: str) -> list[dict[str, Any]]:
    answer = await get(address, f"/node/{name}", id=id_, format="json", table=table)
    assert answer.status_code == 200, answer.text
    rows: list[dict[str, Any]] = answer.json()
    return rows


async def test_facts_and_neighbours_of_a_node(served: str) -> None:
    page = await get(served, node_address(CIRRUS))
    assert page.status_code == 200
    assert "<h1><bdi>Cirrus North</bdi></h1>" in page.text
    facts = (await get(served, node_address(CIRRUS), format="json", table="facts")).json()
    assert {row["fact"]: row["value"] for row in facts}["country"] == "IE"
    its = await boxes(served, CIRRUS)
    assert set(its) >= {"Cirrus North", "Kubernetes cluster north", "Site north"}
    assert its["Kubernetes cluster north"]["ties"] == ["supplied by Cirrus North"]


async def test_directions_and_depth_say_how_far_it_goes(served: str) -> None:
    assert len(await boxes(served, PORTAL, way="in")) == 2, "only the gateway needs the portal"
    near, far = await boxes(served, PORTAL, way="out"), await boxes(served, PORTAL, way="out", depth=3)
    assert "Cirrus North" not in near
    assert "Cirrus North" in far


async def test_a_label_that_is_left_out_leaves_its_paths_whole(served: str) -> None:
    its = await boxes(served, GATEWAY, way="out", depth=2, without="Resource")
    assert "Kubernetes cluster north" not in its
    assert "through what is left out Cirrus North" in its["Payment gateway"]["ties"]
    page = await get(served, node_address(GATEWAY), way="out", depth=2, without="Resource")
    assert "a way through what is not shown" in page.text


async def test_a_type_that_is_left_out_is_not_followed(served: str) -> None:
    assert "Cirrus North" not in await boxes(served, CLUSTER, without="SUPPLIED_BY")
    assert "Payment gateway" in await boxes(served, CLUSTER, without="SUPPLIED_BY")


async def test_a_box_is_expanded_hidden_and_pinned(served: str) -> None:
    assert "Cirrus North" in await boxes(served, GATEWAY, open=CLUSTER)
    assert "Kubernetes cluster north" not in await boxes(served, GATEWAY, hide=CLUSTER)
    its = await boxes(served, GATEWAY, pin=[CLUSTER, "supplier/vendors/deskwell"], without="Resource")
    assert its["Kubernetes cluster north"]["in_the_picture"] == "pinned"
    assert "Deskwell" in its, "what is pinned stays, wherever it is"


@pytest.mark.parametrize(
    ("do", "before", "after"),
    [
        ("open", {}, {"open": [CLUSTER]}),
        ("hide", {"open": CLUSTER, "pin": CLUSTER, "depth": "2"}, {"depth": ["2"], "hide": [CLUSTER]}),
        ("pin", {}, {"pin": [CLUSTER]}),
        ("pin", {"pin": CLUSTER}, {}),
        ("to", {}, {"to": [CLUSTER]}),
    ],
)
async def test_what_is_done_with_a_box_ends_in_an_address_without_it(
    served: str, do: str, before: dict[str, str], after: dict[str, list[str]]
) -> None:
    answer = await get(served, node_address(GATEWAY), box=CLUSTER, do=do, **before)
    assert answer.status_code == 303
    url = httpx.URL(answer.headers["location"])
    assert url.path == node_address(GATEWAY)
    assert {name: url.params.get_list(name) for name in url.params} == after


async def test_a_way_to_another_node_is_found_by_name_and_marked(served: str) -> None:
    page = await get(served, node_address(PORTAL), to="cirrus north", way="out")
    assert "takes 3 relationships" in page.text
    its = await boxes(served, PORTAL, to=CIRRUS, way="out", group="kind")
    way = {name for name, row in its.items() if row.get("in_the_picture") == "on the way"}
    assert way - {"Payment gateway", "Customer identity"} == {"Kubernetes cluster north", "Cirrus North"}
    assert len(way) == 3
    assert "There is no way" in (await get(served, node_address(PORTAL), to=CIRRUS, way="in")).text


async def test_too_many_stand_in_groups_that_open(served: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.pages.node.picture.MOST", 3)
    answer = await get(served, node_address(CIRRUS), group="supplier", format="json", table="boxes")
    assert [(row["type"], row["name"]) for row in answer.json()] == [("supplier", "Cirrus North"), ("group", "Cirrus North")]
    page = await get(served, node_address(CIRRUS), group="supplier")
    assert "stand in groups" in page.text
    opened = await boxes(served, CIRRUS, group="supplier", expand="supplier/Cirrus North")
    assert "Site north" in opened


async def test_a_hub_says_what_is_left_out_and_its_table_has_all(served: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbourhood, "OF_ONE", 2)
    assert "2 relationships of" in (await get(served, node_address(CIRRUS))).text
    assert len(await part(served, "relations", CIRRUS, "supplies")) == 4
    monkeypatch.setattr("api.pages.node.parts.FEW", 1)
    overview = await get(served, "/node/relations", id=CIRRUS)
    assert "The first 1 by name." in overview.text
    assert "All of them" in overview.text
    whole = await get(served, "/node/relation", id=CIRRUS, reads="supplies", format="json")
    assert len(whole.json()) == 4


@pytest.mark.parametrize(
    ("path", "params", "status", "said"),
    [
        ("/explore/service/cat/none", {}, 404, "There is no node service/cat/none."),
        (node_address(GATEWAY), {"depth": "9"}, 400, "depth"),
        (node_address(GATEWAY), {"without": "Resuorce"}, 400, "Did you mean Resource or"),
        (node_address(GATEWAY), {"to": "nothing like it"}, 404, "There is no node nothing like it."),
        (node_address(GATEWAY), {"to": GATEWAY}, 400, "is where the way begins"),
        ("/node/checks", {"id": "none"}, 404, "There is no node none."),
        ("/node/relation", {"id": GATEWAY, "reads": "dependants"}, 404, "Did you mean dependents or"),
    ],
)
async def test_what_cannot_be_meant_is_said_with_a_remedy(
    served: str, path: str, params: dict[str, str], status: int, said: str
) -> None:
    answer = await get(served, path, **params)
    assert (answer.status_code, said in answer.text) == (status, True)


async def test_checks_are_told_the_worst_first_and_agree_with_the_command(served: str) -> None:
    rows = await part(served, "checks", GATEWAY, "checks")
    order = ["alarm", "accepted", "info", "skip", "ok"]
    assert [order.index(row["status"]) for row in rows] == sorted(order.index(row["status"]) for row in rows)
    assert {row["status"] for row in rows} >= {"alarm", "ok"}
    assert "No check judges a framework" not in (await get(served, "/node/checks", id=GATEWAY)).text


@pytest.fixture
async def sources(engine: Engine, settings_for_engine: Settings, tmp_path: Path) -> AsyncIterator[str]:
    """A server on two loaded sources that disagree."""
    for name, text in (("clausegraph.yaml", CONFIG), ("low.csv", LOW), ("high.csv", HIGH)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    ran = Shell(tmp_path, reaching(settings_for_engine))("load")
    assert ran.code == 0, ran.out + ran.err
    async with serving(settings_for_engine.model_copy(update={"today": TODAY})) as address:
        yield address


async def test_lineage_leads_from_each_fact_and_edge_to_file_and_line(sources: str, engine: Engine) -> None:
    [[mail]] = await engine.read("MATCH (s:Service {name: 'Mail'}) RETURN s.id")
    said = await part(sources, "lineage", mail, "said")
    assert [(row["fact"], row["value"], row["standing"], row.get("instead"), row["where"]) for row in said] == [
        ("kind", "technical", "shown", "", "high.csv:2"),
        ("kind", "business", "overruled", "technical", "low.csv:2"),
        ("name", "Mail", "shown", "", "high.csv:2"),
        ("name", "Mail", "shown", "", "low.csv:2"),
    ]
    [scope] = await part(sources, "relations", mail, "in-scope-of")
    assert (scope["source"], scope["where"], scope["id"]) == ("low", "low.csv:2", "iso-20000-1-2011")
    trail = await part(sources, "lineage", mail, "records")
    assert {row["source"] for row in trail} == {"low", "high"}
    record = await get(sources, node_address(scope["record"]))
    assert record.status_code == 200
    assert "low.csv:2" in record.text


async def test_nodes_of_every_label_have_a_page_whose_query_graphql_answers(sources: str, engine: Engine) -> None:
    for label in model.LABELS:
        rows = await engine.read(f"MATCH (n:{label}) RETURN n.id ORDER BY n.id LIMIT 1")
        if not rows:
            asked = elsewhere(Found("none", label, "none", {}))
        else:
            id_ = rows[0][0]
            for path in (node_address(id_), *(f"/node/{name}" for name in ("relations", "lineage", "checks"))):
                answer = await get(sources, path, **({} if path.startswith("/explore") else {"id": id_}))
                assert answer.status_code == 200, (label, path, answer.text)
            asked = elsewhere((await found(engine, [id_]))[id_])
        async with httpx.AsyncClient(base_url=sources, timeout=60) as client:
            said = (await client.post("/graphql", json={"query": asked.query, "variables": asked.variables})).json()
        assert "errors" not in said, (label, said)
        assert said["data"]["node"] if rows else said["data"]["node"] is None


async def test_a_hub_with_thousands_of_neighbours_neither_hangs_nor_hides_it(served: str, engine: Engine) -> None:
    grow = (
        "MATCH (s:Supplier {id: $hub}) UNWIND range(1, 3000) AS i "
        "CREATE (:Resource {id: 'resource/hub/' + i, name: 'Machine ' + i})-[:SUPPLIED_BY]->(s)"
    )
    await engine.write([Statement(grow, {"hub": CIRRUS}), LOADED])
    page = await get(served, node_address(CIRRUS), depth=2)
    assert page.status_code == 200
    assert f"{3004 - neighbourhood.OF_ONE:,} relationships of" in page.text
    assert "stand in groups" in page.text
