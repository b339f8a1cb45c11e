"""Too many nodes for one picture are drawn together: by team, by supplier or by kind; a group opens when it is chosen.

A group that is opened and still holds too many stands as several, by name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from api.pages.pictures.model import Edge, Node, firmest

MOST = 300
"""So many nodes a picture shows one by one."""
_CHUNK = 120
"""So many nodes an opened group shows one by one, and so many groups stand beside each other."""
_OTHERS = "all others"
"""The group of the smallest groups, where there are too many of them."""


class By(StrEnum):
    """What nodes are drawn together by."""

    KIND = "kind"
    TEAM = "team"
    SUPPLIER = "supplier"


@dataclass(frozen=True)
class Grouped:
    """What is left to be drawn."""

    nodes: list[Node]
    edges: list[Edge]
    groups: int
    """How many of the nodes are groups."""


def grouped(
    nodes: Sequence[Node],
    edges: Iterable[Edge],
    *,
    by: By = By.KIND,
    opened: Collection[str] = (),
    kept: Collection[str] = (),
    address: Callable[[str], str] = lambda _: "",
    most: int = MOST,
) -> Grouped:
    """Nodes and edges as they are up to `most`; beyond, in groups.

    `opened` holds ids of groups that are shown one by one, `kept` ids of nodes that are never drawn together, `address` gives
    where a group is opened. Edges within a group go; several between the same two become one that counts them.
    """
    if len(nodes) <= most:
        return Grouped(list(nodes), list(edges), 0)
    shown, of = _parted(nodes, by, frozenset(opened), frozenset(kept), address)
    return Grouped(shown, _between(edges, of), sum(node.label == "Group" for node in shown))


def _parted(
    nodes: Sequence[Node], by: By, opened: frozenset[str], kept: frozenset[str], address: Callable[[str], str]
) -> tuple[list[Node], dict[str, str]]:
    """What is shown, and which of it stands for each node."""
    shown: list[Node] = []
    of: dict[str, str] = {}
    for name, members in _by_name(nodes, by, kept).items():
        for group, some in _stands_for(f"{by}/{name}", name, members, opened, address):
            shown += [group] if group else some
            of |= {node.id: group.id if group else node.id for node in some}
    return shown, of


def _by_name(nodes: Iterable[Node], by: By, kept: frozenset[str]) -> dict[str, list[Node]]:
    """Members by the name of their group; the empty name holds those that stand for themselves."""
    found: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        found["" if node.id in kept else _name(node, by)].append(node)
    smallest = sorted((name for name in found if name), key=lambda name: (-len(found[name]), name))[_CHUNK:]
    for name in smallest:
        found[_OTHERS] += found.pop(name)
    return found


def _name(node: Node, by: By) -> str:
    kind = " · ".join(part for part in (node.label, node.detail.replace("_", " ")) if part)
    return {By.KIND: kind, By.TEAM: node.team or "no team", By.SUPPLIER: node.supplier or "no supplier"}[by]


def _stands_for(
    key: str, name: str, members: list[Node], opened: frozenset[str], address: Callable[[str], str]
) -> Iterable[tuple[Node | None, list[Node]]]:
    """Groups with their members; None where members stand for themselves."""
    if not name or len(members) == 1 or (key in opened and len(members) <= _CHUNK):
        return [(None, members)]
    if key not in opened:
        return [(_group(key, name, members, address), members)]
    ranked = sorted(members, key=lambda node: (node.name.casefold(), node.id))
    size = max(_CHUNK, ceil(len(ranked) / _CHUNK))
    chunks = [ranked[start : start + size] for start in range(0, len(ranked), size)]
    return [part for i, some in enumerate(chunks) for part in _stands_for(f"{key}/{i}", _span(some), some, opened, address)]


def _span(members: Sequence[Node]) -> str:
    return f"{members[0].name[:24]} – {members[-1].name[:24]}"


def _group(key: str, name: str, members: Sequence[Node], address: Callable[[str], str]) -> Node:
    failing = sum(node.failing for node in members)
    detail = f"{len(members):,} nodes" + (f", {failing:,} failing" if failing else "")
    state = "down" if any(node.state == "down" for node in members) else "degraded" if failing else ""
    return Node(key, "Group", name, detail=detail, state=state, badge=f"{len(members):,}", expand=address(key))


def _between(edges: Iterable[Edge], of: dict[str, str]) -> list[Edge]:
    found: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        ends = of[edge.start], of[edge.end]
        if ends[0] != ends[1]:
            found[ends].append(edge)
    return [_one(some, *ends) for ends, some in found.items()]


def _one(some: list[Edge], start: str, end: str) -> Edge:
    """As firm as the firmest."""
    types = dict.fromkeys(name for type_ in dict.fromkeys(edge.type for edge in some) for name in type_.split(", "))
    strength = firmest({edge.strength for edge in some})
    implied, count = all(edge.implied for edge in some), sum(edge.count for edge in some)
    return Edge(start, end, ", ".join(types), strength, implied, count)
