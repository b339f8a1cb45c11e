"""The embedded engine lives while somebody uses it, and no longer, however its users end."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from graph.engine import Statement, connect
from graph.settings import Settings

USER = """
import asyncio, sys
from pathlib import Path
from graph.engine import connect
from graph.settings import Settings

async def use():
    async with connect(Settings(uri="", data=Path(sys.argv[1]))) as engine:
        print(len(await engine.read("MATCH (s:Service) RETURN s.id")), flush=True)
        ended = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(ended), sys.stdin)
        await ended.read()

asyncio.run(use())
"""
ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.slow


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that nobody used yet."""
    return tmp_path / "data"


@contextmanager
def user(data: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds on to the engine of the folder; what it saw is on its output."""
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", USER, str(data)], cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def saw(process: subprocess.Popen[str]) -> int:
    """How many services the user found; it has the engine from then on."""
    assert process.stdout
    return int(process.stdout.readline())


def processes(data: Path) -> tuple[psutil.Process, psutil.Process]:
    """Keeper and engine of the folder."""
    keeper = json.loads((data / "engine" / "keeper.json").read_text())["process"]["pid"]
    return psutil.Process(keeper), psutil.Process(json.loads((data / "engine" / "java.json").read_text())["pid"])


def gone(*those: psutil.Process, within: float = 30) -> bool:
    """Whether they end soon."""
    return not psutil.wait_procs(those, within)[1]


async def write(data: Path, name: str) -> None:
    async with connect(Settings(uri="", data=data)) as engine:
        await engine.ensure_schema()
        await engine.write([Statement("CREATE (:Service {id: $name, name: $name})", {"name": name})])


async def test_two_users_share_one_engine_and_the_last_ends_it(data: Path) -> None:
    await write(data, "a")
    with user(data) as first:
        assert saw(first) == 1
        both = processes(data)
        with user(data) as second:
            assert saw(second) == 1
            assert processes(data) == both
            first.kill()
            first.wait(30)
            await write(data, "b")
            assert all(one.is_running() for one in both)
            assert second.stdin
            second.stdin.close()
        assert gone(*both)
    with user(data) as later:
        assert saw(later) == 2


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT])
async def test_it_ends_with_its_only_user_however_that_one_ends(data: Path, sign: signal.Signals) -> None:
    with user(data) as only:
        saw(only)
        both = processes(data)
        only.send_signal(sign)
        only.wait(30)
        assert gone(*both)


def kill_keeper(data: Path) -> tuple[psutil.Process, ...]:
    keeper, java = processes(data)
    keeper.kill()
    return keeper, java


def kill_engine(data: Path) -> tuple[psutil.Process, ...]:
    keeper, java = processes(data)
    java.kill()
    return keeper, java


@pytest.mark.parametrize("kill", [kill_keeper, kill_engine])
async def test_what_was_written_is_there_when_keeper_or_engine_are_killed(
    data: Path, kill: Callable[[Path], tuple[psutil.Process, ...]]
) -> None:
    await write(data, "a")
    with user(data) as before:
        saw(before)
        await write(data, "b")
        killed = kill(data)
        assert gone(*killed)
        with user(data) as after:
            assert saw(after) == 2
            assert all(new != old for new, old in zip(processes(data), killed, strict=True))


async def test_users_that_come_at_once_start_one_engine(data: Path) -> None:
    await asyncio.gather(*(write(data, str(number)) for number in range(4)))
    with user(data) as later:
        assert saw(later) == 4


async def test_its_folder_is_its_owners_alone_and_its_command_line_holds_no_password(data: Path) -> None:
    with user(data) as only:
        saw(only)
        private = [data / "engine", *(data / "engine" / name for name in ("keeper.json", "config/server-users.jsonl"))]
        assert [path.stat().st_mode & 0o077 for path in private] == [0, 0, 0]
        users = (data / "engine" / "config" / "server-users.jsonl").read_text()
        assert all("$" in json.loads(line)["password"] for line in users.splitlines())
        assert "password" not in " ".join(processes(data)[1].cmdline()).lower()
