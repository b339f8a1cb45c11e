"""The fold: a node's properties are what its live records say, the source of highest priority first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.records.model import Value


@dataclass(frozen=True, slots=True)
class Said:
    """One live record's part in a fold."""

    record: str
    """Id of the record: `<source>/<key>`."""
    priority: int
    properties: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Folded:
    """The properties that show, and per record those that something of higher priority contradicts."""

    properties: dict[str, Value] = field(default_factory=dict)
    overruled: dict[str, list[str]] = field(default_factory=dict)


def fold(parts: Iterable[Said]) -> Folded:
    """Every property from the record of highest priority that has it; ties go to the smaller record id.

    Agreement is no conflict: only a different value counts as overruled.
    """
    folded = Folded()
    for part in sorted(parts, key=lambda p: (-p.priority, p.record)):
        lost = [n for n, v in part.properties.items() if folded.properties.setdefault(n, v) != v]
        if lost:
            folded.overruled[part.record] = sorted(lost)
    return folded
