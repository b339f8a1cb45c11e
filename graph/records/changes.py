"""What a plan would change, in words a person reads before letting it happen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graph.records.incoming import Incoming
from graph.records.plan import Plan

Kind = Literal["new", "changed", "gone"]


@dataclass(frozen=True, slots=True)
class Change:
    """One record that would be written."""

    kind: Kind
    record: str
    """Id of the record."""
    node: str
    """Id of the node that it speaks of; empty for one that is gone."""
    name: str
    place: str
    """file:line, empty for one that is gone."""


def changes(plan: Plan, incoming: Incoming) -> list[Change]:
    """New, changed and gone records, in the order of the source."""
    known = {r.key for r, _ in incoming.changed}
    entries = [*plan.new, *plan.updates]
    found = []
    for one in (entry.joined for entry in entries):
        place = f"{one.record.file}:{one.record.line}" if one.record.line else one.record.file
        kind: Kind = "changed" if one.record.key in known else "new"
        found.append(Change(kind, one.id, one.node, str(one.record.properties.get("name", one.record.key)), place))
    return found + [Change("gone", rid, "", rid, "") for rid in plan.removals]
