"""Dependencies as requirement groups. What contradicts itself or cannot be is read on the safe side, and told."""

from __future__ import annotations

from collections.abc import Iterable

from queries.impact.links import Dependency, Links, links
from queries.impact.model import Model, Node, Nodes
from queries.impact.oddities import oddities
from queries.impact.sorting import Sorted


def model(nodes: Iterable[Node], dependencies: Iterable[Dependency]) -> Model:
    """The model of a graph; dependencies of unknown nodes are left out. Their order makes no difference."""
    columns = Nodes.of(nodes)
    return grouped(columns, links(dependencies, columns.places))


def grouped(nodes: Nodes, given: Links) -> Model:
    """The model of a graph in columns."""
    sorted_ = Sorted.of(given)
    return Model(nodes, sorted_.groups, oddities(sorted_, nodes.ids))
