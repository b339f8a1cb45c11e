"""What a row means: records, properties, identities, links."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.errors import SourceFailed
from tests.graph.loaders.reading import Given, read

HEADER = "No;Title;Supplier;Type;End;RTO;Share;Owner\n"


async def table(folder: Path, rows: str, *records: dict[str, Any], **options: Any) -> Given:
    given = {"tables": [{"records": list(records)}], **options}
    return await read("tables", folder, {"a.csv": HEADER + rows}, given, "a.csv")


def document(**more: Any) -> dict[str, Any]:
    return {"label": "Document", "key": "No", **more}


async def test_columns_become_properties_of_their_kind(tmp_path: Path) -> None:
    properties = {
        "name": "Title",
        "kind": {"column": "Type", "map": {"Vertrag": "contract", "SLA": "sla"}},
        "valid_to": "End",
        "rto_minutes": {"column": "RTO", "times": 60},
        "availability_target": "Share",
        "reference": "Contract {No}",
        "status": {"value": "approved"},
    }
    given = await table(
        tmp_path,
        "1;Hosting;;Vertrag;31.12.2026;1,5;99,9 %;\n2;Print;;sla ;0000-00-00;;;\n3;Post;;contract;;;;\n",
        document(properties=properties),
        decimal=",",
        dates="DD.MM.YYYY",
    )
    assert given["1"].properties == {
        "name": "Hosting",
        "kind": "contract",
        "valid_to": "2026-12-31",
        "rto_minutes": 90,
        "availability_target": 99.9,
        "reference": "Contract 1",
        "status": "approved",
    }
    assert given["2"].properties == {"name": "Print", "kind": "sla", "reference": "Contract 2", "status": "approved"}
    assert given["3"].properties["kind"] == "contract"


async def test_empty_cells_say_nothing_unless_there_is_a_default(tmp_path: Path) -> None:
    properties = {
        "name": "Title",
        "valid_to": {"column": "End", "default": "9999-12-31"},
        "reference": {"column": "Owner", "map": {"nobody": None}},
        "version": "{Type} {Share}",
    }
    given = await table(tmp_path, "1;T;;x;n/a;;;nobody\n2;;;;-;;;\n", document(properties=properties), empty=["-", "N/A"])
    assert given["1"].properties == {"name": "T", "valid_to": "9999-12-31"}
    assert given["2"].properties == {"valid_to": "9999-12-31"}


async def test_formulas_are_text(tmp_path: Path) -> None:
    rows = "".join(f'{i};"{text}";;;;;;\n' for i, text in enumerate(("=1+1", "+49 30", "-", "@SUM(A1)", "=cmd|' /C calc'!A0")))
    given = await table(tmp_path, rows, document(properties={"name": "Title"}))
    assert [r.properties["name"] for r in given.records.values()] == ["=1+1", "+49 30", "-", "@SUM(A1)", "=cmd|' /C calc'!A0"]


async def test_lists_are_split(tmp_path: Path) -> None:
    requirement = {
        "label": "Requirement",
        "key": "rules/{No}",
        "properties": {"required_documents": {"column": "Title", "split": ","}},
    }
    given = await table(tmp_path, '1;"plan, policy,,plan b";;;;;;\n2;;;;;;;\n', requirement)
    assert given["rules/1"].properties == {"required_documents": ["plan", "policy", "plan b"]}
    assert given["rules/2"].properties == {}


@pytest.mark.parametrize(
    ("by", "target"),
    [
        ("key", "src:Cirrus North"),
        ("key of cmdb", "cmdb:Cirrus North"),
        ("name of Supplier", "name:Supplier/cirrus north"),
        ("lei", "lei:cirrus north"),
        ("email", "email:cirrus north"),
        ("registration", "registration:cirrus north"),
        ("serial", "serial:cirrus north"),
        ("id", "id:Cirrus North"),
    ],
)
async def test_a_cell_can_name_the_other_end_in_many_ways(by: str, target: str, tmp_path: Path) -> None:
    given = await table(tmp_path, "1;T;Cirrus North;;;;;\n", document(links=[{"type": "GOVERNS", "to": "Supplier", "by": by}]))
    assert [link.target for link in given["1"].links] == [target]


async def test_links_have_a_direction_properties_conditions_and_several_targets(tmp_path: Path) -> None:
    service = {
        "label": "Service",
        "key": "No",
        "links": [
            {
                "type": "SUPPLIED_BY",
                "to": {"column": "Supplier", "split": ";"},
                "by": "name of Supplier",
                "when": {"Type": ["bought", "rented"]},
                "properties": {
                    "group": "Title",
                    "needs": {"value": 1},
                    "switchover_minutes": {"column": "RTO", "times": 60},
                    "effect": {"column": "Share", "map": {"low": "degraded"}},
                },
            },
            {"type": "ACCOUNTABLE_FOR", "from": "Owner", "unless": {"Owner": ["", "tbd"]}},
        ],
    }
    rows = '1;lines;"Ostwind; Meridian";Bought;;0.5;low;TBD\n2;;Cirrus;own;;;;Boss\n'
    given = await table(tmp_path, rows, service, separator=";")
    first = given["1"].links
    assert [link.target for link in first] == ["name:Supplier/ostwind", "name:Supplier/meridian"]
    assert first[0].properties == {"group": "lines", "needs": 1, "switchover_minutes": 30, "effect": "degraded"}
    (owner,) = given["2"].links
    assert (owner.type, owner.target, owner.outgoing) == ("ACCOUNTABLE_FOR", "src:Boss", False)


async def test_a_template_makes_keys_and_targets(tmp_path: Path) -> None:
    record = document(
        key="{No}/{Type}", links=[{"type": "EVIDENCES", "to": {"column": "iso-20000-1-2018/{Title}", "split": ","}, "by": "id"}]
    )
    given = await table(tmp_path, '1;"8.2.3, 8.2.4";;v2;;;;\n2;;;v1;;;;\n3;4.1;;;;;;\n', record)
    assert [link.target for link in given["1/v2"].links] == ["id:iso-20000-1-2018/8.2.3", "id:iso-20000-1-2018/8.2.4"]
    assert given["2/v1"].links == ()
    assert [(r.line, r.reason) for r in given.rejected] == [(4, "the key is empty.")]


async def test_of_a_template_whichever_column_holds_several_is_split_and_two_are_refused(tmp_path: Path) -> None:
    evidence = {"type": "EVIDENCES", "to": {"column": "{Title}/{Type}", "split": ","}, "by": "id"}
    rows = '1;iso;;"4.1, 4.2";;;;\n2;"iso,dora";;9;;;;\n3;iso;;9;;;;\n4;"iso,dora";;"4.1,4.2";;;;\n'
    given = await table(tmp_path, rows, document(links=[evidence]))
    assert [link.target for link in given["1"].links] == ["id:iso/4.1", "id:iso/4.2"]
    assert [link.target for link in given["2"].links] == ["id:iso/9", "id:dora/9"]
    assert [link.target for link in given["3"].links] == ["id:iso/9"]
    assert [(r.line, r.value, r.reason) for r in given.rejected] == [
        (5, "iso,dora/4.1,4.2", "2 of its columns hold several values.")
    ]


async def test_what_it_is_called_elsewhere_is_an_identity(tmp_path: Path) -> None:
    identities = {"cmdb": "Owner", "lei": "Type", "crm": {"column": "Title", "split": ","}}
    given = await table(
        tmp_path, '1;"a, b";;ABC;;;;26e4\n2;;;;;;;\n', {"label": "Supplier", "key": "No", "identities": identities}
    )
    assert given["1"].identities == ("cmdb:26e4", "lei:abc", "crm:a", "crm:b")
    assert given["2"].identities == ()


async def test_one_row_can_describe_several_things_and_rows_can_be_left_out(tmp_path: Path) -> None:
    supplier = {"label": "Supplier", "key": "s-{Supplier}", "properties": {"name": "Supplier"}, "repeats": True}
    contract = document(
        key="c-{No}",
        when={"Type": ["contract", "sla"]},
        unless={"Supplier": ""},
        links=[{"type": "GOVERNS", "to": "s-{Supplier}"}],
    )
    given = await table(
        tmp_path, "1;T;Cirrus;Contract;;;;\n2;T;Cirrus;memo;;;;\n3;T;;sla;;;;\n4;T;Basalt;SLA ;;;;\n", contract, supplier
    )
    assert list(given.records) == ["c-1", "c-4", "s-Cirrus", "s-Basalt"]
    assert given["s-Cirrus"].line == 2
    assert [str(r) for r in given.rejected] == [
        "a.csv:4: s-{Supplier} = '': the key is empty. Fill it in, or leave such rows out with `unless`."
    ]


async def test_a_thing_in_many_rows_is_one_record_and_contradictions_are_reported(tmp_path: Path) -> None:
    role = {
        "label": "Role",
        "key": "Owner",
        "repeats": True,
        "properties": {"name": "Owner", "authority": "Title"},
        "identities": {"hr": "No"},
        "links": [{"type": "ACCOUNTABLE_FOR", "to": "Supplier", "by": "name of Supplier"}],
    }
    rows = "1;;Cirrus;;;;;Boss\n2;all;Basalt;;;;;Boss\n3;some;Ostwind;;;;;Boss\n4;;Cirrus;;;;;Boss\n"
    given = await table(tmp_path, rows, role)
    boss = given["Boss"]
    assert boss.properties == {"name": "Boss", "authority": "all"}
    assert [link.target for link in boss.links] == ["name:Supplier/cirrus", "name:Supplier/basalt"]
    assert boss.identities == ("hr:1", "hr:2", "hr:4")
    (row,) = given.rejected
    assert (row.line, row.field, row.value, row.key) == (4, "authority", "some", "Boss")


@pytest.mark.parametrize(
    ("cells", "field", "says"),
    [
        ("1;T;;;31.12.2026;;;", "End", "not a date"),
        ("1;T;;;;four;;", "RTO", "not a number"),
        ("1;T;;;;;99,9;", "Share", "not a number"),
        ("1;" + "x" * 100_001 + ";;;;;;", "Title", "100,000 characters"),
        (";T;;;;;;", "No", "key is empty"),
    ],
)
async def test_a_cell_that_cannot_be_read_rejects_its_row_only(cells: str, field: str, says: str, tmp_path: Path) -> None:
    properties = {"name": "Title", "valid_to": "End", "rto_minutes": "RTO", "availability_target": "Share"}
    given = await table(tmp_path, f"{cells}\n2;good;;;;;;\n", document(properties=properties))
    (row,) = given.rejected
    assert (row.file, row.line, row.field) == ("a.csv", 2, field)
    assert says in row.reason
    assert row.remedy
    assert list(given.records) == ["2"]


async def test_a_missing_or_doubled_column_stops_the_load_and_the_nearest_name_is_given(tmp_path: Path) -> None:
    with pytest.raises(SourceFailed, match=r"a\.csv:1: There is no column 'Titel'. Did you mean Title"):
        await table(tmp_path, "1;;;;;;;\n", document(properties={"name": "Titel"}))
    with pytest.raises(SourceFailed, match="There are 2 columns 'A'"):
        await read(
            "tables",
            tmp_path,
            {"b.csv": "A,A,No\n1,2,3\n"},
            {"tables": [{"records": [document(properties={"name": "A"})]}]},
            "b.csv",
        )
    given = await read("tables", tmp_path, {"b.csv": "A,A,No\n1,2,3\n"}, {"tables": [{"records": [document()]}]}, "b.csv")
    assert list(given.records) == ["3"]


async def test_column_names_may_differ_in_case_and_spacing(tmp_path: Path) -> None:
    files = {"b.csv": 'contract   no," Valid\nto "\n1,2026-12-31\n'}
    record = {"label": "Document", "key": "Contract No", "properties": {"valid_to": "Valid to"}}
    given = await read("tables", tmp_path, files, {"tables": [{"records": [record]}]}, "b.csv")
    assert given["1"].properties == {"valid_to": "2026-12-31"}
    assert given["1"].line == 3
