"""Where a notebook asks: the server that CLAUSEGRAPH_GRAPHQL names, else the demo, for as long as the kernel lives."""

from __future__ import annotations

import atexit
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

_SERVED = Path(__file__).with_name("served.py")
_ADDRESS = re.compile(r"(http://\S+/graphql)\s")


@cache
def address() -> str:
    """Address of the GraphQL to ask; starts the demo where the environment names none."""
    if given := os.environ.get("CLAUSEGRAPH_GRAPHQL"):
        return given
    until_the_end = ExitStack()
    atexit.register(until_the_end.close)
    return until_the_end.enter_context(demo())


@contextmanager
def demo(*flags: str) -> Iterator[str]:
    """Loads the demo organisation and serves it on a free port of this machine; gives the address of its GraphQL.

    `flags` are those of `clausegraph`. Raises RuntimeError, with what was said, where it cannot be served.
    """
    command = [sys.executable, "-P", str(_SERVED), *flags, "demo", "--port", "0"]
    # A session of its own, so that interrupting a cell does not interrupt the server.
    with (
        TemporaryFile("w+", encoding="utf-8") as said,
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        ) as process,
    ):
        try:
            yield _address(process.stdout, said)
        finally:
            process.communicate()


def _address(out: IO[str] | None, said: IO[str]) -> str:
    for line in out or ():
        if found := _ADDRESS.match(line):
            return found[1]
    said.seek(0)
    raise RuntimeError(f"The demo cannot be served.\n{said.read()}")
