"""What every loader promises together with the load: a re-sync without writes, deletion, and the deletion guard."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.engine import Engine
from graph.errors import DeletionRefused, SourceFailed
from graph.records.sync import SourceResult
from graph.settings import Settings
from graph.sources import load
from tests.graph.loaders.examples import NAMES, Example, find_example


@pytest.fixture(params=NAMES)
def example(request: pytest.FixtureRequest) -> Example:
    return find_example(request.param)


async def loaded(engine: Engine, example: Example, folder: Path, **options: bool) -> SourceResult:
    settings = Settings(config=folder / "clausegraph.yaml", sources=[example.source()])
    (result,) = await load(engine, settings, **options)
    return result


async def keys(engine: Engine) -> set[str]:
    return {row[0] for row in await engine.read("MATCH (r:Record) RETURN r.key")}


async def test_a_second_load_of_the_same_files_writes_nothing(engine: Engine, example: Example, tmp_path: Path) -> None:
    example.write(tmp_path)
    first = await loaded(engine, example, tmp_path)
    assert (first.status, first.added, first.rejected) == ("finished", first.read, [])
    second = await loaded(engine, example, tmp_path)
    assert (second.added, second.changed, second.removed, second.unchanged) == (0, 0, 0, first.read)


async def test_a_change_is_one_change(engine: Engine, example: Example, tmp_path: Path) -> None:
    example.write(tmp_path)
    await loaded(engine, example, tmp_path)
    example.write(tmp_path, "changed")
    result = await loaded(engine, example, tmp_path)
    assert (result.added, result.changed, result.removed) == (0, 1, 0)


async def test_what_is_gone_is_deleted_and_the_guard_asks_first(engine: Engine, example: Example, tmp_path: Path) -> None:
    example.write(tmp_path)
    await loaded(engine, example, tmp_path)
    before = await keys(engine)
    gone = set(example.edits["smaller"].gone)
    example.write(tmp_path, "smaller")
    settings = Settings(config=tmp_path / "clausegraph.yaml", sources=[example.source()], deletion_guard_percent=0)
    (refused,) = await load(engine, settings)
    if gone:
        assert isinstance(refused.error, DeletionRefused)
    else:  # what a status feed speaks of is fixed by its options: it changes states and never loses a record
        assert (refused.status, refused.removed, refused.changed) == ("finished", 0, 1)
    assert await keys(engine) == before
    result = await loaded(engine, example, tmp_path, allow_deletions=True)
    assert result.removed == len(gone)
    assert await keys(engine) == before - gone


@pytest.mark.parametrize("broken", ["truncated", "empty", "absent"])
async def test_a_failed_source_deletes_nothing(engine: Engine, example: Example, broken: str, tmp_path: Path) -> None:
    example.write(tmp_path)
    await loaded(engine, example, tmp_path)
    before = await keys(engine)
    path = tmp_path / example.edits["truncated"].file
    if broken == "truncated":
        example.write(tmp_path, "truncated")
    elif broken == "empty":
        path.write_bytes(b"")
    else:
        for name in example.files:
            (tmp_path / name).unlink()
    result = await loaded(engine, example, tmp_path, allow_deletions=True)
    assert result.status == "failed"
    assert isinstance(result.error, SourceFailed)
    assert await keys(engine) == before


async def test_a_row_that_cannot_be_read_keeps_what_was_known(engine: Engine, example: Example, tmp_path: Path) -> None:
    example.write(tmp_path)
    await loaded(engine, example, tmp_path)
    before = await keys(engine)
    example.write(tmp_path, "rejected")
    result = await loaded(engine, example, tmp_path)
    assert (result.status, len(result.rejected), result.removed) == ("finished", 1, 0)
    assert result.kept == (0 if example.loader == "statuspage" else 1), "a feed not understood says unknown, it is no lost row"
    assert await keys(engine) == before


async def test_a_key_given_twice_is_reported(engine: Engine, example: Example, tmp_path: Path) -> None:
    example.write(tmp_path, "duplicate")
    result = await loaded(engine, example, tmp_path)
    assert result.status == "finished"
    assert len(result.rejected) == 1


async def test_dangling_references_stay_on_their_records(engine: Engine, example: Example, tmp_path: Path) -> None:
    example.write(tmp_path)
    await loaded(engine, example, tmp_path)
    rows = await engine.read("MATCH (r:Record) WHERE r.unresolved IS NOT NULL RETURN r.unresolved")
    assert set(example.description.dangling) <= {target for row in rows for target in row[0]}
