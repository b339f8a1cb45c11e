"""What is reported to fail now, and what each of it takes down."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from queries.impact.model import Level
from queries.impact.nodes import Node, rank
from queries.impact.snapshot import Snapshot

_LEVELS = {"down": Level.DOWN, "degraded": Level.DEGRADED}


@dataclass(frozen=True)
class Reported:
    """A supplier that is reported to fail, and the live services that it takes down or makes worse by itself."""

    supplier: Node
    down: list[Node]
    """Most critical first; so are those below."""
    degraded: list[Node]


def reported(snapshot: Snapshot) -> list[Reported]:
    """Every supplier in use that is reported down or degraded, the one that takes most down first."""
    nodes = snapshot.model.nodes
    failing = np.flatnonzero(nodes.labels.among("Supplier") & nodes.live & nodes.states.among(*_LEVELS))
    found = [_reported(snapshot, place) for place in failing.tolist()]
    return sorted(found, key=lambda one: (-len(one.down), -len(one.degraded), one.supplier.name, one.supplier.id))


def _reported(snapshot: Snapshot, place: int) -> Reported:
    nodes = snapshot.model.nodes
    outcome = snapshot.propagation.run({place: _LEVELS[nodes[place].state or ""]})
    live = nodes.live_services[outcome.hit]
    return Reported(
        nodes[place],
        _services(snapshot, outcome.hit[live & (outcome.how == Level.DOWN)].tolist()),
        _services(snapshot, outcome.hit[live & (outcome.how == Level.DEGRADED)].tolist()),
    )


def _services(snapshot: Snapshot, places: list[int]) -> list[Node]:
    found = (snapshot.model.nodes[place] for place in places)
    return sorted(found, key=lambda node: (rank(node.criticality), node.name, node.id))
