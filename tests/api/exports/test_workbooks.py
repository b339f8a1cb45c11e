"""Workbooks, read back: every value with its type, nothing that runs, nothing lost in silence, the same bytes again."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from api import exports
from api.exports import sheets, workbooks
from graph.errors import WrongUse

COLUMNS = ["name", "n", "yes", "none", "list"]
ROWS = [["Äpfel 🍎", 3, True, None, ["a", "b"]], ["x, y\nz", -1.5, False, "2026-11-23", []]]
HOSTILE = [
    "=HYPERLINK(\"http://x.example\",\"y\")", "+1", "-1", "@SUM(A1)", "＝1", "http://x.example", "007", "1e5", "TRUE", "#REF!",
    "<r><t>x</t></r>", "</t></is></c>", "&lt;", "_x0041_", "_x005F_", "{=1}", "  spaces  ", "mailto:x", "'", '"',
]  # fmt: skip


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def read(path: Path) -> list[list[Any]]:
    return CalamineWorkbook.from_object(path).get_sheet_by_name("Result").to_python(skip_empty_area=False)


def cell(tmp_path: Path, value: Any) -> Any:
    exports.write(tmp_path / "a.xlsx", ["it"], [[value]])
    return read(tmp_path / "a.xlsx")[1][0]


def test_it_holds_every_value_with_its_type(tmp_path: Path) -> None:
    path = tmp_path / "a.XLSX"
    exports.write(path, COLUMNS, ROWS)
    assert read(path) == [COLUMNS, ["Äpfel 🍎", 3, True, "", "a; b"], ["x, y\nz", -1.5, False, "2026-11-23", ""]]
    assert type(read(path)[1][2]) is bool


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_text_as_it_was(tmp_path: Path, text: str) -> None:
    assert cell(tmp_path, text).strip(" ") == text.strip(" ")
    sheet = part(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml")
    ElementTree.fromstring(sheet)
    assert sheet.count("<c ") == sheet.count('t="inlineStr"') == 2
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


@pytest.mark.parametrize("text", ["=1+1", "-x", "@x", "＝1", "\t=1", "\r\n=1"])
def test_text_stays_text_when_somebody_edits_it(tmp_path: Path, text: str) -> None:
    cell(tmp_path, text)
    assert 'quotePrefix="1"' in part(tmp_path / "a.xlsx", "xl/styles.xml")
    held = ElementTree.fromstring(part(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml"))
    assert [c.get("s") for c in held.iter() if c.get("r") == "A2"] == ["2"]


def test_control_characters_and_turned_text_are_shown(tmp_path: Path) -> None:
    assert cell(tmp_path, "a\x00b\x1bc\u202ed\ud800e\r\nf\tg") == "a\\u0000b\\u001bc\\u202ed\\ud800e\nf g"
    assert cell(tmp_path, "a\ufffe\uffff") == "a_xFFFE__xFFFF_"


def test_numbers_that_a_sheet_cannot_hold_are_text(tmp_path: Path) -> None:
    assert cell(tmp_path, 10**15 - 1) == 10**15 - 1
    assert cell(tmp_path, 1234567890123456789) == "1234567890123456789"
    assert (cell(tmp_path, float("nan")), cell(tmp_path, float("-inf"))) == ("nan", "-inf")


def test_a_text_that_is_too_long_says_that_it_was_cut(tmp_path: Path) -> None:
    assert cell(tmp_path, "x" * sheets.MOST_TEXT) == "x" * sheets.MOST_TEXT
    for character in ("x", "🍎"):
        held = cell(tmp_path, character * 40_000)
        assert held.endswith(f"{character} … (cut here; a .csv or .json file has all 40,000 characters)")
        assert sheets.MOST_TEXT - 1 <= len(held.encode("utf-16-le")) // 2 <= sheets.MOST_TEXT


def test_more_rows_than_a_sheet_holds_are_one_clear_error_and_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    path = tmp_path / "a.xlsx"
    exports.write(path, ["n"], [[1], [2]])
    path.unlink()
    with pytest.raises(WrongUse, match=r"Result: A sheet holds 2 rows .* Write a \.csv or \.json file"):
        exports.write(path, ["n"], [[1], [2], [3]])
    assert not path.exists()
    with pytest.raises(WrongUse, match="16,384 columns"):
        exports.write(path, ["n"] * 16_385, [])


def test_the_same_rows_are_the_same_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    exports.write(one, COLUMNS, ROWS)
    time.sleep(2.1)
    exports.write(two, COLUMNS, iter(ROWS))
    assert one.read_bytes() == two.read_bytes()


def test_the_heading_stays_and_filters_and_columns_are_wide_enough(tmp_path: Path) -> None:
    exports.write(tmp_path / "a.xlsx", ["name", "about"], [["a" * 20, "b" * 500]])
    sheet = part(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml")
    assert 'ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"' in sheet
    assert '<autoFilter ref="A1:B2"/>' in sheet
    found = ElementTree.fromstring(sheet).iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}col")
    assert [round(float(column.get("width") or 0)) for column in found] == [23, 63]


@pytest.mark.parametrize("rows", [[], [[None, None]]])
def test_nothing_is_a_heading(tmp_path: Path, rows: list[list[None]]) -> None:
    exports.write(tmp_path / "a.xlsx", ["a", "b"], rows)
    assert read(tmp_path / "a.xlsx")[0] == ["a", "b"]


def test_several_sheets_in_a_file_object() -> None:
    into = io.BytesIO()
    workbooks.workbook(into, {"Services": (["a"], [[1]]), "Clause 8.2": (["b", "c"], iter([["x", "y"]]))})
    into.seek(0)
    book = CalamineWorkbook.from_object(into)
    assert [(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names] == [
        ("Services", [["a"], [1]]),
        ("Clause 8.2", [["b", "c"], ["x", "y"]]),
    ]


@pytest.mark.parametrize("names", [["a/b"], ["x" * 32], ["'x"], ["x", "X"]])
def test_a_name_that_no_sheet_can_have_is_one_clear_error(names: list[str]) -> None:
    with pytest.raises(WrongUse, match="cannot be written as a workbook"):
        workbooks.workbook(io.BytesIO(), {name: (["a"], []) for name in names})


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    def peak(rows: int) -> int:
        tracemalloc.start()
        exports.write(tmp_path / "a.xlsx", ["n", "text"], ([n, f"row {n} of many"] for n in range(rows)))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(8_000) < peak(1_000) * 1.5
