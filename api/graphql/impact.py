"""Impact in GraphQL: what fails when something fails, where one is fragile, and what a change would buy.

Each answer is reckoned on the snapshot of the graph that all requests share; what takes long is reckoned in a thread.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from api.graphql import impact_tables as tables
from api.graphql import impact_types as types
from api.graphql.catalogue import Info
from api.graphql.declare import Field
from api.graphql.impact_arguments import (
    By,
    Common,
    Countries,
    Fails,
    First,
    Many,
    Node,
    Order,
    Proposed,
    Recovers,
    Reported,
    State,
    Whole,
    asked,
    row,
)
from api.graphql.impact_types import FailureState
from api.graphql.impact_work import size, some, worked_out
from graph.errors import WrongUse
from queries.impact import changes, compare
from queries.impact.blast import Radius, radii
from queries.impact.concentration import concentration
from queries.impact.cutsets import cut_sets
from queries.impact.events import of_kind
from queries.impact.kinds import Kind
from queries.impact.promises import targets
from queries.impact.promises.promises import promises
from queries.impact.propagation import Propagation
from queries.impact.proposal import links
from queries.impact.scenario import place, scenario
from queries.impact.whatif import what_if
from queries.impact.world import World, world

TYPES = (*types.TYPES, *tables.TYPES)
_FIRST = 100
_ORDERS = (1, 2, 3)
T = TypeVar("T")


async def _world(info: Info) -> World:
    engine = info.context.engine
    return await world(engine, (await info.context.snapshots.latest(engine)).propagation)


async def what_if_root(
    info: Info,
    fails: Fails = None,
    state: State = FailureState.DOWN,
    group: Whole = False,
    countries: Countries = None,
    reported: Reported = False,
    recovers: Recovers = None,
    first: First = 50,
) -> types.Impact:
    """The answer to one scenario; GraphQL errors for what cannot be meant."""
    engine = info.context.engine
    taken = await info.context.snapshots.latest(engine)
    meant = await scenario(engine, taken.model, asked(fails, state, group, countries, reported, recovers))
    found = await what_if(engine, taken.propagation, meant, first=size(first))
    return types.Impact(
        total=found.total,
        affected=[types.AffectedNode(**_said(types.AffectedNode, one)) for one in found.affected],
        services=[
            types.ServiceCount(state=state_, criticality=rated, count=count)
            for state_, counts in found.services.items()
            for rated, count in sorted(counts.items())
        ],
        unmapped_count=len(found.unmapped),
        unmapped=found.unmapped[:_FIRST],
        oddities=[types.ModelOddity(**odd._asdict()) for odd in found.oddities[:_FIRST]],
        explained=found.explained,
    )


def _said(type_: type[Any], found: Any) -> dict[str, Any]:
    """The fields of a type as something says them."""
    values = {name: getattr(found, name) for name in type_.__annotations__}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _rows(type_: type[T], found: Iterable[Any]) -> list[T]:
    return [type_(**_said(type_, one)) for one in found]


async def weak_points(
    info: Info, id: Node, order: Order = 3, common_causes: Common = True, first: Many = None
) -> tables.WeakPoints:
    """The minimal cut sets of a node."""
    if order not in _ORDERS:
        raise WrongUse(f"{order} is no size of sets that are looked for.", where="order", remedy="Give 1, 2 or 3.")
    its = await _world(info)
    model = its.model
    causes = its.causes(model) if common_causes else []
    found = await worked_out(cut_sets, model, place(model, id), causes, order=order)
    sets = [tables.CutSet(events=[e.name for e in one], kinds=[e.kind for e in one]) for one in some(found.found, first)]
    return tables.WeakPoints(total=len(found.found), sets=sets, order=found.order, told=found.told)


async def blast_radius(info: Info, by: By = Kind.SUPPLIER, first: First = 50) -> list[tables.BlastRadius]:
    """What each of a kind can take down, the worst first."""
    its = await _world(info)
    most, each = size(first), of_kind(its.model, by, its.pairs, its.located)
    found: list[Radius] = await worked_out(radii, its.propagation, each)
    return _rows(tables.BlastRadius, [one for one in found if one.hurts][:most])


async def concentrated(info: Info, first: Many = None) -> tables.ImpactConcentration:
    """Where much rests on little."""
    found = await worked_out(concentration, *await _world(info))
    return tables.ImpactConcentration(
        shares=_rows(tables.BlastRadius, some(found.shares, first)),
        alone=_rows(tables.SoleSupplier, some(found.alone, first)),
        hidden=_rows(tables.HiddenCause, some(found.hidden, first)),
    )


async def broken_promises(info: Info, first: Many = None) -> list[tables.BrokenPromise]:
    """Promises that cannot be kept."""
    taken = await info.context.snapshots.latest(info.context.engine)
    stated = await targets.read(info.context.engine, date.fromisoformat(info.context.today))
    found = await asyncio.to_thread(promises, taken.model, stated)
    return [tables.BrokenPromise(**{**_said(tables.BrokenPromise, one), "kind": str(one.kind)}) for one in some(found, first)]


async def compare_change(
    info: Info,
    change: Proposed,
    fails: Fails = None,
    state: State = FailureState.DOWN,
    group: Whole = False,
    countries: Countries = None,
    reported: Reported = False,
    first: Many = None,
) -> tables.ImpactComparison:
    """A scenario without and with a change."""
    engine, its = info.context.engine, await _world(info)
    model = its.model
    meant = await scenario(engine, model, asked(fails, state, group, countries, reported, None))
    proposed = links([row(n, one) for n, one in enumerate(change)], model.nodes)
    after = await asyncio.to_thread(Propagation, await changes.proposed(engine, model, proposed))
    business = await compare.business_services(engine)
    found = await worked_out(
        compare.compare, its.propagation, after, meant.failed, proposed, business=business, causes=its.causes
    )
    return tables.ImpactComparison(
        told=found.told,
        changed=_rows(tables.ChangedState, some(found.changed, first)),
        services=_rows(tables.ChangedCount, found.services),
        points=_rows(tables.ChangedPoints, some(found.points, first)),
        oddities=_rows(types.ModelOddity, some(found.oddities, first)),
    )


FIELDS = (
    Field("whatIf", "Impact", "What fails, degrades or loses its redundancy when something fails.", resolver=what_if_root),
    Field("weakPoints", "WeakPoints", "The smallest sets of failures that bring a node down.", resolver=weak_points),
    Field("blastRadius", "list[BlastRadius]", "What each of a kind can take down, the worst first.", resolver=blast_radius),
    Field("concentration", "ImpactConcentration", "Where much rests on little.", resolver=concentrated),
    Field("brokenPromises", "list[BrokenPromise]", "Targets that dependencies do not let a node keep.", resolver=broken_promises),
    Field("compareChange", "ImpactComparison", "What a proposed change would buy.", resolver=compare_change),
)
