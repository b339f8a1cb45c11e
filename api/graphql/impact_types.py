"""What impact answers in GraphQL: the nodes that a scenario hits, and the tables beside it."""

from __future__ import annotations

from enum import StrEnum
from itertools import islice
from typing import Annotated

import strawberry

from api.graphql.catalogue import described
from queries.impact.causes import Explained
from queries.impact.kinds import Kind
from queries.impact.scenario import place
from queries.impact.why import lines

_LINES = 1_000


@strawberry.enum(description="How something fails.")
class FailureState(StrEnum):
    """How something fails."""

    DOWN = "down"
    DEGRADED = "degraded"


strawberry.enum(Kind, name="RadiusOf", description="What is ranked by what it can take down.")


@strawberry.input(description="When something that failed works again.")
class RecoveryInput:
    """When something that failed works again."""

    id: str = strawberry.field(description="Id or name of what failed.")
    minutes: int = strawberry.field(description="Minutes until it works again.")


@strawberry.input(description="A link that a proposed change adds or removes.")
class ProposedLinkInput:
    """A link that a proposed change adds or removes."""

    action: str = strawberry.field(description="add or remove.")
    type: str = strawberry.field(description="Relationship type, such as SUPPLIED_BY.")
    start: str = strawberry.field(description="Id or name of what needs it; new:Label:Name for something new.")
    end: str = strawberry.field(description="Id or name of what is needed; new:Label:Name for something new.")
    group: str | None = strawberry.field(default=None, description="Group of links that back each other up.")
    needs: float | None = strawberry.field(default=None, description="How much of the group must work.")
    weight: float | None = strawberry.field(default=None, description="What it contributes to the group.")
    effect: str | None = strawberry.field(default=None, description="down or degraded.")
    switchover_minutes: int | None = strawberry.field(default=None, description="Minutes that switching to it takes.")


@described
class AffectedNode:
    """A node to which something happens in a scenario."""

    id: strawberry.ID = strawberry.field(description="Its id.")
    label: str = strawberry.field(description="Its label.")
    name: str = strawberry.field(description="What people call it.")
    criticality: str | None = strawberry.field(description="How much is lost without it.")
    state: str = strawberry.field(description="down, degraded, or redundancy lost.")
    groups: list[str] = strawberry.field(description="How the groups that led to it stand, in words.")
    path: list[str] = strawberry.field(description="Names from the node back to something that failed, the shortest way.")
    alone: int | None = strawberry.field(
        description="How many of what failed would do this by themselves; null where too many failed to try each."
    )
    distance: int = strawberry.field(description="Relationships on that way.")
    recovery_minutes: int | None = strawberry.field(description="Until it is up again; null where that is not known.")
    rto_minutes: int | None = strawberry.field(description="Its recovery time objective (ISO 22301).")
    late: bool = strawberry.field(description="Whether it recovers later than its objective allows.")
    interruption_minutes: int = strawberry.field(description="While its groups switch over.")
    accountable: list[str] = strawberry.field(description="Names of the roles that answer for it.")
    requirements: list[strawberry.ID] = strawberry.field(description="Requirements that it addresses.")


@described
class ServiceCount:
    """How many live services of one criticality are in one state."""

    state: str = strawberry.field(description="down, degraded, redundancy lost, or up.")
    criticality: str = strawberry.field(description="Their criticality, or: not rated.")
    count: int = strawberry.field(description="How many.")


@described
class ModelOddity:
    """Something about a node's dependencies that was read on the safe side, and that somebody should mend."""

    node: strawberry.ID = strawberry.field(description="Id of the node.")
    group: str = strawberry.field(description="Name of its group; empty for a dependency without one.")
    reason: str = strawberry.field(description="One sentence.")


@described
class ReasonLine:
    """A line of the tree that says why a node is as it is: a node, or a group of the node above it."""

    depth: int = strawberry.field(description="0 for the node that was asked for; a line belongs to the last one of less depth.")
    text: str = strawberry.field(description="In words.")


def _why(root: Impact, id: Annotated[str, strawberry.argument(description="Id or name of the node.")]) -> list[ReasonLine]:
    """Raises WrongUse for a node that nobody knows."""
    found = lines(root.explained, place(root.explained.model, id))
    return [ReasonLine(depth=line.depth, text=line.text) for line in islice(found, _LINES)]


@described
class Impact:
    """What a scenario does, and how far the map can be trusted."""

    total: int = strawberry.field(description="Nodes to which something happens.")
    affected: list[AffectedNode] = strawberry.field(description="The worst first; as many as were asked for.")
    services: list[ServiceCount] = strawberry.field(description="Live services by state and criticality.")
    unmapped_count: int = strawberry.field(description="Live services with no recorded dependency: nothing can be said of them.")
    unmapped: list[str] = strawberry.field(description="Names of the first hundred of them.")
    oddities: list[ModelOddity] = strawberry.field(description="The first hundred things that were read on the safe side.")
    explained: strawberry.Private[Explained]

    why: list[ReasonLine] = strawberry.field(
        description="The tree of groups that led to the state of a node, the first thousand lines from the top.", resolver=_why
    )


TYPES = (AffectedNode, ServiceCount, ModelOddity, ReasonLine, Impact)
