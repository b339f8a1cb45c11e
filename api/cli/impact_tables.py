"""Weak points and rankings as tables, on the screen, as JSON, and as rows of a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rich.text import Text

from api.cli import exports, terminal
from queries.impact.blast import radii
from queries.impact.cutsets import cut_sets
from queries.impact.events import Event, countries, groups_of_companies, single
from queries.impact.model import Model
from queries.impact.propagation import Propagation

_SHOWN = 30
"""Rows on the screen; files and JSON have all."""


class Table(NamedTuple):
    """Rows, what they are called, and what has to be said about them."""

    columns: Sequence[str]
    rows: list[Sequence[Any]]
    told: str


def weak_points(model: Model, node: int, pairs: list[tuple[str, str]]) -> Table:
    """The smallest sets of failures that bring a node down, common causes among them."""
    found = cut_sets(model, node, [*groups_of_companies(model, pairs), *countries(model)])
    rows = [[len(some), [e.name for e in some], [e.kind for e in some]] for some in found.found]
    name, whole = model.nodes[node].name, f"All sets of up to {found.order} are there."
    told = f"{_counted(len(rows))} {name} down." if rows else f"No set of up to {found.order} brings {name} down."
    return Table(("size", "what fails", "kinds"), list(rows), f"{told} {found.told or whole}")


def _counted(sets: int) -> str:
    return f"{sets} sets of failures bring" if sets > 1 else "One set of failures brings"


def ranking(propagation: Propagation, by: str, pairs: list[tuple[str, str]]) -> Table:
    """What each of a kind can take down, the worst first; those that can take down nothing are left out."""
    found = radii(propagation, _events(propagation.model, by, pairs))
    columns = ("name", "weight", "down", "critical_down", "degraded", "redundancy_lost", "share_down", "share_critical_down")
    rows = [[_rounded(getattr(r, column)) for column in columns] for r in found if r.down or r.degraded or r.redundancy_lost]
    return Table(columns, list(rows), f"{len(rows)} of {len(found)} can hurt a live service.")


def _events(model: Model, by: str, pairs: list[tuple[str, str]]) -> list[Event]:
    if by == "group":
        return groups_of_companies(model, pairs)
    if by == "country":
        return countries(model)
    return single(model, (i for i, n in enumerate(model.nodes) if n.label == by.capitalize()))


def _rounded(value: Any) -> Any:
    return round(value, 3) if isinstance(value, float) else value


def show(table: Table, *, file: Path | None, as_json: bool) -> None:
    """Prints the table, or its file, and what is to be said about it."""
    if file:
        exports.write(file, table.columns, table.rows)
    if as_json:
        terminal.print_json({"rows": [dict(zip(table.columns, row, strict=True)) for row in table.rows], "told": table.told})
        return
    out = terminal.console()
    if not file and table.rows:
        out.print(terminal.table(out, list(table.columns), table.rows[:_SHOWN]))
        if len(table.rows) > _SHOWN:
            out.print(Text(f"and {len(table.rows) - _SHOWN} more; -o FILE has them all."))
    out.print(Text(terminal.visible(table.told)))
