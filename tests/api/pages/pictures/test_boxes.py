"""Nodes of the failure model in boxes: by themselves up to 300, then by layer and kind, opened by key; arrows between boxes."""

from __future__ import annotations

import random
from collections import Counter
from itertools import chain

import numpy as np

from api.pages.pictures.boxes import Box, Content, boxes, by_step, edges
from api.pages.pictures.model import Strength
from queries.impact.grouping import model
from queries.impact.model import Dependency, Model, Node
from tests.queries.impact.graphs import generated

SERVERS, SERVICES = 400, 30


def estate() -> Model:
    nodes = [Node(f"s{i}", "Service", f"Service {i:03}", criticality="high" if i % 2 else None) for i in range(SERVICES)]
    nodes += [Node(f"r{i}", "Resource", f"Server {i:03}") for i in range(SERVERS)]
    links = [Dependency("DEPENDS_ON", f"s{i % SERVICES}", f"r{i}", "cmdb/1") for i in range(SERVERS)]
    links += [Dependency("DEPENDS_ON", "s0", f"r{i}", "cmdb/1", group="g", needs=1) for i in (1, 2)]
    return model(nodes, links)


def content(of: Model) -> Content:
    steps = of.nodes.labels.among("Resource").astype(np.int64)
    return Content(of, np.arange(len(of.nodes), dtype=np.int32), steps)


def places(made: list[Box]) -> Counter[int]:
    return Counter(place for box in made for place in box.places)


def test_few_nodes_stand_by_themselves() -> None:
    of = estate()
    few = Content(of, np.arange(300, dtype=np.int32), np.zeros(300, np.int64))
    assert sorted(list(box.places) for box in boxes(few)) == [[place] for place in range(300)]


def test_many_stand_by_layer_label_and_criticality_of_services() -> None:
    made = boxes(content(estate()))
    assert {(box.key, box.name, box.step, len(box.places)) for box in made} == {
        ("0/Service/high", "Service · high", 0, 15),
        ("0/Service/not rated", "Service · not rated", 0, 15),
        ("1/Resource", "Resource", 1, SERVERS),
    }


def test_what_is_opened_and_still_too_much_stands_in_parts_by_name_which_open_too() -> None:
    of = estate()
    once = boxes(content(of), ["1/Resource"])
    parts = [box for box in once if box.step == 1]
    assert [len(box.places) for box in parts] == [120, 120, 120, 40]
    assert parts[0].name == "Server 000 – Server 119"
    twice = boxes(content(of), ["1/Resource", parts[3].key])
    assert sum(box.step == 1 and not box.key for box in twice) == 40
    assert places(once) == places(twice) == places(boxes(content(of))) == Counter(range(len(of.nodes)))


def test_what_is_kept_and_a_handful_stand_by_themselves() -> None:
    made = boxes(content(estate()), kept=[5])
    assert [box.places for box in made if not box.key] == [[5]]
    marks = np.zeros(SERVERS + SERVICES, np.int64)
    marks[:4] = 1
    marked = content(estate())
    told = boxes(Content(marked.model, marked.places, marked.steps, marks, ("up", "down")))
    assert {box.word for box in told if not box.key} == {"down"}
    assert all(box.word == "up" for box in told if box.key)


def test_an_arrow_counts_its_links_and_is_as_firm_as_the_firmest() -> None:
    of = estate()
    made = boxes(content(of))
    ids = [box.key for box in made]
    every = np.arange(len(of.groups.members))
    needs = edges(of, made, ids, every, failing=False)
    assert {(one.start, one.end, one.count, one.strength) for one in needs} == {
        ("0/Service/high", "1/Resource", 200, Strength.CERTAIN),
        ("0/Service/not rated", "1/Resource", 202, Strength.CERTAIN),
    }
    back = edges(of, made, ids, every, failing=True)
    assert {(one.start, one.end) for one in back} == {(one.end, one.start) for one in needs}
    spare = np.flatnonzero(of.groups.codes[of.groups.of_members] > 0)
    assert {one.strength for one in edges(of, made, ids, spare, failing=False)} == {Strength.BACKED_UP}


def test_any_graph_is_boxed_whole_and_keeps_every_link() -> None:
    for seed in range(200):
        of = model(*generated(random.Random(seed)))
        every = Content(of, np.arange(len(of.nodes), dtype=np.int32), np.arange(len(of.nodes)) % 3 + seed % 2)
        made = boxes(every)
        ids = [of.nodes.ids[box.places[0]] for box in made]
        assert places(made) == Counter(range(len(of.nodes)))
        assert sorted(chain.from_iterable(by_step(made, ids))) == sorted(ids)
        pairs = {(of.nodes.ids[g.owner], of.nodes.ids[n]) for g in of.groups for n in g.members if n != g.owner}
        arrows = edges(of, made, ids, np.arange(len(of.groups.members)), failing=False)
        assert {(one.start, one.end) for one in arrows} == pairs
