"""What a check says of one resource."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graph.engine import Row
from graph.errors import WrongUse
from queries.contract import SAID, Asked, Check, FindingStatus

NOTHING = "(none)"
"""The name in a finding where nothing is in scope."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check says of one resource."""

    check: str
    """Name of the check."""
    resource: str
    """Id of the node; empty where nothing is in scope."""
    name: str
    """What people call the node."""
    status: FindingStatus
    reason: str
    """One sentence; of an accepted alarm also who accepts it until when, and why."""
    exception: str = ""
    """Id of the document that accepts the alarm; empty unless it is accepted."""


def nothing_in_scope(check: Check) -> Finding:
    """The one finding of a check that has nothing to judge: skip with the reason, so that an empty scope never reads as ok."""
    return Finding(check.name, "", NOTHING, FindingStatus.SKIP, f"Nothing in scope: {check.applies_when.rstrip('.')}.")


class Findings:
    """Makes findings of rows as they arrive; a text that several of them hold is kept once."""

    def __init__(self) -> None:
        self._texts = _Once()

    def of(self, check: Check) -> Callable[[list[str]], Callable[[Row], Finding]]:
        """Told the columns, what makes a finding of a row; raises WrongUse where they are not those that a check owes."""

        def told(columns: list[str]) -> Callable[[Row], Finding]:
            owes(check, columns)
            return lambda row: self._made(check, row)

        return told

    def _made(self, check: Check, row: Row) -> Finding:
        resource, name, said, reason = row
        status, texts = _STATUSES.get(said), self._texts
        if status is None:
            remedy = f"A status is one of {', '.join(SAID)}."
            raise WrongUse(f"It gives {resource} the status {said!r}.", where=check.name, remedy=remedy)
        return Finding(check.name, texts[str(resource)], texts[str(name or resource)], status, texts[str(reason)])


_STATUSES = {status.value: status for status in SAID}


class _Once(dict[str, str]):
    """Each text under itself."""

    def __missing__(self, text: str) -> str:
        self[text] = text
        return text


def owes(asked: Asked, columns: list[str]) -> None:
    """Raises WrongUse where an answer has other columns than it owes; the embedded engine names none where there are no rows."""
    if columns and columns != asked.returns:
        owed = f"It owes {', '.join(asked.returns)}."
        raise WrongUse(f"It returns {', '.join(columns)}.", where=asked.name, remedy=owed)
