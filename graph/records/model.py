"""What a loader hands over: records, and the rows it had to reject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Value = str | int | float | bool | list[str]
"""What a property can hold; dates are ISO strings. Absent, never None."""


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship that a record asserts between its own node and another.

    `target` is an identity of the other node: `<source name>:<key>` for a thing a source keys, `email:…`, `lei:…`,
    `name:<Label>/<name>` for labels that join by name, `id:<node id>` for frameworks and requirements.
    Make it with the functions of `graph.records.identity`. It need not be known yet.
    """

    type: str
    target: str
    properties: Mapping[str, Value] = field(default_factory=dict)
    outgoing: bool = True
    """False when the relationship leads from the other node to this record's node."""


@dataclass(frozen=True, slots=True)
class Record:
    """What one source says about one thing."""

    key: str
    """Key of the thing in its source; unique there."""
    label: str
    properties: Mapping[str, Value]
    """Without `id`; `name` where the source gives one."""
    links: tuple[Link, ...] = ()
    identities: tuple[str, ...] = ()
    """Further identities, besides its key, its declared identifiers and its name: ids of the thing in other systems."""
    file: str = ""
    """As a person would look for it: path relative to the configuration, or address."""
    line: int = 0
    """Line of the file, row of the sheet, or position of the item, from 1; 0 when there is none."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that could not be read; it is reported and counted, and the others still load."""

    file: str
    line: int
    field: str
    value: str
    reason: str
    remedy: str = ""
    key: str = ""
    """Key of the record that the row would have been, where it could be told: what was known of it then stays."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.field} = {self.value!r}: {self.reason} {self.remedy}".rstrip()


Item = Record | Rejected
