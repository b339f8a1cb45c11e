"""The findings that somebody must act on or should read, the worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import TypeVar

from queries.contract import FindingStatus, Severity
from queries.findings import Finding

T = TypeVar("T")
_WEIGHT = {severity: n for n, severity in enumerate(Severity)}
_URGENCY = {FindingStatus.ALARM: 0, FindingStatus.INFO: 1}


@dataclass(frozen=True)
class Gap:
    """An alarm or info, and the clauses it stands against."""

    finding: Finding
    severity: Severity
    refs: tuple[str, ...]
    """Numbers of the clauses, in the order of the framework."""


def worst_first(gaps: Iterable[Gap], place: Mapping[str, int]) -> tuple[Gap, ...]:
    """The gaps in turns; among equals in the order of their clauses, of which `place` orders the numbers."""
    alike = sorted(gaps, key=lambda g: (place[g.refs[0]], g.finding.check, g.finding.resource))
    return tuple(in_turns(alike, lambda gap: (gap.severity, gap.finding)))


def in_turns(given: Iterable[T], of: Callable[[T], tuple[Severity, Finding]]) -> list[T]:
    """Alarms and infos by severity, then status; among equals the first of every check before the second of any, as given.

    So ten lines show ten different troubles, not ten times the commonest one.
    """
    turns: Counter[tuple[int, int, str]] = Counter()
    ranked: list[tuple[int, int, int, T]] = []
    for one in given:
        severity, finding = of(one)
        if finding.status in _URGENCY:
            weight, urgency = _WEIGHT[severity], _URGENCY[finding.status]
            ranked.append((weight, urgency, turns[weight, urgency, finding.check], one))
            turns[weight, urgency, finding.check] += 1
    return [one for *_, one in sorted(ranked, key=itemgetter(0, 1, 2))]
