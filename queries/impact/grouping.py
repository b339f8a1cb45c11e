"""Dependencies as requirement groups. What contradicts itself or cannot be is read on the safe side, and told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from queries.impact.model import Dependency, Group, Level, Model, Node, Oddity

Key = tuple[int, str, int]
"""Owner, name of the group, and the node itself where there is no name."""


def model(nodes: list[Node], dependencies: Iterable[Dependency]) -> Model:
    """The model of a graph; dependencies of unknown nodes are left out. Their order makes no difference."""
    index = {node.id: place for place, node in enumerate(nodes)}
    found: dict[Key, list[Dependency]] = {}
    for one in sorted(dependencies, key=lambda d: (d.start, d.group or "", d.end, d.type, d.record)):
        if one.start in index and one.end in index:
            owner, end = index[one.start], index[one.end]
            found.setdefault((owner, one.group or "", -1 if one.group else end), []).append(one)
    oddities: list[Oddity] = []
    groups = [_group(key, some, index, nodes, oddities) for key, some in found.items()]
    return Model(nodes, groups, oddities)


def _group(key: Key, some: list[Dependency], index: dict[str, int], nodes: list[Node], oddities: list[Oddity]) -> Group:
    owner, name, _ = key
    members: dict[int, float] = {}
    switchover: dict[int, int] = {}
    told: list[str] = []
    for one in some:
        end = index[one.end]
        members[end] = max(members.get(end, 0.0), _weight(one, told))
        if one.switchover_minutes is not None:
            switchover[end] = max(switchover.get(end, 0), _minutes(one, told))
    needs = _needs(some, sum(members.values()), told)
    oddities += (Oddity(nodes[owner].id, name, reason) for reason in told)
    return Group(owner, name, needs, members, _effect(some), switchover)


def _effect(some: list[Dependency]) -> Level:
    """The worst that any of the dependencies says; one that says nothing says down."""
    return Level.DEGRADED if all(one.effect == "degraded" for one in some) else Level.DOWN


def _weight(one: Dependency, told: list[str]) -> float:
    if one.weight is None or one.weight > 0:
        return 1.0 if one.weight is None else float(one.weight)
    told.append(f"{one.end} has weight {one.weight:g}; it counts as nothing.")
    return 0.0


def _minutes(one: Dependency, told: list[str]) -> int:
    minutes = one.switchover_minutes or 0
    if minutes >= 0:
        return minutes
    told.append(f"Switching to {one.end} takes {minutes} minutes; it counts as 0.")
    return 0


def _needs(some: list[Dependency], total: float, told: list[str]) -> float:
    """What a group needs: 1 where nobody says, the larger where records disagree; of a lone dependency, all of it."""
    if not some[0].group:
        return total or 1.0
    said = sorted({float(one.needs) for one in some if one.needs is not None})
    if len(said) > 1:
        told.append(f"Its records disagree on what it needs ({', '.join(f'{n:g}' for n in said)}); the larger counts.")
    needs = said[-1] if said else 1.0
    return next(_mended(needs, total, told))


def _mended(needs: float, total: float, told: list[str]) -> Iterator[float]:
    if needs <= 0:
        told.append(f"It needs {needs:g}, which nothing can fail to meet; all of it counts as needed.")
        yield total or 1.0
    if needs > total:
        told.append(f"It needs {needs:g} and has {total:g} with every member up; it counts as down.")
    yield needs
