"""What a framework gives for another: whole only where the relation says so, and never a state."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from graph.engine import Engine, Statement
from graph.schema.vocabulary import MappingRelation
from queries.assessment.carried import Led, MapsTo, Share, carried, read_mappings

EQUAL, SUBSET, SUPERSET, INTERSECTS = (MappingRelation(word) for word in ("equal", "subset", "superset", "intersects"))
STATES = ("covered", "partial", "gap", "not_assessed", "not_applicable")


def shared(state: str, *relations: MappingRelation) -> Share:
    """What the target gets when sources of one state are mapped to it by these relations."""
    edges = [MapsTo(f"a/{n}", relation, "b/1") for n, relation in enumerate(relations)]
    return carried({f"a/{n}": state for n in range(len(relations))}, edges, ["b/1"])["b/1"].share


@pytest.mark.parametrize(
    ("relation", "share"), [(EQUAL, "full"), (SUPERSET, "full"), (SUBSET, "partial"), (INTERSECTS, "partial")]
)
def test_a_covered_source_carries_what_its_relation_says(relation: MappingRelation, share: str) -> None:
    assert shared("covered", relation) == share


@pytest.mark.parametrize(("state", "share"), [("partial", "partial"), ("gap", "nothing"), ("not_applicable", "nothing")])
def test_a_source_that_is_not_covered_never_carries_the_whole(state: str, share: str) -> None:
    assert {shared(state, relation) for relation in MappingRelation} == {share}


def test_parts_never_make_a_whole() -> None:
    """All pairs and triples of parts and intersections, in every state."""
    for size in (1, 2, 3):
        for relations in product((SUBSET, INTERSECTS), repeat=size):
            assert all(shared(state, *relations) != Share.FULL for state in STATES)


def test_one_whole_among_parts_is_a_whole() -> None:
    assert shared("covered", SUBSET, SUPERSET, INTERSECTS) == Share.FULL


def test_a_better_state_never_carries_less() -> None:
    order = [Share.UNMAPPED, Share.NOTHING, Share.PARTIAL, Share.FULL]
    for relations in combinations(MappingRelation, 2):
        worst_first = [order.index(shared(state, *relations)) for state in reversed(STATES)]
        assert worst_first == sorted(worst_first)


def test_every_target_is_there_with_what_led_to_it_and_no_state() -> None:
    edges = [MapsTo("a/2", INTERSECTS, "b/1"), MapsTo("a/1", EQUAL, "b/1"), MapsTo("a/1", EQUAL, "c/1")]
    found = carried({"a/1": "gap", "b/2": "covered"}, edges, ["b/2", "b/1"])
    assert list(found) == ["b/2", "b/1"], "in the order asked; other frameworks left out"
    assert (found["b/2"].share, found["b/2"].led) == (Share.UNMAPPED, ())
    assert found["b/1"].share == Share.NOTHING
    assert found["b/1"].led == (
        Led("a/1", EQUAL, "gap", Share.NOTHING),
        Led("a/2", INTERSECTS, "not_assessed", Share.NOTHING),
    )


def test_of_two_relations_of_the_same_two_the_weakest_counts() -> None:
    edges = [MapsTo("a/1", EQUAL, "b/1"), MapsTo("a/1", INTERSECTS, "b/1")]
    for given in (edges, edges[::-1]):
        (led,) = carried({"a/1": "covered"}, given, ["b/1"])["b/1"].led
        assert (led.relation, led.share) == (INTERSECTS, Share.PARTIAL)


async def test_mappings_are_read_from_the_one_to_the_other_whichever_way_they_are_written(engine: Engine) -> None:
    refs = ("a/1", "a/2", "ab/1", "b/1", "b/2", "b/3")
    await engine.write([Statement("UNWIND $ids AS id CREATE (:Requirement {id: id, name: id})", {"ids": list(refs)})])
    edges = [("a/1", "b/1", "superset"), ("b/2", "a/1", "superset"), ("b/3", "a/2", "equal"), ("ab/1", "b/1", "equal")]
    text = "MATCH (a:Requirement {id: $a}) MATCH (b:Requirement {id: $b}) CREATE (a)-[:MAPS_TO {relation: $r}]->(b)"
    await engine.write([Statement(text, {"a": a, "b": b, "r": r}) for a, b, r in edges])
    bare = "MATCH (a:Requirement {id: 'a/2'}) MATCH (b:Requirement {id: 'b/2'}) CREATE (a)-[:MAPS_TO]->(b)"
    await engine.write([Statement(bare)])

    given = {(one.source, one.relation, one.target) for one in await read_mappings(engine, "a", "b")}
    assert given == {
        ("a/1", SUPERSET, "b/1"),
        ("a/1", SUBSET, "b/2"),
        ("a/2", EQUAL, "b/3"),
        ("a/2", INTERSECTS, "b/2"),
    }
    back = {(one.source, one.relation, one.target) for one in await read_mappings(engine, "b", "a")}
    assert back == {("b/1", SUBSET, "a/1"), ("b/2", SUPERSET, "a/1"), ("b/3", EQUAL, "a/2"), ("b/2", INTERSECTS, "a/2")}
    assert await read_mappings(engine, "a", "nowhere") == []
