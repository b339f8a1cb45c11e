"""Transitive closure: everything that a node depends on, or that depends on it, with how far away it is."""

from __future__ import annotations

from functools import partial

from api.graphql.arguments import first, where
from api.graphql.columns import Columns, Fields, Shaper, at_most
from api.graphql.declare import Argument, Field, Registry
from api.graphql.given import Given
from api.graphql.inputs import LARGEST_PAGE
from api.graphql.lists import too_many
from api.graphql.pages import limit_of
from api.graphql.predicates import on_node
from api.graphql.reach import Reach
from api.graphql.selecting import Details, Selecting, chosen
from api.graphql.words import INTERFACE
from graph.schema import model

DEEPEST = 8
"""The most relationships that a path has."""
DEPTH = 5
"""Those it has when nobody says how many."""
OUTWARD = {"allDependencies": True, "allDependents": False}
"""Fields, and whether they follow the arrows."""
_ABOUT = {
    "allDependencies": "Everything it depends on, directly or through others",
    "allDependents": "Everything that depends on it, directly or through others",
}


def enter_closure(registry: Registry) -> None:
    """Enters what a closure consists of."""
    distance = Field("distance", "int", "Relationships on the shortest way to it, from 1.")
    node = Field("node", INTERFACE, "The node itself.")
    registry.type("Reached", "A node that is reached through others.", [distance, node])


def closure_fields() -> list[Field]:
    """The fields of every label that failure can reach or leave."""
    depth = Argument("maxDepth", "int", f"Relationships at the most, up to {DEEPEST}.", DEPTH)
    many = first("At most so many, the nearest first; without it all, or an error when there are more")
    along = ", ".join(model.travelling())
    return [
        Field(name, "list[Reached]", f"{about}. It follows {along}.", [depth, where(INTERFACE), many])
        for name, about in _ABOUT.items()
    ]


def depth_of(given: Given) -> int:
    """The depth that is asked for; raises GraphQLError for one that cannot be."""
    depth = int(given.pin("maxDepth"))
    if not 1 <= depth <= DEEPEST:
        raise given["maxDepth"].refuse(f"{depth} is no depth; it is between 1 and {DEEPEST}.")
    return depth


def reached(name: str, start: str, depth: int, given: Given) -> tuple[Reach, str, str]:
    """The reach, the statement up to its LIMIT, and the limit."""
    types, far = "|".join(model.travelling()), depth_of(given)
    left, right = ("-", "->") if OUTWARD[name] else ("<-", "-")
    end = f"n{depth + 1}"
    path = f"p{depth + 1} = ({start}){left}[:{types}*1..{far}]{right}({end})"
    reach = Reach(path, depth + 1, INTERFACE, model.travelling_labels(), INTERFACE, held=(f"{end} <> n{depth}",))
    limit = given.get("first")
    nearest = f"WITH {end}, min(length(p{depth + 1})) AS d{depth + 1} ORDER BY d{depth + 1}, {end}.name, {end}.id"
    text = f"{reach.matched(on_node(given.get('where'), reach))} {nearest}"
    return reach, text, limit.parameter(limit_of) if limit else str(LARGEST_PAGE + 1)


def closure(compiler: Selecting, name: str, start: str, depth: int, given: Given, columns: Columns, details: Details) -> Shaper:
    """The closure of the node at a depth, whose variable (with a label that it has to have) is `start`."""
    reach, text, limit = reached(name, start, depth, given)
    row = Columns()
    fields = Fields(row, "Reached")
    for key, field, selected in chosen(compiler, fields, details):
        if field == "distance":
            fields.value(key, f"d{reach.depth}")
        else:
            fields.shaped(key, compiler.nodes(reach, row, selected))
    place = columns.collect(f"{text} LIMIT {limit}", row, reach.depth, aggregates=True)
    return at_most(place, LARGEST_PAGE, partial(too_many, details), fields.shaper())
