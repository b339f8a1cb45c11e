"""Assessments that are kept: an assessment as it is written, and as it is read again to be compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from graph.engine import Engine
from graph.errors import WrongUse
from graph.records import assessments
from queries.assessment.model import Assessment, Clause
from queries.assessment.reasons import reasons
from queries.assessment.states import COUNTED, State


@dataclass(frozen=True)
class Stood:
    """How a clause stood."""

    id: str
    """Id of the requirement."""
    ref: str
    title: str
    state: State
    judged: bool
    """Whether it is judged by itself."""
    why: str
    reasons: tuple[str, ...]
    """See `reasons`; the first thousand where it was kept."""


@dataclass(frozen=True)
class Kept:
    """How a framework stood on a day."""

    framework: str
    day: str
    moment: str
    """Until when records count for it, ISO instant: the end of the day, or when it was kept."""
    clauses: tuple[Stood, ...]
    """In the order of the framework."""


def stood(assessment: Assessment) -> Kept:
    """An assessment, to be compared."""
    clauses = tuple(_stood(clause, assessment.today) for clause in assessment.clauses)
    return Kept(assessment.framework.id, assessment.today, _end(assessment.today), clauses)


def _stood(clause: Clause, today: str) -> Stood:
    judged = clause.own is not None
    found = reasons(clause, today) if judged else ()
    return Stood(clause.id, clause.ref, clause.title, clause.state, judged, clause.why, found)


def _end(day: str) -> str:
    return f"{day}T23:59:59Z"


async def keep(engine: Engine, assessment: Assessment, *, at: str, by: str, fingerprint: str) -> str:
    """Keeps an assessment of a whole framework in the graph, in the place of another of the same day; returns its id.

    `at` is the instant, `by` who did it, `fingerprint` that of the graph that was assessed. Raises WrongUse for a section, a
    day to come, a framework that the graph does not hold, and where one may only read.
    """
    framework = assessment.framework.id
    if assessment.section:
        raise WrongUse("A section alone is not kept: it would take the place of the whole.", remedy="Leave --clause out.")
    if assessment.today > at[:10]:
        raise WrongUse(f"{assessment.today} is still to come: only what was found is kept.", remedy="Give a day that has been.")
    if not await engine.read("MATCH (f:Framework {id: $id}) RETURN f.id", {"id": framework}):
        remedy = f"Add a source with the path builtin:{framework} and load it."
        raise WrongUse(f"The graph does not hold {framework}, so nothing of it is kept.", remedy=remedy)
    id_ = assessments.assessment_id(framework, assessment.today)
    said = {"id": id_, "recorded_at": at, "recorded_by": by, "fingerprint": fingerprint, **_said(assessment)}
    results = [_result(id_, place, clause, assessment.today) for place, clause in enumerate(assessment.clauses)]
    await assessments.keep(engine, {name: value for name, value in said.items() if value is not None}, results)
    return id_


def _said(assessment: Assessment) -> dict[str, Any]:
    limits, framework = assessment.limits, assessment.framework
    return {
        "name": f"{framework.name} on {assessment.today}",
        "framework": framework.id,
        "edition": framework.edition,
        "day": assessment.today,
        "verdict": assessment.ruling.verdict.value,
        **{state.value: assessment.states.get(state, 0) for state in State},
        **{name: getattr(limits, name) for name in ("record_within_days", "systemic_percent", "exclusions")},
        "software": f"clausegraph {version('clausegraph')}",
    }


def _result(assessment: str, place: int, clause: Clause, today: str) -> dict[str, Any]:
    one, counted = _stood(clause, today), [check.counted for check in clause.checks if check.named]
    return {
        "id": f"{assessment}/{clause.ref}",
        "name": f"{clause.ref} {clause.title}",
        "requirement": clause.id,
        "ref": clause.ref,
        "title": clause.title,
        "place": place,
        "day": today,
        "state": clause.state.value,
        "judged": one.judged,
        "why": clause.why,
        **{status: sum(getattr(check, status) for check in counted) for status in COUNTED},
        "reasons": list(one.reasons[: assessments.REASONS]),
    }


async def read_kept(engine: Engine, framework: str, day: str) -> Kept:
    """The last assessment that was kept of a day or one before it; raises WrongUse where there is none."""
    if (found := await assessments.last(engine, framework, day)) is None:
        remedy = f"clausegraph coverage {framework} --as-of {day} --record keeps one."
        raise WrongUse(f"No assessment of {framework} was kept on or before {day}.", remedy=remedy)
    said, results = found
    at = str(said["recorded_at"])
    moment = at if at.startswith(said["day"]) else _end(said["day"])
    return Kept(framework, said["day"], moment, tuple(_read(results)))


def _read(results: Iterable[Mapping[str, Any]]) -> Iterable[Stood]:
    for one in results:
        state = State(one["state"])
        kept = tuple(one.get("reasons") or ())
        yield Stood(one["requirement"], one["ref"], one["title"], state, one["judged"], one["why"], kept)
