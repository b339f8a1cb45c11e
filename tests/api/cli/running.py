"""The command line as users run it: a process of its own, its output in a pipe."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import orjson

from graph.settings import Settings
from tests import forked

SECONDS = 120


class Ran(NamedTuple):
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, read as JSON."""
        return orjson.loads(self.out)


@dataclass(frozen=True)
class Shell:
    """Runs `clausegraph` in a folder, with nothing of our own environment that begins with CLAUSEGRAPH_."""

    folder: Path
    env: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, *words: str, **env: str) -> Ran:
        """Runs it to its end, forked from a process that has imported everything."""
        with TemporaryDirectory() as kept:
            out, err = Path(kept, "out"), Path(kept, "err")
            process = forked.start(words, self.folder, self.environment(env), out, err)
            process.join(SECONDS)
            if process.exitcode is None:
                process.kill()
                raise subprocess.TimeoutExpired(words, SECONDS)
            return Ran(process.exitcode, out.read_text("utf-8"), err.read_text("utf-8"))

    @contextmanager
    def started(self, *words: str, **env: str) -> Iterator[subprocess.Popen[str]]:
        """Starts it, its output to be read line by line; it does not outlive the block."""
        pipe = subprocess.PIPE
        with subprocess.Popen(
            command(*words), cwd=self.folder, env=self.environment(env), stdout=pipe, stderr=pipe, encoding="utf-8"
        ) as process:
            try:
                yield process
            finally:
                process.kill()

    def environment(self, env: Mapping[str, str]) -> dict[str, str]:
        """What the command sees."""
        plain = {
            name: value for name, value in os.environ.items() if not name.startswith(("CLAUSEGRAPH_", "COLUMNS", "NO_COLOR"))
        }
        here = Path(__file__).parent
        path = os.pathsep.join(str(folder) for folder in (here / "as_users_have_it", here.parents[2]))
        return {**plain, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1", **self.env, **env}


def command(*words: str) -> list[str]:
    """The words of a process."""
    return [sys.executable, "-m", "api.cli.main", *words]


def reaching(settings: Settings) -> dict[str, str]:
    """The environment that leads a command to the engine of these settings."""
    if not settings.uri:
        return {"CLAUSEGRAPH_DATA": str(settings.data)}
    return {
        "CLAUSEGRAPH_URI": settings.uri,
        "CLAUSEGRAPH_USER": settings.user,
        "CLAUSEGRAPH_PASSWORD": settings.password.get_secret_value(),
        "CLAUSEGRAPH_DATABASE": settings.database,
    }
