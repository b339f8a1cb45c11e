"""The frameworks that come with Clausegraph, and what the provider shows for their clauses: most of it, not all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benchmarks.coverage.dice import Dice
from benchmarks.coverage.estate import Edge, Estate
from benchmarks.coverage.links import SCOPED
from benchmarks.coverage.parts import Properties
from queries.catalogue import catalogue
from queries.frameworks import Framework, Requirement, frameworks, requirements_of
from queries.parameters import used

_SHOWN_BY = {
    "policy-is-in-force": ("policy",),
    "policy-is-approved-by-top-management": ("policy",),
    "policy-is-communicated": ("policy",),
    "management-review-is-recent": ("management_review",),
    "objectives-are-measured": ("objectives",),
    "plan-names-every-process": ("plan",),
    "transitioned-service-was-accepted": ("plan", "design"),
}
"""Check → kinds of documents that it wants as evidence."""
_EACH = 4
"""Documents of a kind that show the same thing."""
_UNAUDITED = 12
"""So many clauses, the last ones, no audit has looked at."""
_IN_SCOPE = {"iso-20000-1-2018": 0.9, "dora": 0.3}


def framework_nodes() -> list[Properties]:
    """The frameworks."""
    return [{"id": one.id, "name": one.name, "edition": one.edition} for one in frameworks().values()]


def requirement_nodes() -> Iterator[Properties]:
    """Their requirements."""
    for framework, one in _requirements():
        documents, records = one.required_documents, one.required_records
        asked = {"required_documents": documents, "required_records": records, "ref": one.ref, "title": one.title}
        yield {"id": f"{framework.id}/{one.ref}", "name": f"{one.ref} {one.title}", "summary": one.summary or one.title, **asked}


def _requirements() -> Iterator[tuple[Framework, Requirement]]:
    return ((framework, one) for framework in frameworks().values() for one in framework.requirements)


def neglected() -> set[str]:
    """The clauses that nobody does anything for: of each check about clauses the first."""
    return {requirements_of(name)[0] for name, check in catalogue().checks.items() if "requirements" in used(check.statement)}


def claimed(estate: Estate) -> Iterator[tuple[str, Iterable[Edge]]]:
    """What joins the provider to the clauses, and the clauses to each other."""
    dice, left_out = Dice("clauses"), neglected()
    kept = [(framework, one, f"{framework.id}/{one.ref}") for framework, one in _requirements()]
    kept = [(framework, one, id_) for framework, one, id_ in kept if id_ not in left_out]
    ids = [id_ for _, _, id_ in kept]
    yield "PART_OF", _parents()
    yield "ADDRESSES", [(process, id_, _how_far(dice)) for id_ in ids for process in dice.sample(estate.ids["process"], 3)]
    for part in ("top", "representative"):
        yield "ACCOUNTABLE_FOR", [(dice.choice(estate.ids[part]), id_, {}) for id_ in ids]
    yield "EVIDENCES", _shown(estate, set(ids))
    yield "EVIDENCES", _asked_for(estate, dice, kept)
    yield "DESCRIBES", _planned(estate, dice)
    yield "DESCRIBES", [(report, id_, {}) for report in estate.ids["audit_report"] for id_ in dice.sample(ids[:-_UNAUDITED], 6)]
    for framework, share in _IN_SCOPE.items():
        yield "IN_SCOPE_OF", ((id_, framework, {}) for id_ in estate.several(SCOPED) if dice.often(share))


def _how_far(dice: Dice) -> Properties:
    return {"status": dice.choice(["full", "full", "full", "partial", "planned"])}


def _parents() -> Iterator[Edge]:
    for framework, one in _requirements():
        above = f"{framework.id}/{one.parent}" if one.parent else framework.id
        yield f"{framework.id}/{one.ref}", above, {}


def _shown(estate: Estate, kept: set[str]) -> Iterator[Edge]:
    for check in _SHOWN_BY:
        for requirement in requirements_of(check):
            if requirement in kept:
                yield from ((document, requirement, {}) for document in _showing(estate, check, requirement))


def _showing(estate: Estate, check: str, requirement: str) -> list[str]:
    """The documents that show a clause to a check."""
    return Dice(f"{check} {requirement}").sample(estate.several(_SHOWN_BY[check]), _EACH)


def _asked_for(estate: Estate, dice: Dice, kept: list[tuple[Framework, Requirement, str]]) -> Iterator[Edge]:
    """A few of each document and record that a clause asks for."""
    for framework, one, id_ in kept:
        for described, asked in ((framework.documents, one.required_documents), (framework.records, one.required_records)):
            for item in asked:
                there = estate.several(tuple(kind.value for kind in described[item].kinds)) if item in described else []
                yield from ((document, id_, {"item": item}) for document in dice.sample(there, min(len(there), 2 * _EACH)))


def _planned(estate: Estate, dice: Dice) -> Iterator[Edge]:
    """A plan that shows planning names most of the processes."""
    check = "plan-names-every-process"
    plans = {plan for requirement in requirements_of(check) for plan in _showing(estate, check, requirement)}
    return ((plan, process, {}) for plan in sorted(plans) for process in estate.ids["process"] if dice.often(0.2))
