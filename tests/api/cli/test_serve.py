"""`clausegraph serve` as a process: it says where it is, and ends with everything it started."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import time
from pathlib import Path

import httpx
import psutil
import pytest

from tests.api.cli.running import Shell


def address(process: subprocess.Popen[str]) -> str:
    """The first address that it prints."""
    assert process.stdout
    for line in process.stdout:
        if found := re.match(r"(http://\S+?)/\s", line):
            return found[1]
    raise AssertionError(process.stderr.read() if process.stderr else "")


def engines(data: Path) -> list[psutil.Process]:
    """Engines that run on a data folder."""
    found = []
    for process in psutil.process_iter(["cmdline"]):
        if any(str(data) in word for word in process.info["cmdline"] or []):
            found.append(process)
    return found


def ended(process: subprocess.Popen[str], number: signal.Signals) -> str:
    """What it says on standard error when a signal ends it well."""
    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 0
    return err.strip()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_told_to_end_and_its_engine_ends_with_it(bare: Shell, number: signal.Signals) -> None:
    data = (bare.folder / ".clausegraph").resolve()
    with bare.started("serve", "--port", "0") as process:
        where = address(process)
        assert httpx.get(f"{where}/healthz").json() == {"status": "up"}
        assert httpx.get(f"{where}/readyz").json() == {"engine": "up"}
        assert "Clausegraph" in httpx.get(f"{where}/").text
        assert engines(data)
        assert ended(process, number) == "Stopped."
    deadline = time.monotonic() + 20
    while engines(data) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert engines(data) == []


def test_a_port_that_is_taken_is_one_line(bare: Shell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = bare("serve", "--port", str(port))
    assert (told.code, told.err.strip()) == (2, f"clausegraph: Port {port} on 127.0.0.1 is taken. Choose another with --port.")


@pytest.mark.parametrize("host", ["203.0.113.7", "no.such.host.invalid"])
def test_an_address_that_is_not_ours_is_one_line(bare: Shell, host: str) -> None:
    told = bare("serve", "--host", host, "--port", "0")
    assert told.code == 2
    assert "Check --host." in told.err
    assert len(told.err.splitlines()) == 1


def test_an_address_that_others_can_reach_comes_with_a_warning(bare: Shell) -> None:
    with bare.started("serve", "--host", "0.0.0.0", "--port", "0") as process:
        address(process)
        assert ended(process, signal.SIGINT).splitlines()[0].startswith("Warning: 0.0.0.0 can be reached by others")
