"""Reads a source to its end and compares it with what is known, record by record; nothing is written here."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

from graph.errors import DeletionRefused, SourceFailed
from graph.records.content import digest
from graph.records.model import Item, Record, Rejected
from graph.records.validate import checked


@dataclass(slots=True)
class Incoming:
    """What one reading of a source brought."""

    new: list[tuple[Record, str]] = field(default_factory=list)
    """Records and their digests."""
    changed: list[tuple[Record, str]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    """Keys that the source no longer has."""
    unchanged: int = 0
    kept: int = 0
    """Records that stay because their row, or a row without a key, could not be read."""
    rejected: list[Rejected] = field(default_factory=list)

    @property
    def read(self) -> int:
        """Records that could be read."""
        return len(self.new) + len(self.changed) + self.unchanged

    @property
    def writes(self) -> int:
        """Records that will be written."""
        return len(self.new) + len(self.changed) + len(self.gone)


async def compare(items: AsyncIterator[Item], known: dict[str, str], counted: Callable[[int], None]) -> Incoming:
    """Reads every item; `known` is key to digest of the live records and is used up.

    Raises SourceFailed, through the loader or when there was nothing to read.
    """
    incoming = Incoming()
    seen: set[str] = set()
    spared: set[str] = set()
    async for item in items:
        if isinstance(item, Record):
            _take(incoming, item, known, seen, spared)
        else:
            _reject(incoming, item, spared)
        if (len(seen) & 1023) == 0:
            counted(len(seen))
    if not seen and not incoming.rejected:
        raise SourceFailed("It gave no record at all; nothing was changed.", remedy="Check the path and the export.")
    _missing(incoming, known, seen, spared)
    return incoming


def guard(incoming: Incoming, known: int, percent: float) -> None:
    """The deletion guard: raises DeletionRefused when more than `percent` of the known records would go."""
    if known and len(incoming.gone) * 100 > percent * known:
        share = round(len(incoming.gone) * 100 / known)
        raise DeletionRefused(
            f"It would lose {len(incoming.gone)} of {known} records ({share} %), more than the {percent:g} % that pass unasked.",
            remedy="Nothing was changed; check the export, or load it with --allow-deletions.",
        )


def _take(incoming: Incoming, record: Record, known: dict[str, str], seen: set[str], spared: set[str]) -> None:
    if record.key in seen:
        reason = "the key was given before in this source; the first row counts."
        incoming.rejected.append(Rejected(record.file, record.line, "key", record.key, reason, "Make keys unique.", record.key))
        return
    said = digest(record)
    if known.get(record.key) == said:
        seen.add(record.key)
        incoming.unchanged += 1
        return
    good = checked(record)
    if isinstance(good, Rejected):
        _reject(incoming, good, spared)
        return
    seen.add(record.key)
    (incoming.changed if record.key in known else incoming.new).append((good, said))


def _reject(incoming: Incoming, row: Rejected, spared: set[str]) -> None:
    incoming.rejected.append(row)
    spared.add(row.key)


def _missing(incoming: Incoming, known: dict[str, str], seen: set[str], spared: set[str]) -> None:
    """What is gone; a rejected row spares its record, and one without a key spares all."""
    missing = [key for key in known if key not in seen]
    incoming.gone = [] if "" in spared else [key for key in missing if key not in spared]
    incoming.kept = len(missing) - len(incoming.gone)
