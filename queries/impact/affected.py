"""One row for each node that something happens to, with what led to it and who answers for it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from graph.engine import Engine
from queries.impact.causes import Explained
from queries.impact.recovery import interruption
from queries.impact.words import counted

_ACCOUNTABLE = "UNWIND $ids AS id MATCH (n:{label} {{id: id}})<-[:ACCOUNTABLE_FOR]-(r:Role) RETURN id, r.name ORDER BY id, r.name"
_ADDRESSED = "UNWIND $ids AS id MATCH (n:{label} {{id: id}})-[:ADDRESSES]->(q:Requirement) RETURN id, q.id ORDER BY id, q.id"
_TOLD = 12
Told = Mapping[str, list[str]]
"""What the graph says of nodes, by id."""


@dataclass(frozen=True)
class Affected:
    """One node that something happens to."""

    id: str
    label: str
    name: str
    criticality: str | None
    state: str
    """down, degraded, or redundancy lost."""
    groups: list[str]
    """How the groups that led to it stand, in words; the worst twelve, and how many more."""
    path: list[str]
    """Names from the node back to something that failed, the shortest way."""
    alone: int | None
    """How many of the nodes that failed would do this to it by themselves; None where too many failed to try each."""
    distance: int
    """Relationships on that way; 0 for what failed itself."""
    recovery_minutes: int | None
    """Until it is up again; None where that is not known."""
    rto_minutes: int | None
    """Recovery time objective (ISO 22301)."""
    interruption_minutes: int
    """While its groups switch over."""
    accountable: list[str]
    """Names of the roles that answer for it."""
    requirements: list[str]
    """Ids of the requirements that it addresses, and that lose their evidence with it."""

    @property
    def late(self) -> bool:
        """Whether it recovers later than its objective allows."""
        return None not in (self.recovery_minutes, self.rto_minutes) and self.recovery_minutes > self.rto_minutes  # type: ignore[operator]


@dataclass(frozen=True)
class Figures:
    """What is reckoned of a node in an outcome."""

    alone: int | None
    recovery: int | None


@dataclass(frozen=True)
class Rows:
    """Makes the rows of one outcome."""

    explained: Explained
    accountable: Told
    requirements: Told

    def row(self, node: int, figures: Figures) -> Affected:
        """The row of one node."""
        explained, it = self.explained, self.explained.model.nodes[node]
        level, path, standings = explained.level(node), explained.path(node), explained.standings(node, _TOLD)
        more = len(explained.hurt(node).places) - len(standings)
        return Affected(
            id=it.id,
            label=it.label,
            name=it.name,
            criticality=it.criticality,
            state=explained.outcome.state(node),
            groups=[*(counted(it, explained.model) for it in standings), *([f"and {more} more"] if more else [])],
            path=[explained.model.nodes.names[n] for n in path],
            alone=figures.alone,
            distance=len(path) - 1,
            recovery_minutes=figures.recovery if level else 0,
            rto_minutes=it.rto_minutes,
            interruption_minutes=interruption(explained, node),
            accountable=self.accountable.get(it.id, []),
            requirements=self.requirements.get(it.id, []),
        )


async def rows(engine: Engine, explained: Explained, nodes: Sequence[int]) -> Rows:
    """Ready to make the rows of these nodes: what the graph says of them is read at once."""
    its = explained.model.nodes
    ids: dict[str, list[str]] = {}
    for node in nodes:
        ids.setdefault(its.labels[node], []).append(its.ids[node])
    told = await asyncio.gather(*(_told(engine, ids, statement) for statement in (_ACCOUNTABLE, _ADDRESSED)))
    return Rows(explained, *told)


async def _told(engine: Engine, ids: Mapping[str, list[str]], statement: str) -> Told:
    """What the graph says of nodes, given by label; one statement a label."""
    asked = (engine.read(statement.format(label=label), {"ids": some}) for label, some in sorted(ids.items()))
    found: dict[str, list[str]] = {}
    for id_, text in chain.from_iterable(await asyncio.gather(*asked)):
        found.setdefault(id_, []).append(text)
    return found
