"""Coverage: the state of every clause of a framework on a day, from the facts of the graph and what the checks say.

    assessment = await assess(engine, find_framework("iso-20000-1-2018"), today="2026-11-23")
    assessment.clause("8.2.3").state, assessment.ruling.verdict

A row about a requirement speaks of that requirement alone; any other row of every clause that its check is named for. It
counts for a state where its resource is in scope, and its check is named for the clause.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from graph.engine import Engine
from queries.assessment.exceptions import Reviewed, read_exceptions, review
from queries.assessment.facts import Facts, read_facts
from queries.assessment.gaps import Gap, worst_first
from queries.assessment.inputs import inputs
from queries.assessment.limits import Limits
from queries.assessment.model import Assessment, Clause, ClauseCheck, Row
from queries.assessment.scope import Scope, read_scope
from queries.assessment.states import judge
from queries.assessment.tree import rolled
from queries.assessment.verdict import Plan, rule
from queries.contract import Check, FindingStatus
from queries.findings import Finding
from queries.frameworks import Framework, Requirement
from queries.once import Once
from queries.organisation import Organisation, ours


class Material(NamedTuple):
    """Everything that was read for an assessment."""

    framework: Framework
    section: str
    today: str
    limits: Limits
    facts: Facts
    checks: Sequence[Check]
    """Those that ran."""
    findings: Sequence[Finding]
    scope: Scope
    exceptions: Sequence[Reviewed]


async def assess(
    engine: Engine,
    framework: Framework,
    *,
    today: str,
    section: str = "",
    given: Mapping[str, Any] | None = None,
    params: Mapping[str, Any] | None = None,
    known: Organisation | None = None,
    once: Once | None = None,
) -> Assessment:
    """Assesses a framework or a section of it, by what the organisation says.

    `given` changes record_within_days, systemic_percent and exclusions; `params` reach those checks that have them;
    `once` holds what checks found already, for another framework of the same graph. Raises
    WrongUse for a section, parameter or value that cannot be meant, and for a check of the organisation that the engine refuses.
    """
    known = known or ours()
    wanted, in_force = framework.section(section), known.limits(framework, given)
    facts = await read_facts(engine, framework.id, [_id(framework, r) for r in wanted])
    chosen, exceptions = chosen_checks(framework, section, known.catalogue.checks), await read_exceptions(engine)
    days = in_force.record_within_days
    run = partial(known.run, engine, framework=framework, record_within_days=days, exceptions=exceptions, once=once)
    findings, refused = await run(chosen, today, params)
    if refused:
        raise refused[0]
    by_name = {check.name: check for check in chosen}
    scope = await read_scope(engine, framework, facts.scope, [(by_name[f.check], f) for f in findings])
    stand = review(exceptions, findings, ran=by_name, known=known.catalogue.checks, today=today)
    return judged(Material(framework, section, today, in_force, facts, chosen, findings, scope, stand))


def chosen_checks(framework: Framework, section: str, known: Mapping[str, Check]) -> list[Check]:
    """The checks that can speak of a section, in the order of the framework's file."""
    named = set(framework.checks_of(section))
    return [known[n] for n in framework.checks if n in known and (n in named or known[n].labels == ("Requirement",))]


def judged(material: Material) -> Assessment:
    """The assessment of what was read; reads nothing itself."""
    framework, wanted = material.framework, material.framework.section(material.section)
    place = {requirement.ref: n for n, requirement in enumerate(wanted)}
    checks = {check.name: check for check in material.checks}
    spoken = _Spoken(material.scope, checks, place)
    for finding in material.findings:
        spoken.enter(finding)
    clauses = rolled([_clause(material, requirement, spoken) for requirement in wanted])
    own = [clause for clause in clauses if clause.own is not None]
    return Assessment(
        framework=framework,
        section=material.section,
        today=material.today,
        limits=material.limits,
        clauses=clauses,
        states=Counter(clause.own for clause in own if clause.own),
        counts=spoken.counts,
        gaps=worst_first(spoken.gaps, place),
        exceptions=tuple(material.exceptions),
        ruling=rule((clause.ref, clause.own or clause.state, _plans(clause)) for clause in own),
    )


class _Spoken:
    """Rows by the clause that they speak of."""

    def __init__(self, scope: Scope, checks: Mapping[str, Check], place: Mapping[str, int]) -> None:
        self.scope, self.checks, self.place = scope, checks, place
        self.rows: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        self.counts: Counter[FindingStatus] = Counter()
        self.gaps: list[Gap] = []

    def enter(self, finding: Finding) -> None:
        check = self.checks[finding.check]
        named = self.scope.named(check, finding)
        own = [self.scope.own(finding)] if check.labels == ("Requirement",) else []
        refs = sorted({ref for ref in (*named, *own) if ref in self.place}, key=self.place.__getitem__)
        inside = self.scope.holds(check, finding)
        for ref in refs:
            self.rows[ref][check.name].append(Row(finding, inside and ref in named))
        if refs:
            self.counts[finding.status] += 1
            self.gaps.append(Gap(finding, check.severity, tuple(refs)))

    def of(self, ref: str, named: Sequence[str]) -> tuple[ClauseCheck, ...]:
        """The checks that are named for a clause, and after them others that speak of it."""
        said = self.rows.get(ref, {})
        names = dict.fromkeys([name for name in named if name in self.checks] + list(said))
        return tuple(ClauseCheck(self.checks[name], name in named, tuple(said.get(name, ()))) for name in names)


def _clause(material: Material, requirement: Requirement, spoken: _Spoken) -> Clause:
    id_ = _id(material.framework, requirement)
    checks = spoken.of(requirement.ref, material.framework.tests[requirement.ref])
    facts, counted = material.facts.of(id_), [one.counted for one in checks if one.named]
    found = inputs(facts, counted, in_scope=bool(material.facts.scope), limits=material.limits, today=material.today)
    stands = judge(found, material.limits.systemic_percent)
    return Clause(id_, requirement, stands.state, stands.why, stands.also, stands.state, found, facts, checks)


def _plans(clause: Clause) -> list[Plan]:
    return [Plan(tuple(one.owners), one.due or "") for one in clause.facts.open if one.grade != "observation"]


def _id(framework: Framework, requirement: Requirement) -> str:
    return f"{framework.id}/{requirement.ref}"
