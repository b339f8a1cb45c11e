"""What every loader promises (`graph.loaders.contract`), checked on its example; see examples/README.md."""

from __future__ import annotations

import json
import re
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from graph.errors import SourceFailed, WrongUse
from graph.loaders.contract import LOADERS, Limits, Origin, find, parse_options
from graph.records.content import digest
from graph.records.identity import identities
from graph.records.model import Item, Record, Rejected
from graph.schema import model
from graph.schema.nodes import LOADABLE
from tests.graph.loaders.examples import FOLDER, NAMES, Example, find_example
from tests.graph.loaders.reading import SOURCE, fits_the_schema

SMALL = Limits(cell_chars=1_000, file_bytes=20 * 2**20)
"""Limits under which hostile input can be small too."""


@pytest.fixture(params=NAMES)
def example(request: pytest.FixtureRequest) -> Example:
    return find_example(request.param)


async def read(example: Example, folder: Path, limits: Limits | None = None) -> list[Item]:
    loader = find(example.loader)
    origin = Origin(SOURCE, folder, tuple(example.description.path), limits=limits or Limits())
    options = parse_options(loader, example.description.options, "options")
    return [item async for item in loader.read(origin, options)]


def records(items: list[Item]) -> dict[str, Record]:
    return {item.key: item for item in items if isinstance(item, Record)}


async def fails(example: Example, folder: Path, limits: Limits | None = None) -> str:
    with pytest.raises(SourceFailed) as caught:
        await read(example, folder, limits)
    assert caught.value.remedy, f"no remedy: {caught.value}"
    assert str(folder) not in str(caught.value), "people look for the name they gave"
    return str(caught.value)


def test_every_loader_has_an_example_and_no_example_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir() if path.is_dir()} == set(LOADERS)


async def test_a_good_source_is_read_without_a_rejected_row(example: Example, tmp_path: Path) -> None:
    example.write(tmp_path)
    items = await read(example, tmp_path)
    assert not [str(item) for item in items if isinstance(item, Rejected)]
    assert len(records(items)) == len(items) >= 3


async def test_every_record_says_file_and_line(example: Example, tmp_path: Path) -> None:
    example.write(tmp_path)
    for record in records(await read(example, tmp_path)).values():
        lines = (tmp_path / record.file.partition("#")[0]).read_text(encoding="utf-8").splitlines()
        assert 1 <= record.line <= len(lines), record


async def test_nothing_is_yielded_that_the_schema_does_not_know(example: Example, tmp_path: Path) -> None:
    example.write(tmp_path)
    for record in records(await read(example, tmp_path)).values():
        fits_the_schema(record)
        assert model.LABELS[record.label] in LOADABLE
        assert "id" not in record.properties
        assert all(value not in (None, "", []) for value in record.properties.values()), record


async def test_two_readings_are_equal_in_content_and_order(example: Example, tmp_path: Path) -> None:
    example.write(tmp_path)
    assert await read(example, tmp_path) == await read(example, tmp_path)


async def test_every_file_is_noted_with_its_digest(example: Example, tmp_path: Path) -> None:
    example.write(tmp_path)
    loader = find(example.loader)
    origin = Origin(SOURCE, tmp_path, tuple(example.description.path))
    async for _ in loader.read(origin, parse_options(loader, example.description.options, "options")):
        pass
    assert sorted(origin.digests) == example.files
    assert all(re.fullmatch("[0-9a-f]{64}", found) for found in origin.digests.values())


async def test_links_to_what_nobody_described_yet_are_kept(example: Example, tmp_path: Path) -> None:
    example.write(tmp_path)
    found = records(await read(example, tmp_path)).values()
    targets = {link.target for record in found for link in record.links}
    known = {identity for record in found for identity in identities(record, SOURCE)}
    assert set(example.description.dangling) <= targets - known


async def test_a_row_that_cannot_be_read_is_rejected_and_the_others_are_read(example: Example, tmp_path: Path) -> None:
    example.write(tmp_path)
    good = records(await read(example, tmp_path))
    example.write(tmp_path, "rejected")
    items = await read(example, tmp_path)
    edit = example.edits["rejected"]
    (row,) = [item for item in items if isinstance(item, Rejected)]
    assert (row.file, row.line, row.key) == (edit.file, edit.line, edit.key), str(row)
    assert row.field
    assert row.reason
    others = records(items)
    assert set(others) == set(good) - {edit.key}
    assert all(others[key] == good[key] or others[key].file == edit.file for key in others)


async def test_a_key_given_twice_does_not_pass_unseen(example: Example, tmp_path: Path) -> None:
    example.write(tmp_path, "duplicate")
    key = example.edits["duplicate"].key
    items = await read(example, tmp_path)
    assert len([item for item in items if item.key == key]) > 1, "the sync reports the second of two records with one key"


async def test_a_change_at_the_source_changes_its_record_only(example: Example, tmp_path: Path) -> None:
    example.write(tmp_path)
    before = {key: digest(record) for key, record in records(await read(example, tmp_path)).items()}
    example.write(tmp_path, "changed")
    after = {key: digest(record) for key, record in records(await read(example, tmp_path)).items()}
    assert set(before) == set(after)
    assert {key for key in before if before[key] != after[key]} == {example.edits["changed"].key}


