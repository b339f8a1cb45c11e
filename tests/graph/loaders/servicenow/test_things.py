"""What rows of ServiceNow become."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.graph.loaders.servicenow.answers import LINK, answer, server, service, sn, sys_id


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
