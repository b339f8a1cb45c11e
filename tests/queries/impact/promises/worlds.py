"""Worlds in which it is known how often every node fails by itself, and what that comes to, by trying every combination."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from queries.impact.grouping import model
from queries.impact.model import Dependency, Model, Node
from queries.impact.promises.availability import Availability
from queries.impact.promises.order import beneath
from queries.impact.promises.targets import Figure, Kind, Targets
from tests.queries.impact import brute


@dataclass(frozen=True)
class World:
    """A graph with the probability that each node does not fail by itself; nodes that are not named never do."""

    nodes: list[Node]
    dependencies: list[Dependency]
    alone: dict[str, float]

    @property
    def model(self) -> Model:
        return model(self.nodes, self.dependencies)

    def available(self, perfect: str = "") -> dict[str, float]:
        """How available every node is, if one of them never fails by itself."""
        names = [n for n in self.alone if n != perfect]
        found = dict.fromkeys([n.id for n in self.nodes], 0.0)
        for works in product([True, False], repeat=len(names)):
            chance = 1.0
            for name, its in zip(names, works, strict=True):
                chance *= self.alone[name] if its else 1 - self.alone[name]
            failed = {name: brute.DOWN for name, its in zip(names, works, strict=True) if not its}
            for node, level in brute.levels(list(found), self.dependencies, failed).items():
                found[node] += chance * (level < brute.DOWN)
        return found


def world(chance: random.Random, nodes: list[Node], dependencies: list[Dependency]) -> World:
    """Some of the nodes fail by themselves, more or less often."""
    some = chance.sample(nodes, chance.randint(0, len(nodes)))
    return World(nodes, dependencies, {n.id: chance.choice([0.9, 0.99, 0.5, 1.0, round(chance.random(), 3)]) for n in some})


def downward(dependencies: list[Dependency]) -> list[Dependency]:
    """Those that lead to a later node, so that there is no circle."""
    return [d for d in dependencies if int(d.start[1:]) < int(d.end[1:])]


def computed(made: Model, promised: Mapping[str, float]) -> Availability:
    return Availability(beneath(made), {made.index[n]: share for n, share in promised.items()})


def targets(kind: Kind, figures: Mapping[str, float]) -> Targets:
    return Targets(tuple(Figure(node, kind, value) for node, value in figures.items()))
