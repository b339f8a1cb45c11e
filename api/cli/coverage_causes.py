"""Which records changed the state of a clause: on the screen, as JSON, and in a cell of a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from api.cli import terminal
from queries.assessment.causes import Bearing, Cause, Moved

SHOWN = 10
"""Records of a clause, and reasons, on the screen; JSON and files have all of them."""
_BEARINGS = {Bearing.ITSELF: "", Bearing.LINKED: ", linked to it", Bearing.NEAR: ", near it"}


def show(out: Console, moved: Iterable[Moved]) -> None:
    """Prints for each clause what changed it; nothing where no clause is in another state."""
    for one in moved:
        before, now = terminal.words(one.before.state), terminal.words(one.now.state)
        out.print(Text.assemble((f"\n{one.now.ref} ", "bold"), before, " → ", now))
        for cause in one.causes[:SHOWN]:
            out.print(terminal.sentence(f"  {line(cause)}"), soft_wrap=True)
        if len(one.causes) > SHOWN:
            out.print(f"  … and {len(one.causes) - SHOWN:,} more records; --json lists all of them")
        if not one.causes:
            out.print(terminal.sentence(f"  {alone(one)}"), soft_wrap=True)


def line(cause: Cause) -> str:
    """A record and what it says differently, in one line."""
    shown, place = cause.difference.shown, _place(cause)
    told = f": {'; '.join(cause.said)}" if cause.said else ""
    head = f"{cause.kind} on {cause.difference.at[:10]}, {shown.source} {shown.key}"
    return f"{head} ({place}), {cause.name}{_BEARINGS[cause.bearing]}{told}"


def alone(one: Moved) -> str:
    """What is said where no record changed it."""
    reasons = [*(f"no longer: {said}" for said in one.went), *(f"now: {said}" for said in one.came)]
    more = f"; and {len(reasons) - SHOWN} more" if len(reasons) > SHOWN else ""
    told = f" {'; '.join(reasons[:SHOWN])}{more}." if reasons else ""
    return f"No record that it rests on changed: the days that passed did it, or what it is judged by.{told}"


def cell(one: Moved | None) -> list[str]:
    """The records of a clause, a text each; none of one that did not change."""
    return [line(cause) for cause in one.causes] if one else []


def by_clause(moved: Sequence[Moved]) -> Mapping[str, Moved]:
    """By number of the clause."""
    return {one.now.ref: one for one in moved}


def plain(one: Moved | None) -> dict[str, Any]:
    """What a change of state rests on, as JSON has it."""
    if one is None:
        return {"went": [], "came": [], "records": []}
    return {"went": list(one.went), "came": list(one.came), "records": [_plain(cause) for cause in one.causes]}


def _plain(cause: Cause) -> dict[str, Any]:
    version = cause.difference.shown
    return {
        "change": cause.kind,
        "bearing": cause.bearing.value,
        "source": version.source,
        "key": version.key,
        "node": version.node,
        "name": cause.name,
        "file": version.file,
        "line": version.line,
        "run": version.run,
        "at": cause.difference.at,
        "valid_from": version.since,
        "valid_to": version.until,
        "said": list(cause.said),
    }


def _place(cause: Cause) -> str:
    version = cause.difference.shown
    return f"{version.file}:{version.line}" if version.line else version.file or cause.difference.record
