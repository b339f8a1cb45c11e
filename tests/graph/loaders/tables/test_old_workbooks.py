"""Workbooks of the old Excel: cells that show an error reject their row, and a hostile file is one clear error."""

from __future__ import annotations

import contextlib
import random
import struct
from pathlib import Path
from typing import Any

import pytest

from graph.errors import SourceFailed
from tests.graph.loaders.old_workbooks import compound, record, sheet, stream, xls
from tests.graph.loaders.reading import Given, read

ROWS = [
    ["No", "Name", "Site"],
    [1.0, "Alpha", "Grauburg"],
    [2.0, "#DIV/0!", "Ellern"],
    [3.0, "Gamma", None],
    [4.0, "Delta", "#REF!"],
]
GOOD = xls({"Notes": [["x"]], "Suppliers": ROWS})
TABLES = {
    "tables": [
        {"sheet": "Suppliers", "records": [{"label": "Supplier", "key": "No", "properties": {"name": "Name", "website": "Site"}}]}
    ]
}


async def load(folder: Path, data: bytes) -> Given:
    return await read("tables", folder, {"suppliers.xls": data}, TABLES)


async def test_a_cell_that_shows_an_error_rejects_its_row_and_the_others_load(tmp_path: Path) -> None:
    given = await load(tmp_path, GOOD)
    assert {key: record.properties["name"] for key, record in given.records.items()} == {"1": "Alpha", "3": "Gamma"}
    assert given.reasons() == [
        "suppliers.xls#Suppliers:3: Name = '#DIV/0!': the spreadsheet shows an error here. Correct its formula.",
        "suppliers.xls#Suppliers:5: Site = '#REF!': the spreadsheet shows an error here. Correct its formula.",
    ]


async def test_the_error_of_a_formula_counts_too(tmp_path: Path) -> None:
    rows = [ROWS[0], [1.0, "=#N/A", "Grauburg"], [2.0, "Beta", "Ellern"]]
    given = await load(tmp_path, xls({"Suppliers": rows}))
    assert (list(given.records), [row.value for row in given.rejected]) == (["2"], ["#N/A"])


@pytest.mark.parametrize("part", [0.01, 0.1, 0.2, 0.4, 0.6, 0.8, 0.99])
async def test_a_file_that_is_cut_off_is_one_error(tmp_path: Path, part: float, capfd: Any) -> None:
    with pytest.raises(
        SourceFailed, match=r"suppliers\.xls: It is cut off, damaged or no workbook: .*\. Export it again\."
    ) as error:
        await load(tmp_path, GOOD[: int(len(GOOD) * part)])
    assert "\n" not in str(error.value)
    assert capfd.readouterr().err == ""


def circle() -> bytes:
    """A file whose sectors follow each other for ever."""
    return GOOD[:512] + GOOD[512:520] + struct.pack("<I", 2) + GOOD[524:]


HOSTILE = {
    "cells far apart": compound(stream({"Suppliers": sheet([["No"], *[[]] * 65_000, [*[None] * 255, "x"]])})),
    "an extent that ends before it begins": compound(stream({"Suppliers": sheet(ROWS, (0xFFFFFF00, 3))})),
    "more texts than it can hold": compound(record(0x0809, bytes(16)) + record(0x00FC, struct.pack("<II", 0, 2**32 - 1))),
    "no end": compound(stream({"Suppliers": sheet(ROWS)[:-4]}).ljust(4096, b"\1")),
    "a circle": circle(),
    "no workbook": GOOD.replace("Workbook".encode("utf-16-le"), "Wordbook".encode("utf-16-le")),
    "rows out of order": GOOD.replace(struct.pack("<HHHH", 0x0203, 14, 3, 0), struct.pack("<HHHH", 0x0203, 14, 0, 0)),
}


@pytest.mark.parametrize("kind", HOSTILE)
async def test_a_file_that_means_harm_is_one_error(tmp_path: Path, kind: str, capfd: Any) -> None:
    with pytest.raises(SourceFailed) as error:
        await load(tmp_path, HOSTILE[kind])
    assert str(error.value).startswith("suppliers.xls")
    assert "\n" not in str(error.value)
    assert capfd.readouterr().err == ""


async def test_damage_anywhere_is_an_error_or_another_value_but_never_a_traceback(tmp_path: Path, capfd: Any) -> None:
    chance = random.Random(7)
    meaning = [at for at, byte in enumerate(GOOD) if byte and at > 8]
    for _ in range(300):
        data = bytearray(GOOD)
        data[chance.choice(meaning)] = chance.choice([0, 255, chance.randrange(256)])
        with contextlib.suppress(SourceFailed):
            await load(tmp_path, bytes(data))
    assert capfd.readouterr().err == ""
