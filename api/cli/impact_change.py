"""What a proposed change buys, as one table: states that change, and points of failure that go and come."""

from __future__ import annotations

from typing import Any

from api.cli.impact_tables import Table
from queries.impact.compare import Comparison

_COLUMNS = ("what", "criticality", "label", "name", "id", "before", "after")
_SHOWN = ("what", "criticality", "name", "before", "after")


def table(found: Comparison) -> Table:
    """A row for each node whose state changes, each number of services that does, and each service looked at."""
    rows: list[list[Any]] = [["state", c.criticality, c.label, c.name, c.id, c.before, c.after] for c in found.changed]
    rows += [["services " + c.state, "all", "Service", "", "", c.before, c.after] for c in found.services if c.before != c.after]
    for points in found.points:
        about = ["single points of failure", points.criticality, "Service", points.service, points.service_id]
        rows.append([*about, list(points.before), list(points.after)])
    odd = "".join(f" {one.node}: {one.reason}" for one in found.oddities)
    return Table(_COLUMNS, list(rows), f"{found.told}{odd}", _SHOWN)
