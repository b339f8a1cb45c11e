"""What a scenario does to live services, by state and criticality."""

from __future__ import annotations

from queries.impact.model import Level, Model
from queries.impact.propagation import LOST, UP, Outcome

Counts = dict[str, dict[str, int]]
"""State to criticality to the number of live services."""


def services(model: Model, outcome: Outcome) -> Counts:
    """Live services by state and criticality."""
    nodes = model.nodes
    hit = {level.name.lower(): outcome.hit[outcome.how == level] for level in (Level.DOWN, Level.DEGRADED)}
    places = {**hit, LOST: outcome.spare_gone}
    counted = {state: nodes.rated(some[nodes.live_services[some]]) for state, some in places.items()}
    all_ = nodes.live_services_rated
    up = {rating: number - sum(some.get(rating, 0) for some in counted.values()) for rating, number in all_.items()}
    return {**counted, UP: {rating: number for rating, number in up.items() if number}}
