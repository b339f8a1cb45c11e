"""A failed, empty, truncated or wrongly encoded source: nothing is deleted, and the command says so."""

import pytest

from graph import sources
from graph.records.fingerprint import fingerprint
from tests.faults.estate import Estate

DAMAGE = {
    "missing": lambda file: file.unlink(),
    "empty": lambda file: file.write_text(""),
    "header alone": lambda file: file.write_text(file.read_text().splitlines()[0] + "\n"),
    "truncated": lambda file: file.write_text(file.read_text()[: len(file.read_text()) // 3] + '"'),
    "half the rows": lambda file: file.write_text("".join(file.read_text().splitlines(keepends=True)[:50])),
    "wrongly encoded": lambda file: file.write_bytes(file.read_text().encode().replace(b"Service 9", b"Service \xff")),
    "another table": lambda file: file.write_text("Colour,Size\nred,1\n"),
    "binary": lambda file: file.write_bytes(bytes(range(256)) * 40),
}


@pytest.mark.parametrize("damage", DAMAGE)
async def test_nothing_is_deleted(engine, settings_for_engine, tmp_path, damage):
    estate = Estate(tmp_path / "org", settings_for_engine, whole=10_000).write(100)
    await sources.load(engine, estate.settings)
    before = await fingerprint(engine)
    DAMAGE[damage](estate.csv)
    (result,) = await sources.load(engine, estate.settings)
    assert result.status == "failed", result
    assert "estate" in str(result.error) or "records" in str(result.error)
    assert await fingerprint(engine) == before
    assert await engine.read("MATCH (r:Run) RETURN r.status ORDER BY r.status") == [["failed"], ["finished"]]


async def test_the_command_ends_with_4_and_one_clear_line(engine, settings_for_engine, tmp_path):
    estate = Estate(tmp_path / "org", settings_for_engine, whole=10_000).write(10)
    estate.csv.unlink()
    command = estate.command()
    out, err = command.communicate()
    assert command.returncode == 4, err
    assert "estate.csv:Thereisnosuchfile" in "".join(out.split()), "wherever the line was wrapped"
    assert "Traceback" not in out + err
