"""Layers from the rows of supplier-layers."""

from __future__ import annotations

from typing import Any

from api.pages.layers import Layers, Node, alone, layered

START = Node("x", "Supplier", "X")


def row(id: str, target: str, label: str = "Service", **said: Any) -> dict[str, Any]:
    empty = {
        "kind": None,
        "subtype": None,
        "status": "live",
        "criticality": None,
        "state": "unknown",
        "group": None,
        "effect": "down",
    }
    return {"id": id, "label": label, "name": id.upper(), "relationship": "DEPENDS_ON", "target": target, **empty, **said}


def ids(found: Layers) -> list[list[str]]:
    return [[node.id for node in layer] for layer in found.layers]


def test_a_layer_is_the_number_of_links_along_the_shortest_way() -> None:
    rows = [row("r", "x", "Resource"), row("s", "r"), row("t", "s"), row("t", "r")]
    assert ids(layered(START, rows, 100)) == [["x"], ["r"], ["s", "t"]]


def test_what_leads_to_no_service_or_process_in_use_is_left_out() -> None:
    rows = [row("lab", "x", "Resource"), row("fax", "x", status="retired"), row("p", "x", "Process"), row("s", "x")]
    assert ids(layered(START, rows, 100)) == [["x"], ["p", "s"]]


def test_a_retired_thing_on_the_way_to_a_live_service_stays() -> None:
    assert ids(layered(START, [row("old", "x", status="retired"), row("s", "old")], 100)) == [["x"], ["old"], ["s"]]


def test_circles_end() -> None:
    found = layered(START, [row("a", "x"), row("b", "a"), row("a", "b"), row("x", "b", "Supplier")], 100)
    assert ids(found) == [["x"], ["a"], ["b"]]
    assert len(found.links) == 4


def test_the_farthest_nodes_beyond_the_limit_are_counted_not_drawn() -> None:
    rows = [row(f"s{n}", "x") for n in range(9)] + [row("far", "s0")]
    found = layered(START, rows, 5)
    assert ids(found) == [["x"], ["s0", "s1", "s2", "s3"]]
    assert found.left_out == 6
    assert {link.source for link in found.links} == {"s0", "s1", "s2", "s3"}


def test_two_relationships_between_the_same_two_nodes_are_two_links() -> None:
    found = layered(START, [row("s", "x"), row("s", "x", relationship="SUPPLIED_BY")], 100)
    assert [link.relationship for link in found.links] == ["DEPENDS_ON", "SUPPLIED_BY"]


def test_alone_means_a_way_on_which_nothing_backs_up_and_nothing_only_degrades() -> None:
    rows = [
        row("sure", "x"),
        row("grouped", "x", group="g"),
        row("slower", "sure", effect="degraded"),
        row("behind", "grouped"),
        row("either", "grouped"),
        row("either", "sure"),
    ]
    assert alone("x", layered(START, rows, 100).links) == {"sure", "either"}


def test_a_supplier_nothing_stands_on_is_alone_in_its_layer() -> None:
    found = layered(START, [], 100)
    assert (ids(found), found.links, found.left_out) == ([["x"]], [], 0)
