"""The checks of one graph, timed: a process of its own, whose memory is theirs. Prints a JSON line for each figure.

    python -m benchmarks.coverage.asking WHAT ROUNDS URI DATABASE USER TODAY

Its environment says how the product reaches the engine (CLAUSEGRAPH_*), the arguments how a driver does.

WHAT is `together` (all checks as the product runs them), `alone` (each beside the plain call of its statement), or `whole`
(all of them, one by one and as the product runs them, beside plain calls one by one).
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from functools import partial
from statistics import median
from typing import Any

from benchmarks.coverage.plain import Plain, plain, statement
from benchmarks.telling import megabytes, tell
from graph.engine import Engine, Statement, connect
from graph.settings import Settings
from queries.catalogue import catalogue
from queries.run import AT_ONCE, Finding, run_check, run_checks

CHECKS = tuple(catalogue().checks.values())
_JUDGED = ("ok", "alarm")
Work = Callable[[], Awaitable[object]]


async def together(engine: Engine, today: str, rounds: int) -> None:
    """All checks at once; the first time engine and process are cold."""
    took, idle = [], megabytes()
    for _ in range(rounds):
        began = time.perf_counter()
        findings = await run_checks(engine, CHECKS, today)
        took.append(time.perf_counter() - began)
        tell("said", checks=[{"check": name, **said} for name, said in _counted(findings).items()])
        del findings
    rows = {"first_seconds": took[0], "seconds": median(took[1:] or took), "rounds": rounds}
    tell("together", **rows, idle_mb=idle, mb=megabytes())


def _counted(findings: list[Finding]) -> dict[str, dict[str, int]]:
    """Status to number of findings, of every check; `none` where nothing was in scope."""
    said: dict[str, Counter[str]] = {check.name: Counter() for check in CHECKS}
    for finding in findings:
        said[finding.check][finding.status.value if finding.resource else "none"] += 1
    return {name: dict(its) for name, its in said.items()}


def missing(said: list[dict[str, Any]]) -> list[str]:
    """Checks that do not find both what is fine and what is not."""
    return [its["check"] for its in said if not all(its.get(status) for status in _JUDGED)]


async def alone(engine: Engine, at: Plain, today: str, rounds: int) -> None:
    """Each check and its statement in turn, whoever began the last time comes second."""
    for check in CHECKS:
        ways = partial(run_check, engine, check, today=today), partial(plain, at, statement(check, today))
        ours, theirs = await _paired(*ways, rounds)
        tell("check", name=check.name, ours=ours, plain=theirs)


async def whole(engine: Engine, at: Plain, today: str, rounds: int) -> None:
    """All of them in turn."""
    everything = partial(_all, at, [statement(check, today) for check in CHECKS])
    for what, at_once in (("one by one", 1), ("as the product does", AT_ONCE)):
        ours, theirs = await _paired(partial(run_checks, engine, CHECKS, today, at_once=at_once), everything, rounds)
        tell(what, ours=ours, plain=theirs)


_BESIDE = {"alone": alone, "whole": whole}


async def _all(at: Plain, statements: list[Statement]) -> None:
    for given in statements:
        await plain(at, given)


async def _paired(ours: Work, theirs: Work, rounds: int) -> tuple[list[float], list[float]]:
    """Seconds of each round of both; what comes first in one round comes second in the next. One round does not count."""
    took: dict[Work, list[float]] = {ours: [], theirs: []}
    for turn in range(rounds + 1):
        for way in (ours, theirs) if turn % 2 else (theirs, ours):
            began = time.perf_counter()
            await way()
            took[way].append(time.perf_counter() - began)
    return took[ours][1:], took[theirs][1:]


async def main(what: str, rounds: str, uri: str, database: str, user: str, today: str) -> None:
    """The figures asked for, through the engine as commands reach it."""
    async with connect(Settings(), read_only=True) as engine:
        if what == "together":
            await together(engine, today, int(rounds))
            return
        async with Plain.opened(uri, database, user, os.environ["CLAUSEGRAPH_PASSWORD"]) as at:
            await _BESIDE[what](engine, at, today, int(rounds))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
