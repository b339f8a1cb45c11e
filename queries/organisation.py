"""What an organisation says in clausegraph.yaml of what it is judged by; commands, server and packs all go by this.

    checks: our-checks                                  # a folder of .cypher files
    parameters:
      supplier-is-reviewed: {review_within_days: 180}
    coverage: {systemic_percent: 30}
    sources:
    - {name: rules, loader: frameworks, path: our-rules.yaml}

A parameter is what the call says; else what the organisation says; else what the file of the framework says that is asked
about; else the check's own default.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from graph.configuration import line_of
from graph.engine import Engine
from graph.errors import StatementRefused, WrongUse, nearest
from graph.settings import CoverageSettings, Settings
from queries.assessment.exceptions import Accepted, read_exceptions
from queries.assessment.limits import Limits, limits
from queries.catalogue import Catalogue, catalogue
from queries.contract import Check
from queries.findings import Finding
from queries.frameworks import Framework, frameworks, own, requirements_of
from queries.once import Once
from queries.own import read_own
from queries.parameters import layered, meant
from queries.run import run_checks

Values = Mapping[str, Mapping[str, Any]]
"""Name of a check → parameter → value."""


_AGE = "record_within_days"
"""What the state of a clause goes by, and checks that judge its records."""


@dataclass(frozen=True)
class Organisation:
    """The catalogue and the frameworks as an organisation has them."""

    catalogue: Catalogue
    """Ours and its own."""
    parameters: Values
    """What it says of parameters, checked."""
    own: frozenset[str]
    """Names of its own checks."""
    frameworks: Mapping[str, Framework]
    """Ours and its own, by id; its own stands in the place of one of ours."""
    coverage: CoverageSettings
    """What it says of coverage."""
    refused: tuple[WrongUse, ...]
    """What is wrong with those of its files that are no checks or no frameworks."""

    def requirements_of(self, check: str) -> tuple[str, ...]:
        """Ids of all requirements that a framework names for a check."""
        return requirements_of(check, self.frameworks)

    def limits(self, framework: Framework, given: Mapping[str, Any] | None = None) -> Limits:
        """What an assessment goes by: what the call gives, over what the organisation says, over the framework's file."""
        return limits(framework, self.coverage.of(framework.id), given or {})

    def defaults(self, framework: Framework | None = None, record_within_days: int | None = None) -> dict[str, dict[str, Any]]:
        """What stands in the place of defaults: what the organisation says, over what a framework's file says."""
        days = record_within_days or (self.limits(framework) if framework else self.coverage).record_within_days
        clauses = (check for check in self.catalogue.checks.values() if check.labels == ("Requirement",))
        ages = {check.name: {_AGE: days} for check in clauses if _AGE in check.params} if days else {}
        return layered(ages, framework.parameters.checks if framework else {}, self.parameters)

    def settled(self, check: Check) -> Check:
        """The check with what the organisation says of its parameters in the place of its defaults."""
        said = self.parameters.get(check.name, {})
        params = {
            name: param.model_copy(update={"default": said.get(name, param.default)}) for name, param in check.params.items()
        }
        return check.model_copy(update={"params": params})

    async def run(
        self,
        engine: Engine,
        checks: Iterable[Check],
        today: str,
        params: Mapping[str, Any] | None = None,
        *,
        framework: Framework | None = None,
        record_within_days: int | None = None,
        exceptions: Iterable[Accepted] | None = None,
        once: Once | None = None,
    ) -> tuple[list[Finding], list[WrongUse]]:
        """The findings of checks, and what an engine refuses of the organisation's own, which costs no other check its findings.

        `framework` is the one that is asked about; `exceptions` are read where they are not given; `once` holds what was
        found already. Raises WrongUse for a parameter that none of the checks has.
        """
        chosen, given = list(checks), params or {}
        said = list(await read_exceptions(engine) if exceptions is None else exceptions)
        by = self.defaults(framework, record_within_days)
        run = partial(run_checks, engine, defaults=by, frameworks=self.frameworks, exceptions=said, once=once)
        refused: list[WrongUse] = []
        findings: list[Finding] = []
        ours = [check for check in chosen if check.name not in self.own]
        for some in ([ours] if ours else []) + [[check] for check in chosen if check.name in self.own]:
            try:
                findings += await run(some, today, _mine(some, given, chosen))
            except (StatementRefused, WrongUse) as problem:
                if some is ours or (isinstance(problem, WrongUse) and problem.where != some[0].name):
                    raise
                refused.append(WrongUse(problem.what, where=some[0].name, remedy=problem.remedy))
        return findings, refused


def _mine(some: Iterable[Check], given: Mapping[str, Any], chosen: Iterable[Check]) -> dict[str, Any]:
    """Those given values that some of the checks have; one that none of all has stays, to be refused."""
    mine, anybodys = ({name for check in group for name in check.params} for group in (some, chosen))
    return {name: value for name, value in given.items() if name in mine or name not in anybodys}


def ours() -> Organisation:
    """The catalogue and frameworks of this package, as nobody changed them."""
    return Organisation(catalogue(), {}, frozenset(), frameworks(), CoverageSettings(), ())


def organisation(settings: Settings) -> Organisation:
    """The catalogue and frameworks as the settings have them; raises WrongUse, with the line, for a wrong parameter."""
    ours = catalogue()
    mine, refused = read_own(settings.checks_folder, {*ours.checks, *ours.questions}) if settings.checks_folder else ([], [])
    checks = {**ours.checks, **{check.name: check for check in mine}}
    known = Catalogue(MappingProxyType(checks), ours.questions)
    values = {name: _values(settings, known, name, said) for name, said in settings.parameters.items()}
    norms, unread = own.read_own(settings, checks)
    return Organisation(
        catalogue=known,
        parameters=values,
        own=frozenset(check.name for check in mine),
        frameworks=MappingProxyType({**frameworks(), **norms}),
        coverage=settings.coverage,
        refused=(*refused, *unread),
    )


def _values(settings: Settings, known: Catalogue, name: str, said: Any) -> dict[str, Any]:
    if name not in known.checks:
        raise _wrong(settings, (name,), f"there is no check {name}.", nearest(name, known.checks))
    if not isinstance(said, dict):
        raise _wrong(settings, (name,), "it must be a mapping of parameters to values.", "Write {parameter: value}.")
    return {param: _value(settings, known.checks[name], param, value) for param, value in said.items()}


def _value(settings: Settings, check: Check, name: str, value: Any) -> Any:
    try:
        return meant(check, name, value)
    except WrongUse as problem:
        raise _wrong(settings, (check.name, name), problem.what, problem.remedy) from problem


def _wrong(settings: Settings, place: tuple[str, ...], said: str, remedy: str) -> WrongUse:
    line = line_of(settings.parameters, place)
    where = f"{settings.config}:{line}" if line else str(settings.config)
    return WrongUse(f"parameters.{'.'.join(place)}: {said}", where=where, remedy=remedy)
