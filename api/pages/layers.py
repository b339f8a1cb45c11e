"""Who stands on a supplier, layer by layer: a layer is the number of links to it along the shortest way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Node:
    """A node of the picture."""

    id: str
    label: str
    name: str
    kind: str = ""
    subtype: str = ""
    status: str = "live"
    criticality: str = ""
    state: str = "unknown"

    @property
    def matters(self) -> bool:
        """Whether it is what the organisation is there for: a service or process in use."""
        return self.label in ("Service", "Process") and self.status == "live"


@dataclass(frozen=True)
class Link:
    """`source` needs `target`, so a failure of `target` reaches `source`."""

    source: str
    target: str
    relationship: str
    group: str = ""
    effect: str = "down"

    @property
    def alone(self) -> bool:
        """Whether a failure passes for certain: nothing stands in, and the effect is down."""
        return not self.group and self.effect == "down"


@dataclass(frozen=True)
class Layers:
    """Nodes by layer, the supplier alone in the first, and the links among them."""

    layers: list[list[Node]]
    links: list[Link]
    left_out: int = 0
    """Nodes beyond the limit; they are the farthest."""

    @property
    def nodes(self) -> list[Node]:
        """All nodes, nearest first."""
        return [node for layer in self.layers for node in layer]


def layered(supplier: Node, rows: Iterable[Mapping[str, Any]], limit: int) -> Layers:
    """The layers from the rows of the question supplier-layers; at most `limit` nodes, nearest first.

    What leads to no service or process in use is left out: a failure that ends there stops nothing.
    """
    nodes, links = {supplier.id: supplier}, {}
    for row in rows:
        link = Link(row["id"], row["target"], row["relationship"], row["group"] or "", row["effect"])
        nodes.setdefault(link.source, _node(row))
        links[link.source, link.target, link.relationship] = link
    distance = _distances(supplier.id, links.values())
    kept = _leading_to_what_matters(nodes, links.values()) | {supplier.id}
    ranked = sorted((d, nodes[n].name.casefold(), n) for n, d in distance.items() if n in kept)
    shown = {n: d for d, _, n in ranked[:limit]}
    layers: list[list[Node]] = [[] for _ in range(max(shown.values()) + 1)]
    for node, depth in shown.items():
        layers[depth].append(nodes[node])
    inside = [link for link in links.values() if link.source in shown and link.target in shown]
    return Layers(layers, inside, len(ranked) - len(shown))


def _node(row: Mapping[str, Any]) -> Node:
    return Node(**{name: row[name] or "" for name in Node.__dataclass_fields__})


def _distances(start: str, links: Iterable[Link]) -> dict[str, int]:
    """Links from each node to the supplier, breadth first."""
    needed_by = _needed_by(links)
    distance, edge = {start: 0}, [start]
    while edge:
        reached = [source for target in edge for source in needed_by[target] if source not in distance]
        for source in reached:
            distance[source] = distance[edge[0]] + 1
        edge = list(dict.fromkeys(reached))
    return distance


def _needed_by(links: Iterable[Link]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for link in links:
        found[link.target].append(link.source)
    return found


def _leading_to_what_matters(nodes: Mapping[str, Node], links: Iterable[Link]) -> set[str]:
    """Nodes that matter, and everything that these need."""
    needs: dict[str, list[str]] = defaultdict(list)
    for link in links:
        needs[link.source].append(link.target)
    found: set[str] = set()
    waiting = [node for node, said in nodes.items() if said.matters]
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += needs[node]
    return found


def alone(supplier: str, links: Sequence[Link]) -> set[str]:
    """Nodes that the supplier alone stops: some way to it has no link that something backs up."""
    needed_by = _needed_by(link for link in links if link.alone)
    found: set[str] = set()
    waiting = [supplier]
    while waiting:
        for source in needed_by[waiting.pop()]:
            if source not in found:
                found.add(source)
                waiting.append(source)
    return found - {supplier}
