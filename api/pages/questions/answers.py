"""An answer as a table: what each column holds is read off its name and its values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from api.pages.tables import Column, Kind, Row, Table
from graph.schema import model
from queries.contract import FindingStatus, Question
from queries.findings import Finding

_LABELS = {label.lower() for label in model.LABELS}
_NAMES = ("name", "title")
_STATES = ("state", "status", "last_run", "before", "now", "verdict", "best_status")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}\S*")
NAME = "answer"
_WORST = {status: place for place, status in enumerate(FindingStatus)}


def of_question(question: Question, rows: Sequence[Row]) -> Table:
    """The answer to a question."""
    columns = list(_columns(question.returns, rows))
    return Table(NAME, "The answer", columns, rows, empty="Nothing in the graph is like that.")


def _columns(returns: Sequence[str], rows: Sequence[Row]) -> Iterable[Column]:
    """A column of ids right before or after a name is told by that name, which leads to the node."""
    ids = [name for name in returns if _are_ids(name, rows)]
    named = next((name for name in returns if name in _NAMES), "")
    joined = _beside(returns, ids, named)
    for name in returns:
        if name == joined:
            continue
        if name == named and joined:
            yield Column(name, Kind.NODE, key=joined)
        else:
            yield Column(name, _kind(name, rows, ids), key=name, quiet=_is_long(name, rows))


def _beside(returns: Sequence[str], ids: Sequence[str], named: str) -> str:
    """The column of ids that the names belong to: `id`, else the nearest before the name."""
    if not named or "id" in ids:
        return "id" if named and "id" in ids else ""
    before = [name for name in ids if returns.index(name) == returns.index(named) - 1]
    return before[0] if before else ""


def _values(name: str, rows: Sequence[Row]) -> list[Any]:
    return [value for row in rows if (value := row.get(name)) not in (None, "", [])]


def _are_ids(name: str, rows: Sequence[Row]) -> bool:
    """Whether a column holds ids of nodes: it says so, or is named after a label and its values have the form of one."""
    values = _values(name, rows)
    said = name == "id" or name in _LABELS or name == "target"
    return said and bool(values) and all(isinstance(value, str) and "/" in value for value in values)


def _kind(name: str, rows: Sequence[Row], ids: Sequence[str]) -> Kind:
    values = _values(name, rows)
    if name in ids:
        return Kind.NODE
    if name == "criticality":
        return Kind.CRITICALITY
    if name in _STATES and all(isinstance(value, str) for value in values):
        return Kind.STATE
    return next((kind for kind, holds in _KINDS if values and all(map(holds, values))), Kind.TEXT)


_KINDS = (
    (Kind.FLAG, lambda value: isinstance(value, bool)),
    (Kind.NUMBER, lambda value: isinstance(value, int | float) and not isinstance(value, bool)),
    (Kind.LIST, lambda value: isinstance(value, list)),
    (Kind.DAY, lambda value: isinstance(value, str) and _DAY.fullmatch(value)),
    (Kind.MOMENT, lambda value: isinstance(value, str) and _MOMENT.fullmatch(value)),
)


def _is_long(name: str, rows: Sequence[Row]) -> bool:
    return any(isinstance(value, str) and len(value) > 80 for value in _values(name, rows)[:50])


def of_check(findings: Iterable[Finding]) -> Table:
    """The rows of a check, the worst first."""
    columns = (
        Column("name", Kind.NODE, "What was judged"),
        Column("status", Kind.STATE),
        Column("reason", quiet=True),
    )
    rows = [{"id": f.resource, "name": f.name, "status": f.status.value, "reason": f.reason} for f in findings]
    rows.sort(key=lambda row: _WORST[FindingStatus(row["status"])])
    return Table(NAME, "What it says, row by row", columns, rows)
