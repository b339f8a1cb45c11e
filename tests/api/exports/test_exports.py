"""Results in files."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from api import exports
from graph.errors import WrongUse

ROWS = [["Äpfel", 3, True, None, ["a", "b"]], ["x, y\nz", -1.5, False, "q", []]]
COLUMNS = ["name", "n", "yes", "none", "list"]


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_csv_holds_every_value(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    exports.write(path, COLUMNS, ROWS)
    assert read(path) == [COLUMNS, ["Äpfel", "3", "true", "", "a; b"], ["x, y\nz", "-1.5", "false", "q", ""]]


def test_json_holds_every_value_with_its_type(tmp_path: Path) -> None:
    path = tmp_path / "a.JSON"
    exports.write(path, COLUMNS, ROWS)
    assert json.loads(path.read_text(encoding="utf-8")) == [dict(zip(COLUMNS, row, strict=True)) for row in ROWS]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_no_cell_is_a_formula(tmp_path: Path, start: str) -> None:
    path = tmp_path / "a.csv"
    exports.write(path, ["name", "names"], [[f"{start}cmd|' /C calc'!A0", [f"{start}1", "b"]]])
    assert all(cell.startswith("'") for cell in read(path)[1])


def test_a_negative_number_is_still_a_number(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    exports.write(path, ["n"], [[-7]])
    assert read(path)[1] == ["-7"]


@pytest.mark.parametrize("name", ["report.pdf", "report", "report.csv.exe", "missing/report.csv", "."])
def test_a_file_that_cannot_be_meant_is_refused_before_any_work(tmp_path: Path, name: str) -> None:
    with pytest.raises(WrongUse, match=r"Use \.csv, \.xlsx or \.json|no such folder"):
        exports.checked(tmp_path / name)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "x.csv").mkdir()
    with pytest.raises(WrongUse, match="It is a folder"):
        exports.checked(tmp_path / "x.csv")


def test_a_file_that_cannot_be_written_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="cannot be written"):
        exports.write(tmp_path / "gone" / "a.csv", ["a"], [])
