"""What the embedded engine keeps in its data folder, readable by its owner alone.

engine/
  start.lock      held while a user looks for the keeper or starts it
  keeper.lock     held by the keeper as long as it lives
  keeper.json     where the keeper listens, its process, the secret that opens it
  java.json       the process of the engine, so that one left behind can be ended
  config/         users, groups and logging of the engine, written at every start
  databases/      the graph
  log/            keeper.log, engine.log
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

import psutil

from graph.errors import EngineUnavailable

_FULL_BYTES = 4 * 2**20
"""Less room than this is none: the engine's files grow by more at once."""


@dataclass(frozen=True)
class EngineFolder:
    """The paths under a data folder."""

    data: Path

    @property
    def home(self) -> Path:
        """The folder of the engine."""
        return self.data / "engine"

    @property
    def start_lock(self) -> Path:
        """Held by the user that looks for the keeper."""
        return self.home / "start.lock"

    @property
    def keeper_lock(self) -> Path:
        """Held by the keeper."""
        return self.home / "keeper.lock"

    @property
    def keeper(self) -> Path:
        """Where the keeper is."""
        return self.home / "keeper.json"

    @property
    def java(self) -> Path:
        """Which process the engine is."""
        return self.home / "java.json"

    @property
    def config(self) -> Path:
        """Configuration of the engine."""
        return self.home / "config"

    @property
    def log(self) -> Path:
        """Logs of keeper and engine."""
        return self.home / "log"

    @property
    def full(self) -> bool:
        """Whether the disk has no room left."""
        with suppress(OSError):
            return shutil.disk_usage(self.data).free < _FULL_BYTES
        return False

    def no_room(self) -> EngineUnavailable:
        """What a user is told when it is full."""
        remedy = "Make room there and run the command again; the graph is as the last commit left it."
        return EngineUnavailable("The disk is full, the engine cannot write.", where=str(self.data), remedy=remedy)

    def make(self) -> None:
        """Makes the folders, closed to everybody else."""
        self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        for folder in (self.home, self.config, self.log):
            folder.mkdir(exist_ok=True, mode=0o700)
            folder.chmod(0o700)


@dataclass(frozen=True)
class Process:
    """A process that is not mistaken for a later one with the same number."""

    pid: int
    created: float

    @classmethod
    def of(cls, pid: int) -> Self:
        """The process that has this number now."""
        return cls(pid, psutil.Process(pid).create_time())

    def find(self) -> psutil.Process | None:
        """The process while it runs; None once it ended."""
        try:
            found = psutil.Process(self.pid)
            same = abs(found.create_time() - self.created) < 1 and found.status() != psutil.STATUS_ZOMBIE
        except psutil.Error:
            return None
        return found if same else None

    def end(self, patience: float) -> None:
        """Asks it to end, and ends it after `patience` seconds."""
        if not (found := self.find()):
            return
        try:
            found.terminate()
            found.wait(patience)
        except psutil.TimeoutExpired:
            found.kill()
            found.wait(patience)
        except psutil.NoSuchProcess:
            return


@dataclass(frozen=True)
class Keeper:
    """What a user must know to reach the keeper."""

    process: Process
    port: int
    secret: str

    def write(self, path: Path) -> None:
        """Stores it."""
        write_private(path, json.dumps(asdict(self)))

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """The keeper that runs; None when there is none."""
        try:
            found = json.loads(path.read_text())
            keeper = cls(Process(**found["process"]), found["port"], found["secret"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return keeper if keeper.process.find() else None


def write_private(path: Path, text: str) -> None:
    """Writes a file that only its owner can read, whole or not at all."""
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)
