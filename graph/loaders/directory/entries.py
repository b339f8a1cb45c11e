"""An entry of a directory, whichever format it came in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from graph.records.model import Rejected

Nature = Literal["person", "team", "unit", "role", "device", "skip"]
"""What an entry is."""


class Span(NamedTuple):
    """How long and in which way something is held; empty text where nothing is said."""

    since: str = ""
    until: str = ""
    deputy: bool = False


class Said(NamedTuple):
    """One value, and the span it is said for."""

    text: str
    span: Span = Span()


class Member(NamedTuple):
    """Something that belongs to a group, or holds a role."""

    key: str
    """Key of its entry; `uid=…` alone where only an account name is given."""
    span: Span
    line: int


@dataclass(slots=True)
class Entry:
    """An entry, as far as it concerns the graph."""

    key: str
    nature: Nature
    file: str
    line: int
    name: str = ""
    account: str = ""
    """Its `uid`, by which some groups name their members."""
    email: str = ""
    country: str = ""
    serial: str = ""
    active: bool = True
    members: list[Member] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    """Keys of the groups that it says it is a member of."""
    manager: str = ""
    fields: dict[str, list[Said]] = field(default_factory=dict)
    """Values of the attributes that the options name, by lower-case name."""
    troubles: list[Rejected] = field(default_factory=list)

    def trouble(self, line: int, where: str, value: str, reason: str, remedy: str = "") -> None:
        """Notes something that is left out; the entry still loads."""
        self.troubles.append(Rejected(self.file, line or self.line, where, value[:200], reason, remedy, self.key))

    def first(self, name: str) -> str:
        """The first value of a field, or nothing."""
        values = self.fields.get(name.lower(), [])
        return values[0].text if values else ""


_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T\s]?\d.*|Z)?")


def day(text: str) -> str:
    """The ISO date of a date or time: 20260930, 2026-09-30, 20260930120000Z; raises ValueError."""
    found = _DAY.fullmatch(text.strip())
    if not found:
        raise ValueError("it is no date")
    return date(*(int(part) for part in found.groups())).isoformat()


def truth(text: str) -> bool:
    """Whether a value says yes."""
    return text.strip().lower() in {"true", "yes", "1", "deputy"}
