"""The pack as a whole: the same bytes again, every file readable, and every fact with its place."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from api.packs import tables
from api.packs.archive import MANIFEST
from api.packs.noting import Noting
from api.packs.pack import write
from api.packs.verify import verify
from graph.engine import Engine
from graph.errors import WrongUse
from graph.records.fingerprint import fingerprint
from queries.assessment.assess import assess
from queries.frameworks import find_framework
from tests.api.packs.world import FRAMEWORK, HOSTILE, LONG, TODAY, pack_of


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    text = (folder / name).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
async def again(provider: Engine, tmp_path: Path) -> str:
    """The SHA-256 that is told when the same pack is made once more."""
    return await pack_of(provider, tmp_path / "again.zip")


def test_the_same_graph_on_the_same_day_gives_the_same_bytes(again: str, pack: Path, tmp_path: Path) -> None:
    assert (tmp_path / "again.zip").read_bytes() == pack.read_bytes()
    assert again == verify(pack).manifest
    assert [path.name for path in tmp_path.iterdir()] == ["again.zip"], "nothing half done is left"


def test_it_holds_what_people_and_machines_read(folder: Path) -> None:
    held = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    asked = {"report.html", "report.pdf", "coverage.xlsx", "assessment-results.json", "lineage.csv", "statements.json", MANIFEST}
    assert held == asked | {f"tables/{name}.csv" for name in tables.TABLES}


async def test_the_manifest_names_every_file_with_its_digest(provider: Engine, pack: Path, folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST).read_text())
    for name, said in manifest["files"].items():
        data = (folder / name).read_bytes()
        assert (said["bytes"], said["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    assert manifest["graph fingerprint"] == await fingerprint(provider)
    with zipfile.ZipFile(pack) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 23, 0, 0, 0)}
        assert archive.namelist() == [MANIFEST, *sorted(manifest["files"])]


def test_the_workbook_and_the_csv_files_hold_the_same_rows(folder: Path) -> None:
    book = CalamineWorkbook.from_path(folder / "coverage.xlsx")
    assert book.sheet_names == list(tables.TABLES)
    for name in tables.TABLES:
        sheet = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        listed = rows(folder, f"tables/{name}.csv")
        assert len(sheet) - 1 == len(listed), name
        assert all(sheet[0] == list(row) for row in listed[:1]), name
    with zipfile.ZipFile(folder / "coverage.xlsx") as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets" in name]
    assert len(sheets) == len(tables.TABLES)
    for sheet in sheets:
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet
        assert 'state="frozen"' in sheet
        assert "<autoFilter" in sheet


def test_no_cell_of_a_csv_file_is_a_formula(folder: Path) -> None:
    cells = [cell for file in folder.rglob("*.csv") for row in csv.reader(file.open(encoding="utf-8-sig")) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    assert f"'{HOSTILE['formula']}" in cells


def test_every_statement_is_there_with_what_it_was_asked_with(folder: Path) -> None:
    listed = {one["name"]: one for one in json.loads((folder / "statements.json").read_text())}
    assert set(find_framework(FRAMEWORK).checks) <= set(listed)
    assert {"scope", "needed", "claims", "evidence", "open", "exceptions", "sources-and-runs"} <= set(listed)
    owed = listed["supplier-is-reviewed"]
    assert owed["parameters"]["today"] == TODAY
    assert "MATCH" in owed["statement"]
    assert len(listed) == len(json.loads((folder / "statements.json").read_text())), "each once"


def test_the_pdf_is_tagged_named_and_says_what_the_page_says(folder: Path) -> None:
    document = PdfReader(folder / "report.pdf")
    root = document.trailer["/Root"]
    assert root["/Lang"].startswith("en")
    assert root["/MarkInfo"]["/Marked"]
    assert "pdfuaid" in document.xmp_metadata.stream.get_data().decode() if document.xmp_metadata else False
    assert document.metadata is not None
    assert document.metadata.title == f"ISO/IEC 20000-1:2011: coverage on {TODAY}"
    assert document.metadata.creation_date is not None
    assert document.metadata.creation_date.date().isoformat() == TODAY
    assert [one.title for one in document.outline if not isinstance(one, list)] == [
        "Summary", "Scope", "Method", "Clause by clause", "Findings by severity", "Exceptions", "Sources and their age",
    ]  # fmt: skip
    text = " ".join(" ".join(page.extract_text() for page in document.pages).split())
    for name in ("greek", "cyrillic", "script"):
        assert HOSTILE[name] in text
    assert "#panic() *b* $x$ @a <b> `c` \\" in text
    assert "[U+1F525]" in text, "what no font draws stands there by its number"
    assert "ÜÜÜÜÜÜÜÜÜÜ" in text
    assert "not ready" in text


@pytest.mark.parametrize("suffix", [".html", ".pdf"])
async def test_the_page_and_the_pdf_can_be_had_alone(provider: Engine, folder: Path, tmp_path: Path, suffix: str) -> None:
    noting = Noting(provider)
    assessment = await assess(noting, find_framework(FRAMEWORK), today=TODAY)
    assert await write(noting, assessment, tmp_path / f"a{suffix}", organisation=HOSTILE["script"]) == ""
    assert (tmp_path / f"a{suffix}").read_bytes() == (folder / f"report{suffix}").read_bytes()
    with pytest.raises(WrongUse, match=r"as \.doc"):
        await write(noting, assessment, tmp_path / "a.doc")
    with pytest.raises(WrongUse, match="It cannot be written: No such file"):
        await write(noting, assessment, tmp_path / "nowhere" / f"a{suffix}")


def test_long_names_are_whole_in_tables(folder: Path) -> None:
    assert LONG in {row["name"] for row in rows(folder, "tables/scope.csv")}
