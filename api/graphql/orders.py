"""Orders: what a list is ordered by, down to where no two of it are level."""

from __future__ import annotations

from collections.abc import Sequence

from api.graphql.cursors import Key, order_by
from api.graphql.given import Given
from api.graphql.reach import Reach, counted
from api.graphql.scalars import Direction
from api.graphql.words import COUNTED, INTERFACE, Properties, node_properties, ways


def orderable(type_name: str) -> Properties:
    """Properties that a list of these can be ordered by."""
    return {name: p for name, p in node_properties(type_name).items() if p.kind != "texts"}


def countable(type_name: str) -> dict[str, str]:
    """Relationships that a list of these can be ordered by the number of: name of the order to name of the way."""
    return {} if type_name == INTERFACE else {f"{name}{COUNTED}": name for name in ways(type_name)}


def keys(reach: Reach, orders: Given | None) -> list[Key]:
    """What the nodes are ordered by: what was asked, then name and id, so that no two nodes are level."""
    found: dict[str, Key] = {}
    for order in orders.each() if orders else ():
        for name, direction in order.value.items():
            found.setdefault(name, _key(reach, name, direction is Direction.DESC))
    for name in ("name", "id"):
        found.setdefault(name, _key(reach, name, False))
    return list(found.values())


def _key(reach: Reach, name: str, descending: bool) -> Key:
    if p := orderable(reach.type_name).get(name):
        return Key(name, f"{reach.node}.{p.name}", p.kind, not p.required, descending)
    way = ways(reach.type_name)[countable(reach.type_name)[name]]
    return Key(name, counted(way, reach.node), "integer", False, descending)


def edge_keys(reach: Reach) -> list[Key]:
    """What tells relationships of the same two nodes apart."""
    return [Key(f"edge.{n}", f"{reach.edge}.{p.name}", p.kind, not p.required) for n, p in reach.edge_properties.items()]


def ordered(variables: Sequence[str], keys: Sequence[Key], limit: str, distinct: bool = False) -> str:
    """WITH … ORDER BY … LIMIT of a list."""
    once = "DISTINCT " if distinct else ""
    return f"WITH {once}{', '.join(variables)} ORDER BY {order_by(keys)} LIMIT {limit}"
