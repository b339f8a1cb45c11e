"""Arguments of the root fields of impact, and what they mean."""

from __future__ import annotations

from typing import Annotated, Any

import strawberry

from api.graphql.impact_types import FailureState, ProposedLinkInput, RecoveryInput
from graph.errors import WrongUse
from queries.impact.changefile import Row
from queries.impact.kinds import Kind
from queries.impact.scenario import Asked


def _argument(about: str) -> Any:
    return strawberry.argument(description=about)


Fails = Annotated[list[str] | None, _argument("Ids or names of what fails.")]
State = Annotated[FailureState, _argument("How it fails.")]
Whole = Annotated[bool, _argument("Whether every company of their groups fails with them.")]
Countries = Annotated[list[str] | None, _argument("Countries in which everything fails, ISO 3166-1 alpha-2.")]
Reported = Annotated[bool, _argument("Whether what status feeds and monitors report now fails.")]
Recovers = Annotated[list[RecoveryInput] | None, _argument("When what failed works again.")]
First = Annotated[int, _argument("At most so many rows, the worst first; 1000 at the most.")]
Many = Annotated[
    int | None, _argument("At most so many rows, the worst first; without it all, or an error when there are over 1000.")
]
Order = Annotated[int, _argument("Size of the largest sets, 1 to 3.")]
Common = Annotated[bool, _argument("Whether groups of companies, countries and sites are among the causes.")]
Node = Annotated[str, _argument("Id or name of the node.")]
By = Annotated[Kind, _argument("What fails.")]
Proposed = Annotated[list[ProposedLinkInput], _argument("The links that the change adds and removes.")]


def asked(
    fails: list[str] | None,
    state: FailureState,
    group: bool,
    countries: list[str] | None,
    reported: bool,
    recovers: list[RecoveryInput] | None,
) -> Asked:
    """The scenario; raises WrongUse for none, and for one that contradicts itself."""
    if not (fails or countries or reported):
        raise WrongUse("Nothing fails in this scenario.", remedy="Give fails or countries, or reported: true.")
    minutes = {one.id: one.minutes for one in recovers or ()}
    for one in recovers or ():
        if minutes[one.id] != one.minutes:
            raise WrongUse(f"{one.id} recovers twice.", where="recovers", remedy="Say once after how many minutes.")
    return Asked(dict.fromkeys(fails or (), str(state.value)), group, tuple(countries or ()), reported, minutes)


def row(number: int, one: ProposedLinkInput) -> Row:
    """A link as a row of a change file says it."""
    said = {"action": one.action, "type": one.type, "from": one.start, "to": one.end, "group": one.group, "needs": one.needs}
    more = {"weight": one.weight, "effect": one.effect, "switchover_minutes": one.switchover_minutes}
    return Row(f"change[{number}]", {name: str(value) for name, value in {**said, **more}.items() if value is not None})
