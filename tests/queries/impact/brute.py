"""The same semantics written as plainly as can be, over everything, again and again until nothing changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from queries.impact.model import Dependency

UP, DEGRADED, DOWN = 0, 1, 2


def groups_of(dependencies: Iterable[Dependency]) -> dict[tuple[str, str], dict]:
    """(owner, group or lone target) to needs, members with weights, effect."""
    found: dict[tuple[str, str], list[Dependency]] = defaultdict(list)
    for d in dependencies:
        found[d.start, f"group {d.group}" if d.group else f"lone {d.end}"].append(d)
    return {key: _group(some) for key, some in found.items()}


def _group(some: list[Dependency]) -> dict:
    members: dict[str, float] = {}
    for d in some:
        weight = 1.0 if d.weight is None else max(d.weight, 0.0)
        members[d.end] = max(weight, members.get(d.end, 0.0))
    total = sum(members.values())
    needs = max([d.needs for d in some if d.needs is not None], default=1.0) if some[0].group else total or 1.0
    if needs <= 0:
        needs = total or 1.0
    effect = DOWN if any(d.effect != "degraded" for d in some) else DEGRADED
    return {"needs": needs, "members": members, "effect": effect}


def levels(nodes: Iterable[str], dependencies: Iterable[Dependency], failed: Mapping[str, int]) -> dict[str, int]:
    """Level of every node: the first fixpoint reached from everything that has not failed being up."""
    groups = groups_of(dependencies)
    found = {n: failed.get(n, UP) for n in nodes}
    while True:
        again = {n: max([failed.get(n, UP), *(_verdict(g, found) for (o, _), g in groups.items() if o == n)]) for n in found}
        if again == found:
            return found
        found = again


def _verdict(group: dict, found: Mapping[str, int]) -> int:
    available = sum(w for n, w in group["members"].items() if found[n] < DOWN)
    full = sum(w for n, w in group["members"].items() if found[n] == UP)
    if available < group["needs"] - 1e-9:
        return int(group["effect"])
    return DEGRADED if full < group["needs"] - 1e-9 else UP


def lost(nodes: Iterable[str], dependencies: Iterable[Dependency], found: Mapping[str, int]) -> set[str]:
    """Nodes that are up although a member of one of their groups is down."""
    groups = groups_of(dependencies).items()
    return {
        o for (o, _), g in groups if found[o] == UP and any(found[n] == DOWN and w > 0 for n, w in g["members"].items())
    } & set(nodes)
