"""Workbooks: sheets, dates, merged cells, formulas; and workbooks that mean harm."""

from __future__ import annotations

import io
import time
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.errors import SourceFailed
from graph.loaders.contract import Limits
from tests.graph.loaders.reading import Given, read
from tests.graph.loaders.workbook_files import ods, package, sheet_xml, xlsx

RECORD = {
    "label": "Document",
    "key": "No",
    "properties": {"name": "Title", "valid_to": "End", "rto_minutes": "RTO"},
    "links": [{"type": "GOVERNS", "to": "Supplier", "by": "name of Supplier"}],
}
HEADER = ("No", "Title", "End", "RTO", "Supplier")


async def book(folder: Path, data: bytes, name: str = "a.xlsx", limits: Limits | None = None, **table: Any) -> Given:
    return await read("tables", folder, {name: data}, {"tables": [{"records": [RECORD], **table}]}, name, limits)


async def test_values_keep_their_meaning(tmp_path: Path) -> None:
    rows = [
        HEADER,
        (1, "Hosting", date(2026, 12, 31), 120, "Cirrus"),
        (1002.0, "=1+1", 46387, 90.5, None),
        ("A-3", "\t1+1\t2", None, True),
    ]
    given = await read(
        "tables",
        tmp_path,
        {"a.xlsx": xlsx({"S": rows})},
        {"tables": [{"records": [{**RECORD, "properties": {"name": "Title", "valid_to": "End"}}]}]},
    )
    assert given["1"].properties == {"name": "Hosting", "valid_to": "2026-12-31"}
    assert given["1002"].properties == {"name": "=1+1", "valid_to": "2026-12-31"}
    assert given["A-3"].properties == {"name": "2"}
    assert [(r.file, r.line) for r in given.records.values()] == [("a.xlsx#S", 2), ("a.xlsx#S", 3), ("a.xlsx#S", 4)]


async def test_sheets_are_chosen_by_name_or_pattern(tmp_path: Path) -> None:
    data = xlsx(
        {"Notes": [("x",)], "North 2025": [HEADER, (1, "a")], "North 2026": [HEADER, (2, "b")], "South [x]": [HEADER, (3, "c")]}
    )
    assert set((await book(tmp_path, data, sheet="North*")).records) == {"1", "2"}
    assert set((await book(tmp_path, data, sheet="South [x]")).records) == {"3"}
    with pytest.raises(SourceFailed, match=r"There is no sheet 'Nort 2026'\. Did you mean North 2026"):
        await book(tmp_path, data, sheet="Nort 2026")
    with pytest.raises(SourceFailed, match=r"a\.xlsx#Notes:1: There is no column 'No'"):
        await book(tmp_path, data)


async def test_titles_sections_and_blank_rows_are_no_data_and_tall_cells_count_for_every_row(tmp_path: Path) -> None:
    rows = [("Contracts of 2026",), (), HEADER, ("Section north",), (1, "a", None, None, "Cirrus"), (2, "b"), (), (3, "c")]
    given = await book(tmp_path, xlsx({"S": rows}, {"S": ["A1:E1", "A4:E4", "E5:E6"]}), header=3)
    assert {key: [link.target for link in r.links] for key, r in given.records.items()} == {
        "1": ["name:Supplier/cirrus"],
        "2": ["name:Supplier/cirrus"],
        "3": [],
    }
    assert [record.line for record in given.records.values()] == [5, 6, 8]
    assert not given.rejected


async def test_a_table_that_begins_elsewhere_keeps_its_columns_and_lines(tmp_path: Path) -> None:
    rows: list[Any] = [(), (), (None, None, *HEADER), (None, None, 1, "a")]
    given = await book(tmp_path, xlsx({"S": rows}), header=3)
    assert (given["1"].properties, given["1"].line) == ({"name": "a"}, 4)


async def test_a_cell_that_shows_an_error_rejects_its_row(tmp_path: Path) -> None:
    given = await book(
        tmp_path, xlsx({"Notes": [("#REF!",)], "S": [HEADER, (1, "#REF!"), (2, "ok", "#N/A"), (3, "fine")]}), sheet="S"
    )
    assert [(row.line, row.field, row.value) for row in given.rejected] == [(2, "Title", "#REF!"), (3, "End", "#N/A")]
    assert list(given.records) == ["3"]


async def test_a_formula_without_a_stored_result_stops_the_load(tmp_path: Path) -> None:
    with pytest.raises(SourceFailed, match=r"a\.xlsx#S: The formula in B2 has no stored result"):
        await book(tmp_path, xlsx({"S": [HEADER, (1, "\t1+1\t")]}))
    xml = sheet_xml([HEADER]).replace(
        "</sheetData>", '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="str"><f>""</f><v></v></c></row></sheetData>'
    )
    assert (await book(tmp_path, package({"S": xml})))["1"].properties == {}


