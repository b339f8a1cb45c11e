"""Blast radius and concentration: what each supplier, group of companies, country or thing can take down."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from queries.impact.events import Event
from queries.impact.model import Level, Model
from queries.impact.propagation import Outcome, Propagation

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

    @property
    def hurts(self) -> bool:
        """Whether anything happens to a live service."""
        return bool(self.down or self.degraded or self.redundancy_lost)


def radii(propagation: Propagation, events: Iterable[Event], progress: Callable[[int], None] = lambda _: None) -> list[Radius]:
    """The radius of every event, the heaviest first."""
    services = _Services.of(propagation.model)
    found = []
    for done, event in enumerate(events):
        found.append(_radius(event, propagation.run(dict.fromkeys(event.nodes, Level.DOWN)), services))
        if done % _EVERY == 0:
            progress(done)
    return sorted(found, key=lambda r: (-r.weight, -r.degraded, -r.redundancy_lost, r.kind, r.name))


@dataclass(frozen=True)
class _Services:
    """Live services, and what each counts."""

    live: NDArray[np.bool_]
    critical: NDArray[np.bool_]
    weights: NDArray[np.int64]
    total: int
    total_critical: int

    @classmethod
    def of(cls, model: Model) -> _Services:
        rated = model.nodes.criticalities
        live, critical = model.nodes.live_services, model.nodes.live_services & rated.among("critical")
        weights = np.array([WEIGHTS[term or "medium"] for term in rated.named], np.int64)[rated.codes]
        return cls(live, critical, weights, int(live.sum()), int(critical.sum()))


def _radius(event: Event, outcome: Outcome, services: _Services) -> Radius:
    live = services.live[outcome.hit]
    down = outcome.hit[live & (outcome.how == Level.DOWN)]
    critical = int(services.critical[down].sum())
    return Radius(
        kind=event.kind,
        name=event.name,
        down=len(down),
        degraded=int(live.sum()) - len(down),
        redundancy_lost=int(services.live[outcome.spare_gone].sum()),
        critical_down=critical,
        share_down=len(down) / max(services.total, 1),
        share_critical_down=critical / max(services.total_critical, 1),
        weight=int(services.weights[down].sum()),
    )
