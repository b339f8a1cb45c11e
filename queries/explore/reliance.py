"""How services rely on suppliers: what each supplier takes down by itself, and each service that rests on it, spares counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from queries.impact.below import resting_on, resting_on_each
from queries.impact.blast import Radius, radii
from queries.impact.events import Event
from queries.impact.links import Places
from queries.impact.model import Level, Model
from queries.impact.propagation import Propagation


class Effect(StrEnum):
    """What the failure of a supplier by itself does to a service that rests on it; the worst first."""

    STOPS = "stops"
    DEGRADES = "degrades"
    REDUNDANT = "redundant"
    """Something stands in: it stays up."""


class Reliance(NamedTuple):
    """A service that rests on a supplier."""

    supplier: int
    """Place in the model, as that of the service."""
    service: int
    direct: bool
    """Whether it needs the supplier itself, and not only what rests on it."""
    effect: Effect


_EFFECTS = {int(Level.DOWN): Effect.STOPS, int(Level.DEGRADED): Effect.DEGRADES, int(Level.UP): Effect.REDUNDANT}


def risks(propagation: Propagation) -> dict[str, Radius]:
    """What each supplier takes down by itself, by id, the heaviest first: as the ranking of suppliers has it."""
    nodes = propagation.model.nodes
    suppliers = np.flatnonzero(nodes.labels.among("Supplier")).tolist()
    events = (Event("supplier", nodes.ids[place], frozenset([place])) for place in suppliers)
    return {one.name: one for one in radii(propagation, events)}


def resting(model: Model, suppliers: Iterable[int]) -> Places:
    """Every live service that rests on one of these suppliers, redundant or not."""
    services = model.nodes.services_in_use
    return services[resting_on(model, suppliers)[services]]


def reliances(propagation: Propagation, suppliers: Iterable[int], services: Sequence[int]) -> Iterator[Reliance]:
    """How each of these live services rests on each of these suppliers; nothing where it does not."""
    columns = np.array(services, np.int32)
    every = list(suppliers)
    for some in (every[n : n + 64] for n in range(0, len(every), 64)):
        marks = resting_on_each(propagation.model, some)[columns]
        for bit, supplier in enumerate(some):
            yield from _of(propagation, supplier, columns[marks & np.uint64(1 << bit) > 0])


def _of(propagation: Propagation, supplier: int, some: Places) -> Iterator[Reliance]:
    """How these services rest on it."""
    model = propagation.model
    levels = propagation.alone(supplier)[model.nodes.services_in_use.searchsorted(some)]
    direct = np.isin(some, _owners(model, supplier))
    for service, level, near in zip(some.tolist(), levels.tolist(), direct.tolist(), strict=True):
        yield Reliance(supplier, service, near, _EFFECTS[level])


def _owners(model: Model, supplier: int) -> Places:
    """What needs the supplier itself."""
    its = model.memberships
    owners: NDArray[np.int32] = model.groups.owners[its.groups[its.begins[supplier] : its.begins[supplier + 1]]]
    return owners


def supplying(model: Model) -> set[str]:
    """Ids of suppliers that something in use, other than a supplier, is bought from or run by."""
    its, nodes = model.groups, model.nodes
    owners = its.owners[its.of_members]
    some = its.members[nodes.live[owners] & ~nodes.labels.among("Supplier")[owners] & nodes.labels.among("Supplier")[its.members]]
    return {nodes.ids[place] for place in np.unique(some).tolist()}
