"""Nodes whose failure does the same to a node above: one of them stands for all.

What only one node rests on, and needs by itself, does to everything above just what that node does. A long chain of such nodes
is one event instead of many.
"""

from __future__ import annotations

from collections.abc import Sequence

from queries.impact.below import breaking
from queries.impact.model import Model
from queries.impact.parallel import spare


def alike(model: Model, nodes: Sequence[int]) -> dict[int, list[int]]:
    """The part under the last of the nodes (as `needed_by` gives them), by the node that stands for others; itself left out."""
    owners: dict[int, set[int]] = {}
    alone: set[int] = set()
    for owner in nodes:
        for group in breaking(model, owner):
            for member, weight in group.members.items():
                if weight > 0 and member != owner:
                    owners.setdefault(member, set()).add(owner)
                    alone.update([member] if weight > spare(group) else [])
    stands = {nodes[-1]: nodes[-1]}
    found: dict[int, list[int]] = {}
    for node in reversed(nodes[:-1]):
        above = {stands.get(owner, -1) for owner in owners[node]}
        same = node in alone and len(above) == 1 and above.isdisjoint((-1, nodes[-1]))
        stands[node] = above.pop() if same else node
        found.setdefault(stands[node], []).append(node)
    return found
