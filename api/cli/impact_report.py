"""The answer to a what-if on the screen, as JSON, and as rows of a file."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from api import exports
from api.cli import terminal
from queries.impact.whatif import Affected, Answer
from queries.impact.why import Reason

COLUMNS = (
    "state", "criticality", "label", "name", "id", "groups", "path", "distance", "alone", "recovery_minutes", "rto_minutes",
    "late", "interruption_minutes", "accountable", "requirements",
)  # fmt: skip
_SHOWN = ("state", "criticality", "label", "name", "through", "accountable")


def show(answer: Answer, tree: Reason | None, *, file: Path | None, as_json: bool) -> None:
    """Prints who is hit and why; a file and JSON have every column."""
    if file:
        exports.write(file, COLUMNS, [_row(one) for one in answer.affected])
    if as_json:
        terminal.print_json(_plain(answer, tree))
        return
    out = terminal.console()
    if tree:
        out.print(_tree(tree))
        return
    if not file:
        rows = [
            [a.state, a.criticality, a.label, a.name, " < ".join(a.path[1:]) or "it failed", a.accountable]
            for a in answer.affected
        ]
        out.print(terminal.table(out, list(_SHOWN), rows))
    _show_services(out, answer)
    _show_trust(out, answer)


def _row(one: Affected) -> list[Any]:
    return [one.late if column == "late" else getattr(one, column) for column in COLUMNS]


def _plain(answer: Answer, tree: Reason | None) -> dict[str, Any]:
    affected = [{**asdict(one), "late": one.late} for one in answer.affected]
    found = {"affected": affected, "services": answer.services, "unmapped": answer.unmapped}
    odd = [oddity._asdict() for oddity in answer.oddities]
    return {**found, "oddities": odd, **({"why": asdict(tree)} if tree else {})}


def _tree(reason: Reason) -> Tree:
    made = Tree(Text(terminal.visible(reason.text)))
    for inner in reason.because:
        made.add(_tree(inner))
    return made


def _show_services(out: Console, answer: Answer) -> None:
    told = []
    for state, counts in answer.services.items():
        rated = ", ".join(f"{number} {criticality}" for criticality, number in sorted(counts.items()))
        told.append(f"{sum(counts.values())} {state}{f' ({rated})' if counts and state != 'up' else ''}")
    out.print(Text(f"\nLive services: {'; '.join(told)}."))
    for one in answer.affected:
        if one.late:
            out.print(
                Text(
                    terminal.visible(f"{one.name} recovers after {one.recovery_minutes} minutes; {one.rto_minutes} are allowed.")
                )
            )


def _show_trust(out: Console, answer: Answer) -> None:
    """How complete the map is, so that silence is not read as safety."""
    if answer.unmapped:
        names = ", ".join(answer.unmapped[:5]) + (" and others" if len(answer.unmapped) > 5 else "")
        out.print(
            Text(terminal.visible(f"Nothing can be said of {len(answer.unmapped)} live services without dependencies: {names}."))
        )
    for oddity in answer.oddities[:10]:
        out.print(Text(terminal.visible(f"{oddity.node}{f', group {oddity.group}' if oddity.group else ''}: {oddity.reason}")))
