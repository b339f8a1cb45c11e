"""Blast radius and concentration: what each supplier, group of companies, country or thing can take down."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from queries.impact.events import Event
from queries.impact.model import Level, Model
from queries.impact.propagation import Propagation

WEIGHTS = {"critical": 8, "high": 4, "medium": 2, "low": 1}
"""What a service that is down counts in the ranking, by criticality; one that nobody rated counts as medium."""
_EVERY = 256


class Radius(NamedTuple):
    """What one event does to live services."""

    kind: str
    name: str
    down: int
    degraded: int
    redundancy_lost: int
    critical_down: int
    share_down: float
    """Of all live services, 0 to 1."""
    share_critical_down: float
    """Of all live critical services, 0 to 1."""
    weight: int
    """Services down, by criticality."""


def radii(propagation: Propagation, events: Iterable[Event], progress: Callable[[int], None] = lambda _: None) -> list[Radius]:
    """The radius of every event, the heaviest first."""
    services = _live_services(propagation.model)
    found = []
    for done, event in enumerate(events):
        found.append(_radius(propagation, event, services))
        if done % _EVERY == 0:
            progress(done)
    return sorted(found, key=lambda r: (-r.weight, -r.degraded, -r.redundancy_lost, r.kind, r.name))


def _live_services(model: Model) -> dict[int, str]:
    """Live services with their criticality."""
    return {i: n.criticality or "medium" for i, n in enumerate(model.nodes) if n.label == "Service" and n.live}


def _radius(propagation: Propagation, event: Event, services: dict[int, str]) -> Radius:
    outcome = propagation.run(dict.fromkeys(event.nodes, Level.DOWN))
    hit = {n: level for n, level in outcome.levels.items() if n in services}
    down = [services[n] for n, level in hit.items() if level == Level.DOWN]
    critical, all_critical = down.count("critical"), list(services.values()).count("critical")
    return Radius(
        kind=event.kind,
        name=event.name,
        down=len(down),
        degraded=len(hit) - len(down),
        redundancy_lost=len(outcome.lost & services.keys()),
        critical_down=critical,
        share_down=len(down) / max(len(services), 1),
        share_critical_down=critical / max(all_critical, 1),
        weight=sum(WEIGHTS[its] for its in down),
    )
