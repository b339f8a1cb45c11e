"""What a node is tied to, on both engines: hop by hop, each way, by type, with hubs cut and said to be."""

from __future__ import annotations

import pytest

from graph.engine import Engine, Statement
from graph.schema import model
from queries.explore import neighbourhood
from queries.explore.found import found
from queries.explore.neighbourhood import Met, Tie, Way, around, tie_among
from queries.explore.way import way_to
from tests.api.visiting import ESTATE

ALL = model.ASSERTED
GATEWAY, CLUSTER = "service/cat/1", "resource/cmdb/1"
CIRRUS, SITE = "supplier/vendors/cirrus north", "resource/cmdb/5"


@pytest.fixture
async def estate(engine: Engine) -> Engine:
    """The small provider of the tests of pages."""
    await engine.write([Statement(ESTATE)])
    return engine


async def met(engine: Engine, id_: str) -> Met:
    one = (await found(engine, [id_]))[id_]
    return Met(one.id, one.label, one.name, one.kind, "", "")


async def test_nodes_of_any_label_are_found_by_their_ids(estate: Engine) -> None:
    nodes = await found(estate, [GATEWAY, CIRRUS, "nobody", "process/book/1"])
    assert {id_: (node.label, node.name) for id_, node in nodes.items()} == {
        GATEWAY: ("Service", "Payment gateway"),
        CIRRUS: ("Supplier", "Cirrus North"),
        "process/book/1": ("Process", "Incident management"),
    }
    assert nodes[CIRRUS].said["country"] == "IE"


@pytest.mark.parametrize(
    ("way", "there"),
    [
        (Way.OUT, {GATEWAY, CLUSTER, "resource/cmdb/2", "service/cat/2"}),
        (Way.IN, {GATEWAY, "service/cat/2", "service/cat/5"}),
        (Way.BOTH, {GATEWAY, CLUSTER, "resource/cmdb/2", "service/cat/2", "service/cat/5"}),
    ],
)
async def test_one_hop_goes_each_way(estate: Engine, way: Way, there: set[str]) -> None:
    assert set((await around(estate, [await met(estate, GATEWAY)], 1, way, ALL)).nodes) == there


async def test_further_hops_go_on_from_what_was_met_and_ties_say_how_firm_they_are(estate: Engine) -> None:
    seen = await around(estate, [await met(estate, "service/cat/3")], 2, Way.OUT, ALL)
    assert {"supplier/vendors/keystone", "supplier/vendors/basalt", CLUSTER, CIRRUS} <= set(seen.nodes)
    assert Tie("service/cat/3", CLUSTER, "DEPENDS_ON", backed_up=True) in seen.ties
    assert Tie("service/cat/3", "supplier/vendors/keystone", "SUPPLIED_BY") in seen.ties


async def test_only_the_types_that_are_wanted_are_followed(estate: Engine) -> None:
    seen = await around(estate, [await met(estate, CLUSTER)], 2, Way.BOTH, ["SUPPLIED_BY"])
    assert set(seen.nodes) == {CLUSTER, CIRRUS, "resource/cmdb/3", "resource/cmdb/4", SITE}


async def test_ties_among_what_was_met_are_added_and_no_node_is(estate: Engine) -> None:
    seen = await around(estate, [await met(estate, GATEWAY)], 1, Way.OUT, ALL)
    nodes, queue = set(seen.nodes), Tie("resource/cmdb/2", CLUSTER, "DEPENDS_ON")
    assert queue not in seen.ties
    await tie_among(estate, seen, ALL)
    assert queue in seen.ties
    assert set(seen.nodes) == nodes


async def test_a_hub_is_cut_and_says_how_many_are_left_out(estate: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbourhood, "OF_ONE", 2)
    seen = await around(estate, [await met(estate, CIRRUS)], 1, Way.BOTH, ALL)
    assert len(seen.nodes) == 3
    assert seen.cut == {CIRRUS: 2}


async def test_a_hop_is_cut_too(estate: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbourhood, "OF_A_HOP", 3)
    seen = await around(estate, [await met(estate, CIRRUS)], 1, Way.IN, ALL)
    assert (len(seen.ties), seen.cut) == (3, {CIRRUS: 1})


@pytest.mark.parametrize(("way", "length"), [(Way.OUT, 2), (Way.BOTH, 2), (Way.IN, None)])
async def test_the_shortest_way_is_found_along_the_arrows_or_either_way(estate: Engine, way: Way, length: int | None) -> None:
    path = await way_to(estate, await met(estate, GATEWAY), await met(estate, CIRRUS), way, ALL)
    if length is None:
        assert path is None
    else:
        assert path
        assert [node.id for node in path.nodes] == [GATEWAY, CLUSTER, CIRRUS]
        assert [(tie.start, tie.end, tie.type) for tie in path.ties] == [
            (GATEWAY, CLUSTER, "DEPENDS_ON"),
            (CLUSTER, CIRRUS, "SUPPLIED_BY"),
        ]


async def test_a_way_against_the_arrows_keeps_its_arrows(estate: Engine) -> None:
    path = await way_to(estate, await met(estate, CIRRUS), await met(estate, GATEWAY), Way.BOTH, ALL)
    assert path
    assert [node.id for node in path.nodes] == [CIRRUS, CLUSTER, GATEWAY]
    assert path.ties[0] == Tie(CLUSTER, CIRRUS, "SUPPLIED_BY")
