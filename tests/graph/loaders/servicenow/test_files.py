"""ServiceNow answers as files: every variant of display values, what becomes what, and relationships."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from graph.errors import SourceFailed, WrongUse
from graph.loaders.servicenow import things
from graph.loaders.servicenow.relations import STOCK
from graph.loaders.servicenow.rows import Row
from tests.graph.loaders.reading import SHARED, Given, read

LINK = "https://halvora.service-now.com/api/now/table"
DEPENDS = "1a9cb166f1571100a92eb60da2bce5c5"
REAL = SHARED / "servicenow"


def sys_id(number: int) -> str:
    return f"{number:032x}"


def answer(*rows: Mapping[str, Any]) -> str:
    return json.dumps({"result": rows}, indent=1)


def service(number: int, **fields: Any) -> dict[str, Any]:
    return {"sys_id": sys_id(number), "sys_class_name": "cmdb_ci_service", "name": f"service {number}", **fields}


def server(number: int, **fields: Any) -> dict[str, Any]:
    return {"sys_id": sys_id(number), "sys_class_name": "cmdb_ci_server", "name": f"host {number}", **fields}


def relation(number: int, parent: int, child: int, type_: Any = DEPENDS, **fields: Any) -> dict[str, Any]:
    return {"sys_id": sys_id(number), "parent": sys_id(parent), "child": sys_id(child), "type": type_, **fields}


async def sn(folder: Path, answers: Mapping[str, str], **options: Any) -> Given:
    return await read("servicenow", folder, answers, options)


VARIANTS = {
    "values": {"status": "6", "location": {"link": f"{LINK}/cmn_location/{sys_id(9)}", "value": sys_id(9)}},
    "values without links": {"status": "6", "location": sys_id(9)},
    "displayed": {"status": "Retired", "location": {"link": f"{LINK}/cmn_location/{sys_id(9)}", "display_value": "Site north"}},
    "all": {
        "status": {"value": "6", "display_value": "Außer Betrieb"},
        "location": {"link": f"{LINK}/cmn_location/{sys_id(9)}", "value": sys_id(9), "display_value": "Site north"},
    },
    "all without links": {
        "status": {"value": "6", "display_value": "Retired"},
        "location": {"value": sys_id(9), "display_value": "Site north"},
    },
}


@pytest.mark.parametrize("variant", VARIANTS)
async def test_every_variant_of_display_values_says_the_same(variant: str, tmp_path: Path) -> None:
    row = server(1, operational_status=VARIANTS[variant]["status"], location=VARIANTS[variant]["location"])
    empty = {"value": "", "display_value": ""} if variant.startswith("all") else ""
    other = server(2, operational_status=empty, location=empty)
    place = {"sys_id": sys_id(9), "name": "Site north", "country": "Germany"}
    given = await sn(tmp_path, {"cmdb_ci_server.json": answer(row, other), "cmn_location.json": answer(place)})
    assert given[sys_id(1)].properties["status"] == "retired"
    assert "status" not in given[sys_id(2)].properties
    assert given.links("LOCATED_IN") == {(sys_id(1), sys_id(9))}
    assert given[sys_id(9)].properties == {"name": "Site north", "kind": "facility", "subtype": "site", "country": "DE"}


async def test_a_value_that_is_empty_is_empty_whatever_is_displayed(tmp_path: Path) -> None:
    row = server(1, last_discovered={"value": "", "display_value": "UNKNOWN"}, serial_number={"value": "", "display_value": None})
    assert (await sn(tmp_path, {"x.json": answer(row)}))[sys_id(1)].properties == {
        "name": "host 1",
        "kind": "technical",
        "subtype": "server",
    }


async def test_a_reference_that_is_only_displayed_rejects_its_row(tmp_path: Path) -> None:
    place = {"sys_id": sys_id(9), "name": "Site north"}
    files = {"cmdb_ci_server.json": answer(server(1, location="Site north"), server(2)), "cmn_location.json": answer(place)}
    given = await sn(tmp_path, files)
    (row,) = given.rejected
    assert (row.file, row.line, row.field, row.value, row.key) == ("cmdb_ci_server.json", 3, "location", "Site north", sys_id(1))
    assert "sysparm_display_value=all" in row.remedy
    assert sys_id(2) in given.records


@pytest.mark.parametrize(
    ("table", "fields", "label", "properties"),
    [
        ("cmdb_ci_service_business", {"busines_criticality": "1 - most critical"}, "Service",
         {"kind": "business", "criticality": "critical"}),
        ("cmdb_ci_service_technical", {"busines_criticality": "4"}, "Service", {"kind": "technical", "criticality": "low"}),
        ("cmdb_ci_service", {"service_classification": "Business Service"}, "Service", {"kind": "business"}),
        ("cmdb_ci_service", {"short_description": "Mail"}, "Service", {"description": "Mail"}),
        ("cmdb_ci_service_auto", {}, "Service", {"kind": "technical"}),
        ("service_offering", {"busines_criticality": "somewhat critical"}, "Service", {"criticality": "high"}),
        ("cmdb_ci_business_process", {"short_description": "Pays"}, "Process", {"purpose": "Pays"}),
        ("cmdb_ci_linux_server", {"serial_number": "X1"}, "Resource",
         {"kind": "technical", "subtype": "linux_server", "serial_number": "X1"}),
        ("u_cmdb_ci_vault", {}, "Resource", {"kind": "technical", "subtype": "vault"}),
        ("cmdb_ci", {}, "Resource", {"kind": "technical"}),
        ("cmdb_ci_datacenter", {}, "Resource", {"kind": "facility", "subtype": "datacenter"}),
        ("cmdb_ci_information_object", {}, "Resource", {"kind": "information", "subtype": "information_object"}),
        ("sys_user", {"email": "a@b.example", "active": "false"}, "Resource",
         {"kind": "human", "subtype": "person", "email": "a@b.example", "status": "retired"}),
        ("sys_user", {"web_service_access_only": "true"}, "Resource", {"kind": "technical", "subtype": "account"}),
        ("sys_user_group", {"active": "true"}, "Resource", {"kind": "human", "subtype": "team"}),
        ("core_company", {"vendor": "true", "country": "IE"}, "Supplier", {"kind": "external", "country": "IE"}),
        ("core_company", {"customer": "true", "country": "UK"}, "Supplier", {"kind": "customer", "country": "GB"}),
        ("cmn_location", {"country": "usa"}, "Resource", {"kind": "facility", "subtype": "site", "country": "US"}),
    ],
)  # fmt: skip
async def test_what_becomes_what(
    table: str, fields: dict[str, str], label: str, properties: dict[str, str], tmp_path: Path
) -> None:
    given = await sn(tmp_path, {f"{table}.json": answer({"sys_id": sys_id(1), "name": "it", **fields})})
    record = given[sys_id(1)]
    assert record.label == label
    assert record.properties == {"name": "it", **properties}


@pytest.mark.parametrize(
    ("operational", "installed", "status"),
    [("1", "1", "live"), ("6", "1", "retired"), ("1", "7", "retired"), ("", "2", "planned"), ("2", "", "live"),
     ("7", "1", "planned"), ("", "100", "retired"), ("Retired", "Installed", "retired"), ("14", "", "live"), ("", "", None)],
)  # fmt: skip
async def test_two_fields_make_one_status(operational: str, installed: str, status: str | None, tmp_path: Path) -> None:
    given = await sn(tmp_path, {"a.json": answer(server(1, operational_status=operational, install_status=installed))})
    assert given[sys_id(1)].properties.get("status") == status


async def test_people_are_named_as_well_as_the_row_allows(tmp_path: Path) -> None:
    rows = [
        {"sys_id": sys_id(1), "name": "", "first_name": "Mara", "last_name": "Linde"},
        {"sys_id": sys_id(2), "name": "", "user_name": "tom.reis"},
        {"sys_id": sys_id(3), "name": ""},
        {"name": "nobody"},
    ]
    given = await sn(tmp_path, {"sys_user.json": answer(*rows)})
    assert [record.properties["name"] for record in given.records.values()] == ["Mara Linde", "tom.reis"]
    assert [(row.field, row.key) for row in given.rejected] == [("name", sys_id(3)), ("sys_id", "")]


async def test_companies_are_partners_unless_all_are_wanted(tmp_path: Path) -> None:
    rows = [
        {"sys_id": sys_id(1), "name": "Maker", "manufacturer": "true", "vendor": "false"},
        {"sys_id": sys_id(2), "name": "Seller", "vendor": "true", "parent": sys_id(1)},
    ]
    given = await sn(tmp_path, {"core_company.json": answer(*rows)})
    assert set(given.records) == {sys_id(2)}
    given = await sn(tmp_path, {}, companies="all")
    assert given.links("SUBSIDIARY_OF") == {(sys_id(2), sys_id(1))}


async def test_tickets_are_documents_when_they_are_wanted(tmp_path: Path) -> None:
    common = {
        "short_description": "Payments fail",
        "cmdb_ci": sys_id(7),
        "business_service": "",
        "opened_at": "2026-07-13 06:02:11",
    }

    def ticket(number: int, table: str, **fields: Any) -> dict[str, Any]:
        return {"sys_id": sys_id(number), "sys_class_name": table, "number": f"T{number}", "active": "true", **common, **fields}

    closed = {"active": "false", "closed_at": "2026-07-14 00:00:00", "major_incident_state": "accepted"}
    rows = [
        ticket(1, "incident", due_date="2026-07-20"),
        ticket(2, "incident", **closed),
        ticket(3, "problem"),
        ticket(4, "change_request", type={"value": "emergency", "display_value": "Notfall"}),
        ticket(5, "change_request", type="normal"),
    ]
    given = await sn(
        tmp_path, {"task.json": answer(*rows), "x.json": answer(server(7))}, tickets=["incident", "problem", "change_request"]
    )
    assert {key: record.properties["kind"] for key, record in given.records.items() if record.label == "Document"} == {
        sys_id(1): "incident",
        sys_id(2): "major_incident",
        sys_id(3): "problem",
        sys_id(4): "emergency_change",
    }
    assert given[sys_id(2)].properties == {
        "name": "T2 Payments fail",
        "reference": "T2",
        "kind": "major_incident",
        "status": "closed",
        "valid_from": "2026-07-13",
        "valid_to": "2026-07-14",
    }
    assert given[sys_id(1)].properties["status"] == "open"
    assert given[sys_id(1)].properties["review_due"] == "2026-07-20"
    assert given.links("DESCRIBES") == {(sys_id(n), sys_id(7)) for n in (1, 2, 3, 4)}
    assert set((await sn(tmp_path, {})).records) == {sys_id(7)}


async def test_fields_and_references_of_the_instances_own_making(tmp_path: Path) -> None:
    row = service(
        1,
        u_rto="1970-01-01 08:30:00",
        u_rpo="15",
        u_availability="99.9 %",
        u_tier={"value": "1", "display_value": "High"},
        vendor={"link": f"{LINK}/core_company/{sys_id(5)}", "value": sys_id(5)},
        u_partners=f"{sys_id(5)},{sys_id(6)}",
        u_eol="0000-00-00",
    )
    options = {
        "fields": {
            "u_rto": "rto_minutes",
            "u_rpo": "rpo_minutes",
            "u_availability": "availability_target",
            "u_tier": "criticality",
            "u_eol": "end_of_support",
        },
        "references": {"vendor": "SUPPLIED_BY", "u_partners": "OPERATED_BY"},
    }
    given = await sn(
        tmp_path, {"a.json": answer(row, server(2, u_eol="2025-12-31", u_partners=sys_id(5), vendor=sys_id(6)))}, **options
    )
    properties = given[sys_id(1)].properties
    assert properties["rto_minutes"] == "510"
    assert (properties["rpo_minutes"], properties["availability_target"], properties["criticality"]) == ("15", "99.9", "High")
    assert given[sys_id(2)].properties["end_of_support"] == "2025-12-31"
    assert given.links("SUPPLIED_BY") == {(sys_id(1), sys_id(5)), (sys_id(2), sys_id(6))}
    assert given.links("OPERATED_BY") == {(sys_id(1), sys_id(5)), (sys_id(1), sys_id(6))}


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


@pytest.mark.parametrize(
    "name", ["sys_user.json", "sys_user-2.json", "sys_user_page3.json", "SYS_USER.0001.json", "deep/sys_user_part_12.json"]
)
async def test_the_file_name_says_the_table_where_rows_do_not(name: str, tmp_path: Path) -> None:
    given = await sn(tmp_path, {name: answer({"sys_id": sys_id(1), "sys_class_name": "User", "name": "Mara"})})
    assert given[sys_id(1)].properties["subtype"] == "person"


async def test_the_table_can_be_said_by_an_option_and_an_unknown_one_is_reported_once(tmp_path: Path) -> None:
    rows = answer({"sys_id": sys_id(1), "name": "Mara"}, {"sys_id": sys_id(2), "name": "Tom"})
    given = await sn(tmp_path, {"export.json": rows})
    (row,) = given.rejected
    assert (row.field, row.value, row.line) == ("table", "export", 3)
    assert len((await sn(tmp_path, {}, files={"exp*.json": "sys_user"})).records) == 2
    assert not (await sn(tmp_path, {}, ignore=["export"])).rejected


async def test_lists_exported_from_the_browser_are_read_too(tmp_path: Path) -> None:
    row = {"sys_id": sys_id(1), "name": "Mara"}
    assert len((await sn(tmp_path, {"sys_user.json": json.dumps({"records": [row]})})).records) == 1
    assert len((await sn(tmp_path, {"sys_user.json": json.dumps([row])})).records) == 1


async def test_half_an_answer_with_an_error_behind_it_fails(tmp_path: Path) -> None:
    for tail in ("]", "{"):
        text = (
            '{"result": [{"sys_id": "1", "name": "x"}'
            + tail
            + ', "error": {"message": "Transaction cancelled"}, "status": "failure"}'
        )
        with pytest.raises(SourceFailed, match=r"sys_user\.json: .*Transaction cancelled"):
            await sn(tmp_path, {"sys_user.json": text})


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"last_discovered": "22/11/2026"}, "last_discovered"),
        ({"last_discovered": "2026-02-30"}, "last_discovered"),
        ({"name": ""}, "name"),
    ],
)
async def test_a_field_that_cannot_be_read_rejects_its_row(fields: dict[str, str], field: str, tmp_path: Path) -> None:
    given = await sn(tmp_path, {"a.json": answer(server(1, **fields), server(2))})
    assert [(row.field, row.key) for row in given.rejected] == [(field, sys_id(1))]
    assert list(given.records) == [sys_id(2)]


async def test_countries_and_criticalities_nobody_knows_say_what_to_do(tmp_path: Path) -> None:
    files = {
        "cmn_location.json": answer({"sys_id": sys_id(1), "name": "Werk", "country": "Deutschland"}),
        "cmdb_ci_service.json": answer(service(2, busines_criticality="urgent")),
    }
    given = await sn(tmp_path, files)
    assert {(row.field, row.value) for row in given.rejected} == {("country", "Deutschland"), ("busines_criticality", "urgent")}
    assert any("{Deutschland: XX}" in row.remedy for row in given.rejected)
    assert (await sn(tmp_path, {}, countries={"deutschland": "DE"}))[sys_id(1)].properties["country"] == "DE"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"fields": {"u_x": "rto_minute"}}, "no label has a property rto_minute. Did you mean"),
        ({"references": {"vendor": "SUPPLIEDBY"}}, "Did you mean SUPPLIED_BY"),
        ({"relations": {"A::B": "parent needs child"}}, "write `parent DEPENDS_ON child`"),
        ({"relations": {"A::B": "parent NEEDS child"}}, "no relationship type NEEDS"),
        ({"redundancy": {"grp": "u_group"}}, "grp is none of"),
        ({"countries": {"Deutschland": "Germany"}}, "countries"),
        ({"tickets": ["task"]}, "tickets"),
        ({"user_env": "s3cret!"}, "user_env"),
    ],
)
async def test_options_that_cannot_be_meant(options: dict[str, Any], says: str, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=says):
        await sn(tmp_path, {"a.json": answer(server(1))}, **options)


async def test_live_answers_are_asked_for_every_field_that_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_fields: set[str] = set()
    plain = Row.text

    def noting(self: Row, field: str) -> str:
        read_fields.add(field)
        return plain(self, field)

    monkeypatch.setattr(Row, "text", noting)
    tables = [
        "cmdb_ci_service",
        "service_offering",
        "cmdb_ci_business_process",
        "cmdb_ci_server",
        "cmn_location",
        "core_company",
        "sys_user",
    ]
    tables += ["sys_user_group", "sys_user_grmember", "cmdb_rel_ci", "cmdb_rel_type", "incident", "problem", "change_request"]
    rows = {f"{table}.json": answer({"sys_id": sys_id(i), "name": "", "type": "emergency"}) for i, table in enumerate(tables, 1)}
    await sn(tmp_path, rows, tickets=["incident", "problem", "change_request"], companies="all")
    named = {
        f"{table}.json": answer({"sys_id": sys_id(i), "name": "x", "type": "emergency"}) for i, table in enumerate(tables, 1)
    }
    await sn(tmp_path, named, tickets=["incident", "problem", "change_request"], companies="all")
    assert len(read_fields) > 25
    assert read_fields <= things.FIELDS


@pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not here")
async def test_real_answers_are_read_whole() -> None:
    options = {"tickets": ["incident"], "references": {"vendor": "SUPPLIED_BY"}, "ignore": ["sys_db_object"]}
    given = await read("servicenow", REAL, None, options, "*.json")
    assert not given.rejected
    assert len(given.records) == 630 + 46 + 67 + 40
    assert len(given.links("MEMBER_OF")) == 89
    assert any(record.properties.get("status") == "retired" for record in given.records.values())


@pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not here")
async def test_real_changes_with_all_display_values_are_read() -> None:
    options = {"tickets": ["change_request"], "files": {"*.json": "change_request"}}
    given = await read("servicenow", REAL / "change_requests_display_value_all", None, options, "**/planned_crs.json")
    assert not given.rejected
    assert {record.properties["kind"] for record in given.records.values()} == {"emergency_change"}
