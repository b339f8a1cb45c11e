"""What one feed says now: the state of the whole and of its components, and since when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from graph.records.identity import normalised
from graph.records.model import Rejected
from graph.schema.vocabulary import State

_ORDER = (State.UP, State.UNKNOWN, State.DEGRADED, State.DOWN)
"""From best to worst: what is known to be broken counts more than what is not known."""


class Condition(NamedTuple):
    """A state and since when, UTC; empty where the feed does not tell."""

    state: State
    since: str = ""
    line: int = 1

    @property
    def rank(self) -> int:
        """How bad it is."""
        return _ORDER.index(self.state)


def worst(conditions: Iterable[Condition]) -> Condition | None:
    """The worst of several; among equals the earliest, one without time last."""
    return min(conditions, key=lambda c: (-c.rank, c.since or "9999"), default=None)


@dataclass(slots=True)
class Report:
    """What a feed says."""

    file: str
    whole: Condition = field(default_factory=lambda: Condition(State.UNKNOWN))
    components: dict[str, list[Condition]] = field(default_factory=dict)
    """By normalised name, id, and `group / name`."""
    titles: dict[str, str] = field(default_factory=dict)
    """The names as the feed writes them, by normalised name."""
    troubles: list[Rejected] = field(default_factory=list)

    def add(self, names: Iterable[str], condition: Condition) -> None:
        """Notes the condition of a component under each of its names."""
        written: dict[str, str] = {}
        for name in names:
            if name:
                written.setdefault(normalised(name), name)
        for plain, name in written.items():
            self.components.setdefault(plain, []).append(condition)
            self.titles.setdefault(plain, name)

    def trouble(self, line: int, where: str, value: object, reason: str, remedy: str = "", key: str = "") -> None:
        """Notes something that is not understood."""
        shown = "" if value is None else str(value)[:200]
        self.troubles.append(Rejected(self.file, line, where, shown, reason, remedy, key))

    def instant(self, given: object, where: str, line: int) -> str:
        """A time as UTC to the second; empty for nothing, and for what is no time, which is noted."""
        if given is None or given == "":
            return ""
        try:
            return utc(str(given))
        except (ValueError, OverflowError):
            self.trouble(line, where, given, "it is no time.", "ISO 8601 with a time zone is expected.")
            return ""


def utc(text: str) -> str:
    """ISO 8601 with a time zone as UTC to the second; raises ValueError."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("it has no time zone")
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
