"""The engine ends in the middle of a load, or its disk is full: one clear line, and the next load completes."""

import asyncio
import json
import os
import signal
import subprocess
import sys

import pytest
from pydantic import SecretStr

from graph import sources
from graph.engine.connection import connect
from graph.records.fingerprint import fingerprint
from graph.settings import Settings
from tests.faults.estate import Estate
from tests.neo4j_server import CommunityServer, way

SIZE = 3_000


async def written(engine):
    """How many records the graph holds."""
    return (await engine.read("MATCH (n:Record) RETURN count(n)"))[0][0]


async def told_in_one_line(command):
    """The command ends with 5 and says so in one line."""
    out, err = await asyncio.to_thread(command.communicate)
    assert command.returncode == 5, out + err
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) <= 4, err
    assert "engine" in err
    return err


async def killed_while_it_writes(engine, estate, pid):
    """Starts a load, kills the engine once records arrive, and waits for the command."""
    command = estate.command()
    async with asyncio.timeout(60):
        while await written(engine) < 100:  # noqa: ASYNC110  (another process writes)
            await asyncio.sleep(0.02)
    os.kill(pid(), signal.SIGKILL)
    await told_in_one_line(command)


async def completes(estate, right):
    async with connect(estate.settings) as engine:
        (result,) = await sources.load(engine, estate.settings)
        assert result.status == "finished"
        assert await fingerprint(engine) == right


async def clean(estate):
    async with connect(estate.settings) as engine:
        await sources.load(engine, estate.settings)
        return await fingerprint(engine)


@pytest.mark.slow
async def test_the_embedded_engine_is_killed(tmp_path):
    right = await clean(Estate(tmp_path / "right", Settings(data=tmp_path / "right-data", uri="")).write(SIZE))
    data = tmp_path / "data"
    estate = Estate(tmp_path / "org", Settings(data=data, uri="")).write(SIZE)
    async with connect(estate.settings) as engine:
        await engine.ensure_schema()
        await killed_while_it_writes(engine, estate, lambda: json.loads((data / "engine" / "java.json").read_text())["pid"])
    await completes(estate, right)


@pytest.mark.slow
async def test_a_neo4j_is_killed(tmp_path):
    if way() != "maven" and os.environ.get("CI") != "true":
        pytest.skip("It takes a Neo4j of its own, by Maven.")
    server = CommunityServer(tmp_path / "neo4j")
    server.home.mkdir()
    with server.running() as given:
        settings = Settings(uri=given.uri, user=given.user, password=SecretStr(given.password))
        estate = Estate(tmp_path / "org", settings).write(SIZE)
        async with connect(settings) as engine:
            await engine.ensure_schema()
            await killed_while_it_writes(engine, estate, lambda: given.pid)
        server.kill()
        server.start()
        right = await clean(Estate(tmp_path / "right", Settings(data=tmp_path / "right-data", uri="")).write(SIZE))
        await completes(estate, right)


@pytest.fixture
def tiny_disk(tmp_path):
    """A file system that the empty graph fills by half (every label has its indexes); needs root on Linux."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("A small file system can be mounted by root on Linux alone.")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(folder)], check=False).returncode:
        pytest.skip("This machine mounts no small file system.")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def make_room(disk):
    """What the error asks for."""
    subprocess.run(["mount", "-o", "remount,size=96m", str(disk)], check=True)


@pytest.mark.slow
async def test_a_full_disk_is_told_and_the_graph_still_opens(tmp_path, tiny_disk):
    estate = Estate(tmp_path / "org", Settings(data=tiny_disk / "data", uri=""), whole=100_000).write(200)
    assert await asyncio.to_thread(estate.command().wait) == 0
    async with connect(estate.settings, read_only=True) as engine:
        before = await written(engine)
    estate = Estate(tmp_path / "org", estate.engine).write(20_000)
    err = await told_in_one_line(estate.command("--allow-deletions"))
    assert f"{estate.settings.data_folder}: The disk is full" in err
    make_room(tiny_disk)
    async with connect(estate.settings, read_only=True) as engine:
        assert await written(engine) >= before
