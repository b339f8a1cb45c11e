"""The catalogue in GraphQL: what can be checked and asked, and running it."""

from __future__ import annotations

import inspect
from typing import Annotated, Any, TypeVar, dataclass_transform

import strawberry
from strawberry.scalars import JSON

from api.graphql.asking import Asking
from api.graphql.scalars import Date
from graph.errors import WrongUse
from graph.records.lock import holder
from graph.records.runs import interrupted
from queries import run
from queries.catalogue import catalogue
from queries.contract import Asked, FindingStatus, Severity

strawberry.enum(Severity, description="How much weight an alarm has in the verdict over a clause.")
strawberry.enum(FindingStatus, description="What a check says of one resource.")

Name = Annotated[str, strawberry.argument(description="Its name in the catalogue.")]
Values = Annotated[JSON | None, strawberry.argument(description='Values of its parameters: {supplier: "Nimbus"}.')]
Info = strawberry.Info[Asking, None]
T = TypeVar("T")


@dataclass_transform(kw_only_default=True)
def described(made: type[T]) -> type[T]:
    """A GraphQL type that its docstring describes."""
    return strawberry.type(made, description=inspect.getdoc(made))


@described
class Parameter:
    """A parameter of a check or question."""

    name: str = strawberry.field(description="Its name in `params`.")
    about: str = strawberry.field(description="What it is.")
    type: str = strawberry.field(description="text, integer, number, boolean, day, days, or `id of` a label.")
    default: JSON | None = strawberry.field(description="Its value when none is given; null when it must be given.")
    example: JSON = strawberry.field(description="A value to start from.")


@described
class Question:
    """A question of the catalogue; `ask` answers it."""

    name: str = strawberry.field(description="Its name.")
    title: str = strawberry.field(description="One line.")
    about: str = strawberry.field(description="Why one asks it and how to read the answer.")
    params: list[Parameter] = strawberry.field(description="What it can be given.")
    returns: list[str] = strawberry.field(description="Its columns.")
    statement: str = strawberry.field(description="Its Cypher.")


@described
class Check:
    """A question of the catalogue that judges, resource by resource; `runCheck` runs it."""

    name: str = strawberry.field(description="Its name.")
    title: str = strawberry.field(description="One line.")
    about: str = strawberry.field(description="Why one asks it and how to read the answer.")
    severity: Severity = strawberry.field(description="Weight of its alarms.")
    resource: list[str] = strawberry.field(description="Labels of what it judges.")
    applies_when: str = strawberry.field(description="What is in scope.")
    passes_when: str = strawberry.field(description="What ok means.")
    requirements: list[strawberry.ID] = strawberry.field(description="Ids of the requirements it tests.")
    params: list[Parameter] = strawberry.field(description="What it can be given.")
    statement: str = strawberry.field(description="Its Cypher.")


@described
class Finding:
    """What a check says of one resource."""

    check: str = strawberry.field(description="Name of the check.")
    resource: strawberry.ID = strawberry.field(description="Id of the node; empty where nothing is in scope.")
    name: str = strawberry.field(description="What people call the node.")
    status: FindingStatus = strawberry.field(description="ok, alarm, info or skip.")
    reason: str = strawberry.field(description="One sentence.")


@described
class Answer:
    """The answer to a question: a table."""

    columns: list[str] = strawberry.field(description="Names of the columns.")
    rows: list[list[JSON | None]] = strawberry.field(description="Rows, their values in the order of the columns.")


@described
class LoadInProgress:
    """A load that is going on: what is read meanwhile may change, and sources that are being written are not whole."""

    holder: str = strawberry.field(description="Process and machine that load.")
    writing: list[strawberry.ID] = strawberry.field(description="Ids of the sources whose records are being written in batches.")


TYPES = (Parameter, Question, Check, Finding, Answer, LoadInProgress)
"""Types that have resolvers of their own."""


def checks(info: Info) -> list[Check]:
    """Every check, with what the organisation says of its parameters."""
    known = info.context.organisation
    return [
        Check(
            severity=check.severity,
            resource=list(check.labels),
            applies_when=check.applies_when,
            passes_when=check.passes_when,
            requirements=[strawberry.ID(r) for r in sorted(known.requirements_of(check.name))],
            **_shared(check),
        )
        for check in map(known.settled, known.catalogue.checks.values())
    ]


def questions() -> list[Question]:
    """Every question."""
    return [Question(returns=list(q.returns), **_shared(q)) for q in catalogue().questions.values()]


async def run_check(info: Info, name: Name, params: Values = None) -> list[Finding]:
    """Findings of one check; GraphQL errors for names and values that cannot be meant."""
    context, known = info.context, info.context.organisation
    check = known.catalogue.find_check(name)
    found, refused = await known.run(context.engine, [check], context.today, _given(params))
    if refused:
        raise refused[0]
    return [
        Finding(check=f.check, resource=strawberry.ID(f.resource), name=f.name, status=f.status, reason=f.reason) for f in found
    ]


async def ask(info: Info, name: Name, params: Values = None) -> Answer:
    """The answer to one question; GraphQL errors for names and values that cannot be meant."""
    context = info.context
    table = await run.ask(context.engine, catalogue().find_question(name), today=context.today, params=_given(params))
    return Answer(columns=table.columns, rows=table.rows)


def today(info: Info) -> Date:
    """The day that questions are asked on."""
    return Date(info.context.today)


async def load_in_progress(info: Info) -> LoadInProgress | None:
    """The load that goes on now, if any."""
    engine = info.context.engine
    who = await holder(engine)
    return LoadInProgress(holder=who, writing=[strawberry.ID(s) for s in await interrupted(engine)]) if who else None


def _given(params: Any) -> dict[str, Any]:
    if params is None:
        return {}
    if not isinstance(params, dict):
        raise WrongUse("params is not an object.", remedy="Write {name: value, …}.")
    return params


def _shared(asked: Asked) -> dict[str, Any]:
    params = [
        Parameter(name=name, about=p.about, type=p.type, default=JSON(p.default), example=JSON(p.example))
        for name, p in asked.params.items()
    ]
    return {"name": asked.name, "title": asked.title, "about": asked.about, "params": params, "statement": asked.statement}
