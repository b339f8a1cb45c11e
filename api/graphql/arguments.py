"""The arguments of lists, pages and what is derived from them."""

from __future__ import annotations

from api.graphql.declare import Argument
from api.graphql.inputs import LARGEST_PAGE, PAGE, edge_filter
from api.graphql.words import Way, edge_properties


def where(type_name: str) -> Argument:
    """Which nodes."""
    return Argument("where", f"Optional[{type_name}Filter]", "Only those for which all of this holds.")


def first(what: str) -> Argument:
    """How many."""
    return Argument("first", "Optional[int]", f"{what}, {LARGEST_PAGE} at the most.")


def list_arguments(type_name: str) -> list[Argument]:
    """Arguments of a plain list of nodes."""
    order = Argument("orderBy", f"Optional[list[{type_name}Order]]", "Order; name and id decide what it leaves open.")
    return [where(type_name), order, first("At most so many; without it all, or an error when there are more")]


def connection_arguments(type_name: str) -> list[Argument]:
    """Arguments of a connection (Relay's cursor connections)."""
    chosen, order, _ = list_arguments(type_name)
    return [
        chosen,
        order,
        first(f"So many from the start, {PAGE} where neither first nor last is given"),
        Argument("after", "Optional[str]", "The cursor after which the page starts."),
        Argument("last", "Optional[int]", f"So many from the end, {LARGEST_PAGE} at the most."),
        Argument("before", "Optional[str]", "The cursor before which the page ends."),
    ]


def way_arguments(way: Way) -> list[Argument]:
    """Arguments of the connection of a relationship."""
    type_ = way.relationship.type
    edges = Argument("whereEdge", f"Optional[{edge_filter(type_)}]", "Only the relationships for which all of this holds.")
    return [*connection_arguments(way.target), *([edges] if edge_properties(type_) else [])]
