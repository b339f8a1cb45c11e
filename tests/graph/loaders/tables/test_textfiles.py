"""CSV and its relatives: separators, quotes, headers, lines, and files that are cut off."""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from graph.errors import SourceFailed
from graph.loaders.contract import Limits
from tests.graph.loaders.reading import SHARED, Given, read

RECORD = {"label": "Document", "key": "No", "properties": {"name": "Title"}}


async def table(folder: Path, content: str | bytes, name: str = "a.csv", limits: Limits | None = None, **options: Any) -> Given:
    table_ = {key: options.pop(key) for key in ("header", "skip") if key in options}
    return await read("tables", folder, {name: content}, {"tables": [{**table_, "records": [RECORD]}], **options}, name, limits)


def titles(given: Given) -> dict[str, Any]:
    return {key: record.properties.get("name") for key, record in given.records.items()}


@pytest.mark.parametrize(
    ("separator", "name"), [(",", "a.csv"), (";", "a.csv"), ("\t", "a.csv"), ("|", "a.txt"), ("\t", "a.tsv")]
)
async def test_the_separator_is_found_in_the_column_names(separator: str, name: str, tmp_path: Path) -> None:
    rows = ['No|Title|"a,b;c,d"', "1|one, two; three|x"]
    given = await table(
        tmp_path, "\n".join(rows).replace("|", separator).replace("one,", '"one,').replace("three", 'three"'), name
    )
    assert titles(given) == {"1": "one, two; three"}


async def test_a_declared_separator_and_excels_own_line_count(tmp_path: Path) -> None:
    assert titles(await table(tmp_path, "No:Title\n1:a,b\n", separator=":")) == {"1": "a,b"}
    given = await table(tmp_path, '"sep=;"\r\nNo;Title\r\n1;a,b,c,d\r\n')
    assert titles(given) == {"1": "a,b,c,d"}
    assert given["1"].line == 3


async def test_lines_are_those_of_the_file_whatever_rows_hold(tmp_path: Path) -> None:
    content = 'No,Title\r\n1,"a\r\nb\nc"\r\n\r\n2,"say ""hi"""\r\n,,\r\n3,"x\n"\n4,y'
    given = await table(tmp_path, content)
    assert titles(given) == {"1": "a\r\nb\nc", "2": 'say "hi"', "3": "x", "4": "y"}
    assert [record.line for record in given.records.values()] == [2, 6, 8, 10]


async def test_the_header_need_not_be_first_and_a_row_of_units_is_skipped(tmp_path: Path) -> None:
    given = await table(tmp_path, "Register of contracts,,\n,,\nNo,Title,\n(text),(text),\n1,a,\n", header=3, skip=1)
    assert titles(given) == {"1": "a"}
    assert given["1"].line == 5
    with pytest.raises(SourceFailed, match="ends before row 9"):
        await table(tmp_path, "No,Title\n1,a\n", header=9)


async def test_rows_that_do_not_fit_the_columns_are_rejected_and_the_next_is_read(tmp_path: Path) -> None:
    given = await table(tmp_path, 'No,Title\n1,a,b\n2,"a"b\n3\n4,a,,\n5,ok\n')
    assert titles(given) == {"3": None, "4": "a", "5": "ok"}
    assert [(row.line, row.reason[:6]) for row in given.rejected] == [(2, "it has"), (3, "it can")]
    assert all("separator" in row.remedy for row in given.rejected)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('No,Title\n1,"abc\n2,x\n', r"a\.csv:2: A quote"),
        ("No,Title,End\n1,a,b\n2,c", r"a\.csv:3: Its last row has 2 of 3 cells"),
        ("", "empty"),
    ],
)
async def test_a_file_that_is_cut_off_fails(content: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(SourceFailed, match=says):
        await table(tmp_path, content)


async def test_encodings_are_declared(tmp_path: Path) -> None:
    for encoding in ("cp1252", "utf-16-be", "cp437"):
        assert titles(await table(tmp_path, "No,Title\n1,Büro\n".encode(encoding), encoding=encoding)) == {"1": "Büro"}
    with pytest.raises(SourceFailed, match=r"a\.csv: It is not utf-8"):
        await table(tmp_path, "No,Title\n1,Büro\n".encode("cp1252"))


async def test_every_file_has_a_table_and_every_table_a_file(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text("No,Title\n2,b\n", encoding="utf-8")
    with pytest.raises(SourceFailed, match=r"b\.csv: No table"):
        await read("tables", tmp_path, {"a.csv": "No,Title\n1,a\n"}, {"tables": [{"file": "a.csv", "records": [RECORD]}]})
    options = {"tables": [{"records": [RECORD]}, {"file": "c.csv", "records": [RECORD]}]}
    with pytest.raises(SourceFailed, match=r"No file of the source is called c\.csv"):
        await read("tables", tmp_path, {}, options)
    given = await read("tables", tmp_path, {}, {"tables": [{"file": "?.csv", "records": [RECORD]}]})
    assert [record.file for record in given.records.values()] == ["a.csv", "b.csv"]


async def test_a_source_beyond_the_limit_of_rows_fails(tmp_path: Path) -> None:
    content = "No,Title\n" + "".join(f"{i},x\n" for i in range(2_001))
    with pytest.raises(SourceFailed, match="more than 1,500 rows"):
        await table(tmp_path, content, limits=Limits(rows=1_500))


async def test_a_big_file_is_read_in_little_memory(tmp_path: Path) -> None:
    from graph.loaders.contract import Origin, find, parse_options

    with (tmp_path / "a.csv").open("w", encoding="utf-8") as file:
        file.write("No,Title\n")
        file.writelines(f"{i},{'x' * 200}\n" for i in range(50_000))
    loader = find("tables")
    options = parse_options(loader, {"tables": [{"records": [RECORD]}]}, "")
    tracemalloc.start()
    count = 0
    async for _ in loader.read(Origin("src", tmp_path, ("a.csv",)), options):
        count += 1
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 50_000
    assert peak < 2 * 2**20


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real files are not here")
async def test_real_exports_are_read_whole() -> None:
    service = {"label": "Service", "key": "sys_id", "properties": {"name": "name"}}
    given = await read("tables", SHARED / "servicenow", None, {"tables": [{"records": [service]}]}, "*.csv")
    assert len(given.records) == 42
    contract = {
        "label": "Document",
        "key": "c0010",
        "properties": {"valid_from": "c0070", "valid_to": "c0080", "kind": {"value": "contract"}},
    }
    options = {"tables": [{"records": [contract]}]}
    given = await read("tables", SHARED / "dora-roi", None, options, "**/b_02.02.csv")
    assert [record.properties["valid_from"] for record in given.records.values()] == ["2020-09-17"]
