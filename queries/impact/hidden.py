"""Hidden common causes: what takes so many of those who are meant to back each other up that the group fails.

Two suppliers on one fibre, of one group of companies, or in one country are redundancy bought twice and had once: closely
connected providers and chains of subcontractors are what an assessment of ICT concentration risk has to find (DORA, Regulation
(EU) 2022/2554, article 29(1) and (2)), and common causes are what a fault tree has to show (IEC 61025).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from queries.impact.below import Rests
from queries.impact.events import Event, Location, countries, groups_of_companies
from queries.impact.model import TOLERANCE, Group, Level, Model
from queries.impact.nodes import rank
from queries.impact.propagation import Outcome, Propagation

Progress = Callable[[int, int], None]
"""Causes tried, of how many."""
_KEPT = 4_096
_EVERY = 256


class Hidden(NamedTuple):
    """A group with a spare, and one thing whose failure leaves too few of it."""

    owner_id: str
    owner: str
    criticality: str | None
    """Of the owner."""
    group: str
    members: tuple[str, ...]
    """Names of the members that go down with the cause; it may be one of them."""
    kind: str
    """supplier, site, resource, service, process, group of companies, or country."""
    cause_id: str | None
    """None for a group of companies and a country."""
    cause: str
    sentence: str


def hidden(
    propagation: Propagation,
    pairs: list[tuple[str, str]],
    located: Iterable[Location],
    progress: Progress = lambda *_: None,
) -> list[Hidden]:
    """Every hidden common cause of every group of a live node that can lose any one of its members, the most critical first.

    `pairs` are those of `companies`, `located` those of `locations`. A group of companies or a country is named only where
    none of the nodes in it is named for that group by itself.
    """
    model = propagation.model
    search = _Search(propagation, {model.index[one.site] for one in located if one.site in model.index})
    return search.run([*groups_of_companies(model, pairs), *countries(model)], progress)


class _Search:
    """The search in one model."""

    def __init__(self, propagation: Propagation, sites: set[int]) -> None:
        self.model, self.propagation, self.sites = propagation.model, propagation, sites
        self.before = propagation.run({})
        """What is down with nothing failed."""
        self.spared = _spared(self.model, self.before)

    def run(self, causes: list[Event], progress: Progress) -> list[Hidden]:
        """All rows in order."""
        candidates = sorted(_candidates(self.model, self.spared, self.before))
        of = len(candidates) + len(causes)
        rows: list[Hidden] = []
        alone: dict[int, set[int]] = {}
        for done, node in enumerate(candidates):
            for group, outcome in self._failing([node]):
                alone.setdefault(group, set()).add(node)
                rows.append(self._row(group, outcome, self._kind(node), node))
            if done % _EVERY == 0:
                progress(done, of)
        for done, event in enumerate(causes):
            failing = self._failing(event.nodes)
            rows += [
                self._row(g, outcome, event.kind, event.name) for g, outcome in failing if not alone.get(g, set()) & event.nodes
            ]
            progress(len(candidates) + done + 1, of)
        return sorted(rows, key=lambda r: (rank(r.criticality), r.owner, r.owner_id, r.group, r.kind, r.cause))

    def _failing(self, nodes: Iterable[int]) -> Iterator[tuple[int, Outcome]]:
        """The groups with a spare that fail with these nodes, unless their owner is one of them."""
        failed = dict.fromkeys(nodes, Level.DOWN)
        outcome, groups = self.propagation.run(failed), self.model.groups
        short = outcome.available < groups.needs[outcome.touched] - TOLERANCE
        places = outcome.touched[short & self.spared[outcome.touched]]
        return ((place, outcome) for place in places.tolist() if int(groups.owners[place]) not in failed)

    def _kind(self, node: int) -> str:
        return "site" if node in self.sites else self.model.nodes[node].label.lower()

    def _row(self, place: int, outcome: Outcome, kind: str, cause: int | str) -> Hidden:
        group, nodes = self.model.groups[place], self.model.nodes
        owner, by_itself = nodes[group.owner], isinstance(cause, int)
        name = nodes[cause].name if isinstance(cause, int) else cause
        down = [
            n
            for n, w in group.members.items()
            if w > 0 and outcome.levels.get(n) == Level.DOWN and self.before.levels.get(n) != Level.DOWN
        ]
        members = tuple(sorted(nodes[n].name for n in down))
        others = sorted(nodes[n].name for n in down if n != cause)
        said = f"{name if by_itself else f'The {kind} {name}'} takes down {_listed(others)}{' with it' if cause in down else ''}"
        sentence = f"{said}: {_left(group, outcome)}"
        id_ = nodes[cause].id if isinstance(cause, int) else None
        return Hidden(owner.id, owner.name, owner.criticality, group.name, members, kind, id_, name, sentence)


def _left(group: Group, outcome: Outcome) -> str:
    left = sum(w for n, w in group.members.items() if outcome.levels.get(n) != Level.DOWN)
    return f"{left:g} of {sum(group.members.values()):g} {group.name} left, {group.needs:g} needed."


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _spared(model: Model, before: Outcome) -> NDArray[np.bool_]:
    """Which groups of live nodes can lose any one of their members that work."""
    groups = model.groups
    place = groups.of_members
    weights = np.where(before.at(groups.members) == Level.DOWN, 0.0, groups.weights)
    left = np.bincount(place, weights, len(groups)) - groups.needs
    most = np.zeros(len(groups))
    np.maximum.at(most, place, weights)
    return (most > 0) & (most <= left + TOLERANCE) & model.nodes.live[groups.owners]


def _candidates(model: Model, spared: NDArray[np.bool_], before: Outcome) -> set[int]:
    """What at least two members of a group with a spare rest on, or are."""
    rests, down = Rests(model), {n for n, level in before.levels.items() if level == Level.DOWN}
    on = lru_cache(_KEPT)(lambda node: rests.on([node]))
    found: set[int] = set()
    for place in np.flatnonzero(spared).tolist():
        members = [on(n) for n, weight in model.groups[place].members.items() if weight > 0 and n not in down]
        found.update(_shared(members))
    return found - down


def _shared(sets: list[set[int]]) -> Iterable[int]:
    if len(sets) == 2:
        return sets[0] & sets[1]
    return (node for node, times in Counter(chain.from_iterable(sets)).items() if times > 1)
