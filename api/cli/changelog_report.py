"""Which clauses a load made better or worse: a line a framework, and the same as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Console

from api.cli import terminal

if TYPE_CHECKING:
    from queries.assessment.changelog import ChangeLog, Look, Step

SHOWN = 5
"""Clauses that are named in a line; all of them are in --json and in the graph."""


def show(out: Console, log: ChangeLog) -> None:
    """Prints it; nothing where nothing was looked at."""
    for look in log.looks:
        out.print(terminal.sentence(line(look)), soft_wrap=True)
    if log.problem:
        out.print(terminal.sentence(f"Loaded, but not looked which clauses changed: {log.problem}", "yellow"), soft_wrap=True)


def line(look: Look) -> str:
    """What became of a framework."""
    if look.problem:
        return f"{look.framework}: loaded, but not assessed: {look.problem}"
    if not look.since:
        return f"{look.framework}: noted how each clause stands, for the next load to compare with"
    better, worse = look.of("better"), look.of("worse")
    if not look.steps:
        return f"{look.framework}: no clause changed since {look.since[:10]}"
    told = [terminal.count(len(better), "clause") + f" better{_named(better)}", f"{len(worse):,} worse{_named(worse)}"]
    return f"{look.framework} since {look.since[:10]}: {', '.join(told)}"


def _named(steps: list[Step]) -> str:
    words = [f"{step.ref} {_words(step.before)} → {_words(step.now)}" for step in steps[:SHOWN]]
    more = [f"and {len(steps) - SHOWN:,} more"] if len(steps) > SHOWN else []
    return f" ({', '.join(words + more)})" if steps else ""


def _words(state: str) -> str:
    return str(state).replace("_", " ")


def plain(log: ChangeLog) -> dict[str, Any]:
    """All of it."""
    return {"frameworks": [_plain(look) for look in log.looks], "problem": log.problem or None}


def _plain(look: Look) -> dict[str, Any]:
    steps = [{**step._asdict(), "clause": step.ref} for step in look.steps]
    return {"framework": look.framework, "since": look.since or None, "steps": steps, "problem": look.problem or None}