async def test_open_documents_are_read_too(tmp_path: Path) -> None:
    def row(*cells: str, repeat: int = 1) -> str:
        inner = "".join(f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>' for c in cells)
        return f'<table:table-row table:number-rows-repeated="{repeat}">{inner}<table:table-cell/></table:table-row>'

    empty = '<table:table-cell table:number-columns-repeated="1024"/>'
    blank = f'<table:table-row table:number-rows-repeated="1048000">{empty}</table:table-row>'
    given = await book(tmp_path, ods("S", row(*HEADER) + row("1", "a", "2026-12-31", "5", "Cirrus") + blank), "a.ods")
    assert given["1"].properties == {"name": "a", "valid_to": "2026-12-31", "rto_minutes": 5}
    hostile = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string" ' + (
        'table:number-columns-repeated="16000"><text:p>x</text:p></table:table-cell></table:table-row>'
    )
    with pytest.raises(SourceFailed, match="far apart"):
        await book(tmp_path, ods("S", row(*HEADER) + hostile), "a.ods")
    with pytest.raises(SourceFailed, match="damaged"):
        await book(tmp_path, ods("S", "<table:table-row><table:table-cell>"), "a.ods")
    with pytest.raises(SourceFailed, match="inflates"):
        await book(tmp_path, ods("S", "<table:table-row>" * 200_000), "a.ods")


async def test_a_workbook_is_known_by_its_content(tmp_path: Path) -> None:
    assert list((await book(tmp_path, xlsx({"S": [HEADER, (1, "a")]}), "export.csv")).records) == ["1"]


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
async def test_a_workbook_that_is_cut_off_fails(part: float, tmp_path: Path) -> None:
    data = xlsx({"S": [HEADER, *((i, f"title {i}") for i in range(1_000))]})
    with pytest.raises(SourceFailed, match=r"a\.xlsx: It is cut off"):
        await book(tmp_path, data[: int(len(data) * part)])


async def test_a_damaged_workbook_fails_wherever_the_damage_is(tmp_path: Path) -> None:
    data = bytearray(xlsx({"S": [HEADER, *((i, f"title {i}") for i in range(50))]}))
    whole = await book(tmp_path, bytes(data))
    for at in range(0, len(data), 37):
        damaged = data.copy()
        damaged[at] ^= 0xFF
        try:
            given = await book(tmp_path, bytes(damaged))
        except SourceFailed:
            continue
        assert given.records == whole.records, f"byte {at} changed what was read"


def bomb() -> bytes:
    return xlsx({"S": [HEADER, (1, "x" * 100_000_000)]})


def lying_bomb() -> bytes:
    """A zip whose directory claims that the sheet is small."""
    data = bytearray(bomb())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo("xl/worksheets/sheet1.xml")
    size = info.file_size.to_bytes(4, "little")
    for at in range(len(data) - 4):
        if data[at : at + 4] == size:
            data[at : at + 4] = (1_000).to_bytes(4, "little")
    return bytes(data)


def far_cells() -> bytes:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return package({"S": sheet_xml([]).replace("<sheetData>", f"<sheetData>{rows}")})


def entities() -> bytes:
    declared = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    return package({"S": sheet_xml([HEADER, (1, "&b;")]).replace('<?xml version="1.0"?>', declared)})


def many_members() -> bytes:
    made = io.BytesIO(xlsx({"S": [HEADER]}))
    with zipfile.ZipFile(made, "a") as archive:
        for number in range(10_001):
            archive.writestr(f"x{number}", b"")
    return made.getvalue()


HOSTILE = {
    "a zip that inflates a thousandfold": (bomb, "inflates more than 200-fold"),
    "a zip that lies about it": (lying_bomb, "cut off or damaged|inflates"),
    "two cells at the ends of the sheet": (far_cells, "lie so far apart"),
    "entities": (entities, "declares entities"),
    "too many members": (many_members, "inflates"),
    "a sheet nested 200,000 deep": (
        lambda: package({"S": "<worksheet>" + "<a>" * 200_000}),
        "inflates|damaged|header|column|empty",
    ),
    "an old workbook of nothing": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5_000, "damaged or no workbook"),
    "a zip of something else": (lambda: other_zip(), "damaged or no workbook"),
}


def other_zip() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("readme.txt", "hello")
    return made.getvalue()


@pytest.mark.parametrize("kind", HOSTILE)
async def test_a_workbook_that_means_harm_fails_soon(kind: str, tmp_path: Path) -> None:
    make, says = HOSTILE[kind]
    data = make()
    began = time.process_time()
    with pytest.raises(SourceFailed, match=says) as caught:
        await book(tmp_path, data)
    assert time.process_time() - began < 10
    assert caught.value.where.startswith("a.xlsx")
    assert caught.value.remedy
