"""Which checks are meant, and under which clauses they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.errors import WrongUse, nearest
from queries.contract import Check
from queries.frameworks import Framework, Requirement, find_framework
from queries.organisation import Organisation, ours


@dataclass(frozen=True)
class Clause:
    """A requirement with those of the chosen checks that test it."""

    framework: Framework
    requirement: Requirement
    checks: list[Check]


@dataclass(frozen=True)
class Selection:
    """The checks to run, in the order of the catalogue; and by clause, where a framework or clause was asked for."""

    checks: list[Check]
    clauses: list[Clause]


def checks(
    names: list[str], framework: str | None = None, clause: str | None = None, known: Organisation | None = None
) -> Selection:
    """The checks of these names that test the framework and clause; all that nobody narrowed down.

    `known` are the catalogue and frameworks of the organisation, ours where none are given. Raises WrongUse with the nearest
    name, and when no check is left.
    """
    known = known or ours()
    named = [known.catalogue.find_check(name) for name in names] or list(known.catalogue.checks.values())
    if framework is None and clause is None:
        return Selection(_once(named), [])
    clauses = [one for house in _houses(framework, clause, known.frameworks) for one in _clauses(house, clause or "", named)]
    kept = {check.name for one in clauses for check in one.checks}
    left = [check for check in _once(named) if check.name in kept]
    if not left:
        raise WrongUse(
            f"None of these checks tests {framework or ''} {clause or ''}".rstrip() + ".", remedy="See clausegraph check --list."
        )
    return Selection(left, clauses)


def _once(named: list[Check]) -> list[Check]:
    return list({check.name: check for check in named}.values())


def _houses(framework: str | None, clause: str | None, known: Mapping[str, Framework]) -> list[Framework]:
    """The framework that was named, or all that have the clause."""
    if framework:
        return [find_framework(framework, known)]
    having = [one for one in known.values() if any(r.ref == clause for r in one.requirements)]
    if not having:
        refs = {r.ref for one in known.values() for r in one.requirements}
        raise WrongUse(f"No framework has a clause {clause}.", remedy=nearest(str(clause), sorted(refs)))
    return having


def _clauses(framework: Framework, clause: str, named: list[Check]) -> Iterator[Clause]:
    for requirement in framework.section(clause):
        tests = framework.tests[requirement.ref]
        if found := [check for check in _once(named) if check.name in tests]:
            yield Clause(framework, requirement, found)