async def test_what_the_source_no_longer_has_is_not_read(example: Example, tmp_path: Path) -> None:
    example.write(tmp_path)
    before = records(await read(example, tmp_path))
    example.write(tmp_path, "smaller")
    after = records(await read(example, tmp_path))
    assert set(before) - set(after) == set(example.edits["smaller"].gone)
    assert not set(after) - set(before)


async def test_a_file_that_is_cut_off_fails(example: Example, tmp_path: Path) -> None:
    example.write(tmp_path, "truncated")
    assert example.edits["truncated"].file in await fails(example, tmp_path)


async def test_an_empty_file_fails(example: Example, tmp_path: Path) -> None:
    for name in example.files:
        for content in (b"", b"\xef\xbb\xbf", b" \n\n"):
            example.write(tmp_path)
            (tmp_path / name).write_bytes(content)
            assert name in await fails(example, tmp_path)


async def test_a_file_in_the_wrong_encoding_fails(example: Example, tmp_path: Path) -> None:
    for name in example.files:
        for content in (good_bytes(example, name) + b"\xff", good_bytes(example, name).decode().encode("utf-16-le")):
            example.write(tmp_path)
            (tmp_path / name).write_bytes(content)
            assert name in await fails(example, tmp_path)


async def test_a_file_with_a_byte_order_mark_is_read_by_it(example: Example, tmp_path: Path) -> None:
    example.write(tmp_path)
    plain = await read(example, tmp_path)
    for name in example.files:
        for encoding in ("utf-8-sig", "utf-16"):
            example.write(tmp_path)
            (tmp_path / name).write_bytes(good_bytes(example, name).decode().encode(encoding))
            assert await read(example, tmp_path) == plain, f"{name} in {encoding}"


def good_bytes(example: Example, name: str) -> bytes:
    return (example.folder / "good" / name).read_bytes()


async def test_a_source_that_is_not_there_fails(example: Example, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    message = await fails_with_path(example, tmp_path, "nowhere.*")
    assert "nowhere" in message
    await fails_with_path(example, tmp_path, "empty")


async def fails_with_path(example: Example, folder: Path, path: str) -> str:
    loader = find(example.loader)
    options = parse_options(loader, example.description.options, "options")
    with pytest.raises(SourceFailed) as caught:
        _ = [item async for item in loader.read(Origin(SOURCE, folder, (path,)), options)]
    assert caught.value.remedy
    return str(caught.value)


async def test_a_file_beyond_the_limit_is_not_read(example: Example, tmp_path: Path) -> None:
    example.write(tmp_path)
    await fails(example, tmp_path, Limits(file_bytes=40))


HOSTILE = {
    "nested lists": "[" * 200_000,
    "nested objects": '{"a":' * 200_000,
    "a list as deep as it is closed": "[" * 50_000 + "]" * 50_000,
    "a nested block": "- " * 200_000 + "x",
    "aliases": "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 12)),
    "an object of Python": "!!python/object/apply:os.system [exit]",
    "a number of 5,000 digits": '{"result": [{"sys_id": ' + "9" * 5_000 + "}]}",
    "half a surrogate pair": '{"result": [{"sys_id": "\\ud800"}]}',
    "a line without an end": "x" * 5_000_000,
    "a quote without an end": 'Contract;Title\n"' + "y\n" * 2_000_000,
    "entities": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">]><a>&a;</a>',
    "control characters": "a: \x01\x02\x1b[31m",
    "a zip": "",
}


def hostile(kind: str) -> bytes:
    if kind != "a zip":
        return HOSTILE[kind].encode()
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * 50_000_000)
    return made.getvalue()


@pytest.mark.parametrize("kind", HOSTILE)
async def test_hostile_content_fails_soon(example: Example, kind: str, tmp_path: Path) -> None:
    content = hostile(kind)
    for name in example.files:
        example.write(tmp_path)
        (tmp_path / name).write_bytes(content)
        began = time.process_time()
        taken, problem = await attempt(example, tmp_path)
        assert time.process_time() - began < 20
        assert problem or not [item for item in taken if isinstance(item, Record) and item.file == name], "it took it for data"
        assert not problem or (name in problem and len(problem) < 2_000)


async def attempt(example: Example, folder: Path) -> tuple[list[Item], str]:
    try:
        return await read(example, folder, SMALL), ""
    except SourceFailed as problem:
        return [], str(problem)


def test_unknown_options_are_wrong_use(example: Example) -> None:
    with pytest.raises(WrongUse, match="such_an_option"):
        parse_options(find(example.loader), {**example.description.options, "such_an_option": 1}, "clausegraph.yaml")


def test_options_can_be_shown_as_json_schema(example: Example) -> None:
    assert json.dumps(find(example.loader).options.model_json_schema())


def test_every_loader_has_its_page() -> None:
    pages = Path(__file__).parents[3] / "docs" / "loaders"
    for name, loader in LOADERS.items():
        text = (pages / f"{name}.md").read_text(encoding="utf-8")
        assert not [option for option in loader.options.model_fields if f"`{option}`" not in text]
