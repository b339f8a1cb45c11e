"""What `clausegraph coverage` asks of the graph: an assessment, of a past day too, what it is compared with, and keeping it."""

from __future__ import annotations

import getpass
import re
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from api.cli.coverage_report import Report
from api.cli.progress import Waiting
from graph.engine import Engine, connect
from graph.errors import WrongUse
from graph.records.fingerprint import fingerprint
from graph.records.history import past
from graph.records.lock import load_lock
from graph.settings import Settings
from graph.sources import clock
from queries.assessment import causes, kept
from queries.assessment.assess import assess
from queries.assessment.carried import given, read_mappings
from queries.assessment.compare import beside, then_and_now
from queries.assessment.known import known_framework
from queries.assessment.limits import Given
from queries.frameworks import Framework
from queries.organisation import Organisation

if TYPE_CHECKING:
    from queries.assessment.model import Assessment

_WAIT_SECONDS = 300


class Made(NamedTuple):
    """An assessment, and what was made of it."""

    assessment: Assessment
    manifest: str = ""
    """SHA-256 of the manifest of the pack that it was written to."""
    fingerprint: str = ""
    """Of the graph that was assessed, where it is to be kept."""


@dataclass(frozen=True)
class Asked:
    """What was asked for."""

    settings: Settings
    known: Organisation
    framework: str
    clause: str
    today: str
    compare: str
    values: Mapping[str, str]
    pack: Path | None
    record: bool
    """Whether the assessment is kept in the graph."""

    async def report(self) -> Report:
        """Everything that is shown; raises WrongUse for names and days that cannot be meant."""
        async with self._opened() as engine:
            framework = await known_framework(engine, self.framework, self.known.frameworks)
            made = await self._on(engine, framework, self.clause, self.today, pack=self.pack, record=self.record)
            id_ = await self._keep(engine, made) if self.record else ""
            compared = await self._compared(engine, framework, made.assessment) if self.compare else {}
            opened = bool(self.clause) and not self.compare
            return Report(made.assessment, opened=opened, manifest=made.manifest, kept=id_, **compared)

    @asynccontextmanager
    async def _opened(self) -> AsyncIterator[Engine]:
        """The engine; what is kept is to be of a graph that no load is changing meanwhile."""
        async with connect(self.settings, read_only=not self.record) as engine:
            if not self.record:
                yield engine
                return
            await engine.ensure_schema()
            async with load_lock(engine, wait_seconds=_WAIT_SECONDS, waiting=Waiting()):
                yield engine

    async def _keep(self, engine: Engine, made: Made) -> str:
        by = f"{_user()}@{socket.gethostname()}"
        return await kept.keep(engine, made.assessment, at=clock(self.settings), by=by, fingerprint=made.fingerprint)

    async def _compared(self, engine: Engine, framework: Framework, now: Assessment) -> dict[str, Any]:
        if re.match(r"\d{4}-", self.compare):
            then = (await self._on(engine, framework, self.clause, day(self.compare, "--compare"))).assessment
            moved = await causes.traced(engine, kept.stood(then), kept.stood(now))
            return {"then": then, "changes": then_and_now(then, now), "moved": moved}
        other = await known_framework(engine, self.compare, self.known.frameworks)
        theirs = (await self._on(engine, other, "", self.today)).assessment
        mappings = await read_mappings(engine, framework.id, other.id)
        return {"other": theirs, "pairs": beside(now, theirs, mappings), "gets": given(theirs, now, mappings)}

    async def _on(
        self, engine: Engine, framework: Framework, clause: str, on: str, *, pack: Path | None = None, record: bool = False
    ) -> Made:
        """The assessment of a day: of the graph as it is from today on, of a rebuilt one for a day that has passed."""
        if on < self.settings.day:
            async with past(engine, on) as there:
                return await self._made(there, framework, clause, on, pack, record)
        return await self._made(engine, framework, clause, on, pack, record)

    async def _made(self, there: Engine, framework: Framework, clause: str, on: str, pack: Path | None, record: bool) -> Made:
        given, params = _told_apart(self.values)
        assessed = partial(assess, framework=framework, today=on, section=clause, given=given, params=params, known=self.known)
        digest = await fingerprint(there) if record else ""
        if not pack:
            return Made(await assessed(there), fingerprint=digest)
        from api.packs.noting import Noting
        from api.packs.pack import write

        noting = Noting(there)
        assessment = await assessed(noting)
        return Made(assessment, await write(noting, assessment, pack, organisation=self.settings.organisation), digest)


def day(text: str, where: str) -> str:
    """The ISO date that was typed; raises WrongUse for what is none."""
    from queries.values import coerced

    try:
        return str(coerced("day", text))
    except ValueError as problem:
        raise WrongUse(f"{text} is not {problem}.", where=where) from problem


def _told_apart(values: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the assessment goes by, and what the checks take."""
    given = {name: value for name, value in values.items() if name in Given.model_fields}
    return given, {name: value for name, value in values.items() if name not in given}


def _user() -> str:
    """Name of who runs this; containers may have users without one."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "somebody"
