"""ServiceNow answers as files: every variant of display values, tables, and what cannot be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.errors import SourceFailed, WrongUse
from graph.loaders.servicenow import things
from graph.loaders.servicenow.rows import Row
from tests.graph.loaders.reading import read
from tests.graph.loaders.servicenow.answers import LINK, REAL, answer, server, service, sn, sys_id

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
