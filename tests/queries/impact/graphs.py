"""Generated failure graphs: AND, OR, k of n, weights, effects, nested groups, cycles, self-loops, parallel edges."""

from __future__ import annotations

import random

from queries.impact.model import Dependency, Node

TYPES = ("DEPENDS_ON", "SUPPLIED_BY", "OPERATED_BY")


def generated(chance: random.Random, most: int = 7) -> tuple[list[Node], list[Dependency]]:
    """A small graph."""
    names = [f"n{i}" for i in range(chance.randint(1, most))]
    nodes = [Node(n, chance.choice(["Service", "Resource", "Supplier"]), n.upper()) for n in names]
    return nodes, [_dependency(chance, names) for _ in range(chance.randint(0, 3 * len(names)))]


def _dependency(chance: random.Random, names: list[str]) -> Dependency:
    group = chance.choice([None, None, "a", "b"])
    return Dependency(
        chance.choice(TYPES),
        chance.choice(names),
        chance.choice(names),
        chance.choice(["cmdb/1", "erp/2"]),
        group,
        chance.choice([None, 1, 1, 2, 1.5, 3, 0]) if group else None,
        chance.choice([None, None, 0.5, 2, 0, -1]) if group else None,
        chance.choice([None, None, "down", "degraded"]),
        chance.choice([None, 0, 5, 30]),
    )


def failures(chance: random.Random, nodes: list[Node]) -> dict[str, int]:
    """Some nodes, down or degraded."""
    return {n.id: chance.choice([1, 2, 2]) for n in chance.sample(nodes, chance.randint(0, min(3, len(nodes))))}
