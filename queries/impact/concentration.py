"""Concentration: what one supplier, group of companies, country or site can take down, and who is without a spare.

ICT concentration risk is to be identified and assessed before a contract is made and as long as it runs: a provider that is not
easily substituted, and several contracts with the same or closely connected providers (DORA, Regulation (EU) 2022/2554,
articles 28(4)(c) and 29(1)).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from queries.impact.below import Rests
from queries.impact.blast import Radius, radii
from queries.impact.events import Location, common_causes, suppliers
from queries.impact.hidden import Hidden, hidden
from queries.impact.model import Level
from queries.impact.propagation import Propagation

Progress = Callable[[str, int, int], None]
"""What is looked for, how many were tried, of how many."""


class Alone(NamedTuple):
    """A critical service that one supplier takes down by itself."""

    service_id: str
    service: str
    supplier_id: str
    supplier: str


@dataclass(frozen=True)
class Concentration:
    """Where much rests on little."""

    shares: list[Radius]
    """Suppliers, groups of companies, countries and sites that can take down a live service; the largest shares first."""
    alone: list[Alone]
    """Critical services that rest on one supplier, by name."""
    hidden: list[Hidden]
    """What groups with a spare rest on without one."""


def concentration(
    propagation: Propagation,
    pairs: list[tuple[str, str]],
    located: Iterable[Location],
    progress: Progress = lambda *_: None,
) -> Concentration:
    """Everything about concentration; `pairs` are those of `events.companies`, `located` those of `events.locations`."""
    places = list(located)
    return Concentration(
        shares=shares(propagation, pairs, places, lambda *some: progress("shares", *some)),
        alone=alone(propagation, lambda *some: progress("critical services on one supplier", *some)),
        hidden=hidden(propagation, pairs, places, lambda *some: progress("hidden common causes", *some)),
    )


def shares(
    propagation: Propagation,
    pairs: list[tuple[str, str]],
    located: Iterable[Location],
    progress: Callable[[int, int], None] = lambda *_: None,
) -> list[Radius]:
    """What each supplier, group of companies, country and site takes down of the live and of the critical services."""
    model = propagation.model
    events = [*suppliers(model), *common_causes(model, pairs, located)]
    found = [one for one in radii(propagation, events, lambda done: progress(done, len(events))) if one.down]
    return sorted(found, key=lambda r: (-r.share_critical_down, -r.share_down, r.kind, r.name))


def alone(propagation: Propagation, progress: Callable[[int, int], None] = lambda *_: None) -> list[Alone]:
    """Critical live services with each supplier whose failure is enough to bring them down."""
    model = propagation.model
    critical = model.nodes.live_services & model.nodes.criticalities.among("critical")
    critical[[n for n, level in propagation.run({}).levels.items() if level == Level.DOWN]] = False
    below = Rests(model).on(np.flatnonzero(critical).tolist())
    candidates = sorted(n for n in below if model.nodes.labels[n] == "Supplier")
    found: list[Alone] = []
    for done, supplier in enumerate(candidates):
        outcome, its = propagation.run({supplier: Level.DOWN}), model.nodes[supplier]
        down = outcome.hit[(outcome.how == Level.DOWN) & critical[outcome.hit]].tolist()
        found += [Alone(model.nodes.ids[n], model.nodes.names[n], its.id, its.name) for n in down]
        progress(done + 1, len(candidates))
    return sorted(found, key=lambda a: (a.service, a.service_id, a.supplier, a.supplier_id))
