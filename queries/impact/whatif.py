"""What-if: what fails, degrades or loses its redundancy in a scenario, and through what."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.engine import Engine
from queries.impact.affected import Affected, Figures, rows
from queries.impact.causes import Explained
from queries.impact.links import Floats
from queries.impact.model import Oddity
from queries.impact.nodes import rank
from queries.impact.propagation import Outcome, Propagation
from queries.impact.recovery import recoveries
from queries.impact.scenario import Scenario
from queries.impact.summary import Counts, services

__all__ = ["Affected", "Answer", "what_if"]

Alone = NDArray[np.int64] | None
"""A number for each node that is hit; None where too many failed."""
_EACH = 64
"""So many failed nodes are also tried one by one."""


@dataclass(frozen=True)
class Answer:
    """What a scenario does, and how far the map can be trusted."""

    affected: list[Affected]
    """The worst first; as many as were asked for."""
    total: int
    """How many there are."""
    services: Counts
    """State to criticality to the number of live services."""
    unmapped: list[str]
    """Names of live services with no recorded dependency: nothing can be said of them."""
    oddities: list[Oddity]
    """What was read on the safe side."""
    explained: Explained
    """For who wants to know why."""


class _Reckoned(NamedTuple):
    """Everything about a scenario that the model alone can tell."""

    explained: Explained
    recovery: Floats
    alone: Alone
    chosen: list[int]


async def what_if(engine: Engine, propagation: Propagation, scenario: Scenario, *, first: int | None = None) -> Answer:
    """The answer to one scenario, with all affected nodes or the `first` so many; others are answered while it is worked out."""
    explained, recovery, alone, chosen = await asyncio.to_thread(_reckoned, propagation, scenario, first)
    model, outcome = explained.model, explained.outcome
    made = await rows(engine, explained, chosen)
    affected = [made.row(node, _figures(outcome, node, alone, recovery)) for node in chosen]
    total = outcome.hit.size + outcome.spare_gone.size
    return Answer(affected, total, services(model, outcome), model.unmapped, model.oddities, explained)


def _reckoned(propagation: Propagation, scenario: Scenario, first: int | None) -> _Reckoned:
    explained = Explained(propagation.model, propagation.run(scenario.failed), scenario.failed)
    recovery = recoveries(propagation, explained.outcome, scenario.failed, scenario.minutes)
    return _Reckoned(explained, recovery, _alone(propagation, explained), _worst_first(explained, first))


def _worst_first(explained: Explained, first: int | None) -> list[int]:
    """By state, criticality, distance; then by name and id."""
    nodes, outcome = explained.model.nodes, explained.outcome
    places = np.append(outcome.hit, outcome.spare_gone)
    weights = np.array([rank(term) for term in nodes.criticalities.named])[nodes.criticalities.codes[places]]
    far = explained.distances[places]
    keys = (-outcome.at(places).astype(np.int64) * 8 + weights) * (far.max(initial=0) + 1) + far
    order = np.argsort(keys, kind="stable")
    if first is not None and first < len(order):
        order = order[: np.searchsorted(keys[order], keys[order[first - 1]], "right") if first else 0]
    ranked = sorted((int(keys[i]), nodes.names[places[i]], nodes.ids[places[i]], int(places[i])) for i in order)
    return [place for *_, place in ranked][:first]


def _figures(outcome: Outcome, node: int, alone: Alone, recovery: Floats) -> Figures:
    place = int(np.searchsorted(outcome.hit, node))
    if place == outcome.hit.size or outcome.hit[place] != node:
        return Figures(None if alone is None else 0, None)
    minutes = float(recovery[place])
    return Figures(None if alone is None else int(alone[place]), None if minutes != minutes else int(minutes))


def _alone(propagation: Propagation, explained: Explained) -> Alone:
    """Of every node that is hit, how many of those that failed would by themselves bring it to its level."""
    outcome, failed = explained.outcome, explained.failed
    if len(failed) > _EACH:
        return None
    if len(failed) == 1:
        return np.ones(outcome.hit.size, np.int64)
    found = np.zeros(outcome.hit.size, np.int64)
    for node, level in failed.items():
        found += _at_least(outcome, propagation.run({node: level}))
    return found


def _at_least(outcome: Outcome, other: Outcome) -> NDArray[np.int64]:
    return (other.at(outcome.hit) >= outcome.how).astype(np.int64)
