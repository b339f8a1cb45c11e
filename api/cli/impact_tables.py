"""Weak points and rankings as tables, on the screen, as JSON, and as rows of a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from rich.text import Text

from api import exports
from api.cli import terminal
from queries.impact.blast import Radius, radii
from queries.impact.concentration import Alone
from queries.impact.cutsets import CutSets
from queries.impact.events import Event
from queries.impact.hidden import Hidden
from queries.impact.promises.broken import Broken
from queries.impact.propagation import Propagation

_SHOWN = 30
"""Rows on the screen; files and JSON have all."""


class Table(NamedTuple):
    """Rows, what they are called, and what has to be said about them."""

    columns: Sequence[str]
    rows: list[Sequence[Any]]
    told: str
    shown: Sequence[str] = ()
    """The columns that fit a screen; all where none is named."""


def weak_points(found: CutSets, name: str) -> Table:
    """The smallest sets of failures that bring a node down."""
    rows = [[len(some), [e.name for e in some], [e.kind for e in some]] for some in found.found]
    told = f"{_counted(len(rows))} {name} down." if rows else f"No set of up to {found.order} brings {name} down."
    return Table(
        ("size", "what fails", "kinds"), list(rows), f"{told} {found.told or f'All sets of up to {found.order} are there.'}"
    )


def _counted(sets: int) -> str:
    return f"{sets} sets of failures bring" if sets > 1 else "One set of failures brings"


_RADIUS = ("name", "weight", "down", "critical_down", "degraded", "redundancy_lost", "share_down", "share_critical_down")


def ranking(propagation: Propagation, some: list[Event], progress: Callable[[int], None] = lambda _: None) -> Table:
    """What each can take down, the worst first; those that can hurt nothing are left out."""
    found = radii(propagation, some, progress)
    hurting = [one for one in found if one.hurts]
    return Table(_RADIUS, _plain(hurting, _RADIUS), f"{len(hurting)} of {len(found)} can hurt a live service.")


def shares(found: list[Radius]) -> Table:
    """What one supplier, group of companies, country or site takes down."""
    columns = ("kind", *_RADIUS)
    shown = ("kind", "name", "down", "share_down", "critical_down", "share_critical_down")
    return Table(columns, _plain(found, columns), f"{len(found)} can take down a live service by one failure.", shown)


def alone(found: list[Alone]) -> Table:
    """Critical services on one supplier."""
    told = f"{len({one.service_id for one in found})} critical services rest on one supplier alone."
    return Table(Alone._fields, _plain(found, Alone._fields), told, ("service", "supplier"))


def hidden(found: list[Hidden]) -> Table:
    """What spares have in common."""
    told = f"{len({(one.owner_id, one.group) for one in found})} groups with a spare rest on something without one."
    return Table(Hidden._fields, _plain(found, Hidden._fields), told, ("owner", "group", "kind", "cause"))


_BROKEN = (
    "kind", "id", "label", "name", "criticality", "agreement", "target", "promised", "bound", "chain", "switchover_minutes",
    "sentence",
)  # fmt: skip


def promises(found: list[Broken]) -> Table:
    """Promises that cannot be kept."""
    told = f"{len(found)} promises cannot be kept, or cannot be meant."
    return Table(_BROKEN, _plain(found, _BROKEN), told, ("kind", "name", "sentence"))


def _plain(found: Sequence[Any], columns: Sequence[str]) -> list[Sequence[Any]]:
    return [[_rounded(getattr(one, column)) for column in columns] for one in found]


def _rounded(value: Any) -> Any:
    return round(value, 6) if isinstance(value, float) else str(value) if isinstance(value, StrEnum) else value


def show(table: Table, *, file: Path | None, as_json: bool) -> None:
    """Prints the table, or its file, and what is to be said about it."""
    if file:
        exports.write(file, table.columns, table.rows)
    if as_json:
        terminal.print_json({"rows": [dict(zip(table.columns, row, strict=True)) for row in table.rows], "told": table.told})
        return
    out = terminal.console()
    if not file and table.rows:
        shown = list(table.shown or table.columns)
        places = [table.columns.index(column) for column in shown]
        out.print(terminal.table(out, shown, [[row[place] for place in places] for row in table.rows[:_SHOWN]]))
        if len(table.rows) > _SHOWN:
            out.print(Text(f"and {len(table.rows) - _SHOWN} more; -o FILE has them all."))
    out.print(Text(terminal.visible(table.told)))
