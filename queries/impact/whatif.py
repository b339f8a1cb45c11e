"""What-if: what fails, degrades or loses its redundancy in a scenario, and through what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from graph.engine import Engine
from queries.impact.causes import Explained
from queries.impact.model import Model, Oddity
from queries.impact.propagation import Propagation
from queries.impact.recovery import interruption, recoveries
from queries.impact.scenario import Scenario
from queries.impact.words import counted

_ACCOUNTABLE = "UNWIND $ids AS id MATCH (n:{label} {{id: id}})<-[:ACCOUNTABLE_FOR]-(r:Role) RETURN id, r.name ORDER BY id, r.name"
_ADDRESSED = "UNWIND $ids AS id MATCH (n:{label} {{id: id}})-[:ADDRESSES]->(q:Requirement) RETURN id, q.id ORDER BY id, q.id"
_WEIGHT = {"critical": 0, "high": 1, "medium": 2, "low": 3}


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
    """How the groups that led to it stand, in words."""
    path: list[str]
    """Names from the node back to something that failed, the shortest way."""
    alone: int
    """How many of the nodes that failed would do this to it by themselves."""
    distance: int
    """Relationships on that way; 0 for what failed itself."""
    recovery_minutes: int | None
    """Until it is up again; None where that is not known."""
    rto_minutes: int | None
    interruption_minutes: int
    """While its groups switch over."""
    accountable: list[str]
    requirements: list[str]
    """Ids of the requirements that it addresses."""

    @property
    def late(self) -> bool:
        """Whether it recovers later than its objective allows."""
        return None not in (self.recovery_minutes, self.rto_minutes) and self.recovery_minutes > self.rto_minutes  # type: ignore[operator]


@dataclass(frozen=True)
class Answer:
    """What a scenario does, and how far the map can be trusted."""

    affected: list[Affected]
    services: dict[str, dict[str, int]]
    """State to criticality to the number of live services."""
    unmapped: list[str]
    """Names of live services with no recorded dependency: nothing can be said of them."""
    oddities: list[Oddity]
    """What was read on the safe side."""


async def what_if(engine: Engine, propagation: Propagation, scenario: Scenario) -> Answer:
    """The answer to one scenario."""
    model = propagation.model
    explained = Explained(model, propagation.run(scenario.failed), scenario.failed)
    places = [*explained.outcome.levels, *explained.outcome.lost]
    roles, requirements = await _told(engine, model, places, _ACCOUNTABLE), await _told(engine, model, places, _ADDRESSED)
    back = recoveries(propagation, scenario.failed, scenario.minutes)
    alone, paths = _alone(propagation, explained), explained.paths()
    affected = [
        _affected(explained, node, paths.get(node, [node]), alone[node], back.get(node), roles, requirements) for node in places
    ]
    affected.sort(key=lambda a: (-_rank(a.state), _WEIGHT.get(a.criticality or "", 4), a.distance, a.name, a.id))
    return Answer(affected, _services(explained), _unmapped(model), model.oddities)


def _rank(state: str) -> int:
    return {"down": 2, "degraded": 1}.get(state, 0)


def _affected(
    explained: Explained,
    node: int,
    path: list[int],
    alone: int,
    recovery: int | None,
    roles: dict[str, list[str]],
    requirements: dict[str, list[str]],
) -> Affected:
    it, level = explained.model.nodes[node], explained.level(node)
    return Affected(
        id=it.id,
        label=it.label,
        name=it.name,
        criticality=it.criticality,
        state=level.name.lower() if level else "redundancy lost",
        groups=[counted(standing, explained.model) for standing in explained.standings(node)],
        path=[explained.model.nodes[n].name for n in path],
        alone=alone,
        distance=len(path) - 1,
        recovery_minutes=recovery if level else 0,
        rto_minutes=it.rto_minutes,
        interruption_minutes=interruption(explained, node),
        accountable=roles.get(it.id, []),
        requirements=requirements.get(it.id, []),
    )


def _alone(propagation: Propagation, explained: Explained) -> Counter[int]:
    """Of every affected node, how many of those that failed would by themselves bring it to its level."""
    found: Counter[int] = Counter()
    for node, level in explained.failed.items():
        levels = propagation.run({node: level}).levels
        found.update(n for n, its in levels.items() if its >= explained.level(n))
    return found


async def _told(engine: Engine, model: Model, places: list[int], statement: str) -> dict[str, list[str]]:
    """What the graph says of these nodes, one statement a label."""
    found: dict[str, list[str]] = {}
    ids: dict[str, list[str]] = {}
    for node in places:
        ids.setdefault(model.nodes[node].label, []).append(model.nodes[node].id)
    for label, some in sorted(ids.items()):
        for id_, text in await engine.read(statement.format(label=label), {"ids": some}):
            found.setdefault(id_, []).append(text)
    return found


def _services(explained: Explained) -> dict[str, dict[str, int]]:
    found: dict[str, Counter[str]] = {"down": Counter(), "degraded": Counter(), "redundancy lost": Counter(), "up": Counter()}
    for place, node in enumerate(explained.model.nodes):
        if node.label == "Service" and node.live:
            level = explained.level(place)
            lost = place in explained.outcome.lost
            state = level.name.lower() if level else "redundancy lost" if lost else "up"
            found[state][node.criticality or "not rated"] += 1
    return {state: dict(counts) for state, counts in found.items()}


def _unmapped(model: Model) -> list[str]:
    lone = (n for i, n in enumerate(model.nodes) if n.label == "Service" and n.live and i not in model.groups_of)
    return sorted(node.name for node in lone)
