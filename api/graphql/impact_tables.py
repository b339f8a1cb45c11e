"""Tables of impact in GraphQL: weak points, radii, concentration, promises, and what a change buys."""

from __future__ import annotations

import strawberry

from api.graphql.catalogue import described
from api.graphql.impact_types import ModelOddity


@described
class CutSet:
    """A smallest set of failures that brings a node down (a minimal cut set, IEC 61025)."""

    events: list[str] = strawberry.field(description="What fails.")
    kinds: list[str] = strawberry.field(description="Of each: node, group of companies, country, or site.")


@described
class WeakPoints:
    """The weak points of a node."""

    total: int = strawberry.field(description="How many sets there are.")
    sets: list[CutSet] = strawberry.field(description="The smallest first.")
    order: int = strawberry.field(description="Up to this size all are there.")
    told: str = strawberry.field(description="Why larger ones were not looked for, or why there are none; else empty.")


@described
class BlastRadius:
    """What one failure does to live services."""

    kind: str = strawberry.field(description="What kind of thing fails.")
    name: str = strawberry.field(description="What fails.")
    down: int = strawberry.field(description="Services down.")
    degraded: int = strawberry.field(description="Services degraded.")
    redundancy_lost: int = strawberry.field(description="Services that lose a spare.")
    critical_down: int = strawberry.field(description="Critical services down.")
    share_down: float = strawberry.field(description="Of all live services, 0 to 1.")
    share_critical_down: float = strawberry.field(description="Of all live critical services, 0 to 1.")
    weight: int = strawberry.field(description="Services down, weighted by criticality.")


@described
class SoleSupplier:
    """A critical service that one supplier takes down by itself."""

    service_id: strawberry.ID = strawberry.field(description="Id of the service.")
    service: str = strawberry.field(description="Its name.")
    supplier_id: strawberry.ID = strawberry.field(description="Id of the supplier.")
    supplier: str = strawberry.field(description="Its name.")


@described
class HiddenCause:
    """Something behind so many members of a group with a spare that the group fails with it."""

    owner_id: strawberry.ID = strawberry.field(description="Id of the node that needs the group.")
    owner: str = strawberry.field(description="Its name.")
    criticality: str | None = strawberry.field(description="Its criticality.")
    group: str = strawberry.field(description="Name of the group.")
    members: list[str] = strawberry.field(description="Members that go down with the cause.")
    kind: str = strawberry.field(description="What kind of thing the cause is.")
    cause_id: strawberry.ID | None = strawberry.field(description="Its id; null for a country and a group of companies.")
    cause: str = strawberry.field(description="Its name.")
    sentence: str = strawberry.field(description="In words.")


@described
class ImpactConcentration:
    """Where much rests on little (DORA, articles 28(4)(c) and 29)."""

    shares: list[BlastRadius] = strawberry.field(description="What one failure takes down; the largest shares first.")
    alone: list[SoleSupplier] = strawberry.field(description="Critical services on one supplier.")
    hidden: list[HiddenCause] = strawberry.field(description="What groups with a spare rest on without one.")


@described
class BrokenPromise:
    """A target that dependencies do not let a node keep, or a figure that cannot be meant."""

    kind: str = strawberry.field(description="availability, RTO or RPO.")
    id: strawberry.ID = strawberry.field(description="Id of the node.")
    name: str = strawberry.field(description="Its name.")
    criticality: str | None = strawberry.field(description="Its criticality.")
    agreement: str = strawberry.field(description="Agreement that states the target; empty where the node does.")
    target: float | None = strawberry.field(description="Percent or minutes.")
    promised: float | None = strawberry.field(description="What can be promised; null where no recovery can be.")
    bound: bool = strawberry.field(description="Whether it can be worse than that, and never better.")
    chain: list[str] = strawberry.field(description="Names from the node to what breaks the promise.")
    sentence: str = strawberry.field(description="In words.")


@described
class ChangedState:
    """A node whose state a proposed change alters."""

    id: strawberry.ID = strawberry.field(description="Its id.")
    label: str = strawberry.field(description="Its label.")
    name: str = strawberry.field(description="Its name.")
    criticality: str | None = strawberry.field(description="Its criticality.")
    before: str = strawberry.field(description="State as it is; not there for a node that the change adds.")
    after: str = strawberry.field(description="State with the change.")


@described
class ChangedCount:
    """How many live services are in a state, as it is and with a proposed change."""

    state: str = strawberry.field(description="down, degraded, redundancy lost, or up.")
    before: int = strawberry.field(description="As it is.")
    after: int = strawberry.field(description="With the change.")
    critical_before: int = strawberry.field(description="Critical ones as it is.")
    critical_after: int = strawberry.field(description="Critical ones with the change.")


@described
class ChangedPoints:
    """Single points of failure of a service, as it is and with a proposed change."""

    service_id: strawberry.ID = strawberry.field(description="Id of the service.")
    service: str = strawberry.field(description="Its name.")
    gone: list[str] = strawberry.field(description="Those that the change takes away.")
    new: list[str] = strawberry.field(description="Those that it brings.")
    before: list[str] = strawberry.field(description="All as it is.")
    after: list[str] = strawberry.field(description="All with the change.")


@described
class ImpactComparison:
    """What a proposed change buys."""

    told: str = strawberry.field(description="In words.")
    changed: list[ChangedState] = strawberry.field(description="Nodes whose state it alters, the most critical first.")
    services: list[ChangedCount] = strawberry.field(description="Live services, a row for each state.")
    points: list[ChangedPoints] = strawberry.field(description="Of critical and business services that rest on it.")
    oddities: list[ModelOddity] = strawberry.field(description="What it brings that was read on the safe side.")


TYPES = (
    CutSet, WeakPoints, BlastRadius, SoleSupplier, HiddenCause, ImpactConcentration, BrokenPromise, ChangedState,
    ChangedCount, ChangedPoints, ImpactComparison,
)  # fmt: skip
