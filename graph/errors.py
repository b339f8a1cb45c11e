"""Every error a user can meet, as one tree.

    ClausegraphError
    ├── WrongUse            exit 2: an option, a name or a configuration that cannot be meant
    ├── SourceFailed        exit 4: a source that could not be read to its end; nothing of it was deleted
    │   └── DeletionRefused     it would have lost more records than the deletion guard allows
    ├── LoadLocked          exit 4: another load holds the graph
    ├── StatementRefused    exit 1: the engine answers and refuses a statement
    ├── TookTooLong         exit 1: an answer was not there in the time allowed
    └── EngineUnavailable   exit 5: no engine answers, it went away, or its disk is full

Each says what happened, where, and what to do next.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import ClassVar


class ClausegraphError(Exception):
    """What went wrong, where, and the remedy; ``exit_code`` is what the command line ends with."""

    exit_code: ClassVar[int] = 1

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" {self.remedy}" if self.remedy else ""
        return f"{place}{self.what}{advice}"


class WrongUse(ClausegraphError):
    """An option, a name or a configuration file that cannot be meant."""

    exit_code = 2


class SourceFailed(ClausegraphError):
    """A source could not be read to its end; the graph keeps what the last good run gave."""

    exit_code = 4


class DeletionRefused(SourceFailed):
    """A run would delete more than the deletion guard allows."""


class LoadLocked(ClausegraphError):
    """Another load is writing to this graph."""

    exit_code = 4


class StatementRefused(ClausegraphError):
    """The engine answers but refuses a statement: a right is missing, a value is taken."""


class TookTooLong(ClausegraphError):
    """An answer was not there in the time allowed."""


class EngineUnavailable(ClausegraphError):
    """No engine answers at the configured address, it went away, or its disk is full."""

    exit_code = 5


def nearest(name: str, known: Iterable[str]) -> str:
    """A sentence that suggests the known names nearest to ``name``; empty when none is near."""
    close = difflib.get_close_matches(name, list(known), n=3, cutoff=0.5)
    return f"Did you mean {' or '.join(close)}?" if close else ""
