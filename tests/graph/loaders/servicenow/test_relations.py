"""Relationships between configuration items, and members of teams."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.loaders.servicenow.relations import STOCK
from tests.graph.loaders.servicenow.answers import DEPENDS, LINK, answer, relation, server, service, sn, sys_id


async def test_the_parent_depends_on_the_child(tmp_path: Path) -> None:
    files = {
        "cmdb_ci_service.json": answer(service(1), service(2)),
        "cmdb_ci_server.json": answer(server(3)),
        "cmdb_rel_ci.json": answer(
            relation(11, 1, 2, {"link": f"{LINK}/cmdb_rel_type/{DEPENDS}", "value": DEPENDS}),
            relation(12, 2, 3, {"link": f"{LINK}/cmdb_rel_type/{sys_id(99)}", "display_value": "Runs on::Runs"}),
        ),
    }
    given = await sn(tmp_path, files)
    assert given.links("DEPENDS_ON") == {(sys_id(1), sys_id(2)), (sys_id(2), sys_id(3))}
    assert not given.rejected


@pytest.mark.parametrize("name", STOCK)
async def test_every_stock_type_has_a_meaning_among_resources(name: str, tmp_path: Path) -> None:
    given = await sn(
        tmp_path, {"a.json": answer(server(1), server(2)), "cmdb_rel_ci.json": answer(relation(3, 1, 2, name.title()))}
    )
    assert len([link for record in given.records.values() for link in record.links]) == 1
    meaning = STOCK[name]
    assert given.links(meaning.type) == {(sys_id(1), sys_id(2)) if meaning.from_parent else (sys_id(2), sys_id(1))}


async def test_a_whole_and_its_parts(tmp_path: Path) -> None:
    contains, members = "55c95bf6c0a8010e0118ec7056ebc54d", "55c913d3c0a8010e012d1563182d6050"
    files = {
        "a.json": answer(service(1), service(2), server(3), server(4), server(5)),
        "cmdb_rel_ci.json": answer(
            relation(11, 1, 2, contains),
            relation(12, 1, 3, contains),
            relation(13, 3, 4, members),
            relation(14, 3, 5, members, u_group="nodes", u_needs="1"),
        ),
    }
    given = await sn(tmp_path, files, redundancy={"group": "u_group", "needs": "u_needs"})
    assert given.links("PART_OF") == {(sys_id(2), sys_id(1)), (sys_id(4), sys_id(3))}
    assert given.links("DEPENDS_ON") == {(sys_id(1), sys_id(3)), (sys_id(3), sys_id(5))}
    assert given.link("DEPENDS_ON", sys_id(3), sys_id(5)).properties == {"group": "nodes", "needs": "1"}


async def test_types_of_ones_own_are_named_by_their_table_and_explained_by_an_option(tmp_path: Path) -> None:
    files = {
        "a.json": answer(service(1), service(2), server(3)),
        "cmdb_rel_type.json": answer(
            {"sys_id": sys_id(50), "name": "Backed by::Backs"}, {"sys_id": sys_id(51), "name": "Likes::Liked by"}
        ),
        "cmdb_rel_ci.json": answer(
            relation(11, 1, 2, sys_id(50)), relation(12, 1, 3, sys_id(51)), relation(13, 1, 3, sys_id(52))
        ),
    }
    given = await sn(tmp_path, files)
    assert [(row.line, row.field, row.value) for row in given.rejected] == [
        (3, "type", "Backed by::Backs"),
        (9, "type", "Likes::Liked by"),
        (15, "type", sys_id(52)),
    ]
    assert "relations" in given.rejected[0].remedy
    assert "cmdb_rel_type" in given.rejected[2].remedy
    meanings = {"backed by::backs": "child DEPENDS_ON parent", "Likes::Liked by": "ignore"}
    given = await sn(tmp_path, {}, relations=meanings)
    assert given.links("DEPENDS_ON") == {(sys_id(2), sys_id(1))}
    assert len(given.rejected) == 1


async def test_relationships_are_carried_by_the_end_that_is_there(tmp_path: Path) -> None:
    rels = [relation(11, 1, 8), relation(12, 8, 1), relation(13, 8, 9), {**relation(14, 1, 2), "child": ""}]
    given = await sn(tmp_path, {"a.json": answer(service(1)), "cmdb_rel_ci.json": answer(*rels)})
    assert given.links("DEPENDS_ON") == {(sys_id(1), sys_id(8)), (sys_id(8), sys_id(1))}
    assert given.dangling() == {sys_id(8)}
    assert [(row.field, row.reason[:11]) for row in given.rejected] == [("child", "the relatio"), ("parent", "neither end")]
    assert not {row.key for row in given.rejected} & {"", *given.records}, "they spare no record and not all records"


async def test_a_type_that_cannot_join_its_ends_is_rejected(tmp_path: Path) -> None:
    files = {"a.json": answer(service(1), server(2)), "cmdb_rel_ci.json": answer(relation(11, 1, 2, "Located in::Houses"))}
    (row,) = (await sn(tmp_path, files)).rejected
    assert row.reason == "LOCATED_IN cannot lead from a Service to a Resource."


async def test_members_of_teams(tmp_path: Path) -> None:
    files = {
        "sys_user.json": answer({"sys_id": sys_id(1), "name": "Mara"}),
        "sys_user_group.json": answer(
            {"sys_id": sys_id(2), "name": "DBA"}, {"sys_id": sys_id(3), "name": "Oracle", "parent": sys_id(2)}
        ),
        "sys_user_grmember.json": answer({"sys_id": sys_id(4), "user": sys_id(1), "group": sys_id(3)}),
    }
    given = await sn(tmp_path, files)
    assert given.links("MEMBER_OF") == {(sys_id(1), sys_id(3))}
    assert given.links("PART_OF") == {(sys_id(3), sys_id(2))}


async def test_references_to_tables_that_are_not_exported_do_not_dangle_by_default(tmp_path: Path) -> None:
    given = await sn(tmp_path, {"a.json": answer(server(1, location=sys_id(9)))})
    assert not given[sys_id(1)].links
    given = await sn(tmp_path, {}, references={"location": "LOCATED_IN"})
    assert given.dangling() == {sys_id(9)}
