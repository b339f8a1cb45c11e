"""Plain lists: each node that a relationship leads to, once."""

from __future__ import annotations

from functools import partial

from graphql import GraphQLError

from api.graphql.columns import Columns, Shaper, at_most
from api.graphql.given import Given
from api.graphql.inputs import LARGEST_PAGE
from api.graphql.orders import keys, ordered
from api.graphql.pages import limit_of
from api.graphql.predicates import on_node
from api.graphql.reach import Reach
from api.graphql.selecting import Details, Selecting, name_of


def listed(reach: Reach, given: Given) -> str:
    """The statement of a list up to its RETURN."""
    first = given.get("first")
    limit = first.parameter(limit_of) if first else str(LARGEST_PAGE + 1)
    matched = reach.matched(on_node(given.get("where"), reach))
    return f"{matched} {ordered([reach.node], keys(reach, given.get('orderBy')), limit, distinct=True)}"


def node_list(compiler: Selecting, reach: Reach, given: Given, columns: Columns, details: Details) -> Shaper:
    """The list of a row."""
    row = Columns()
    shaper = compiler.nodes(reach, row, details)
    place = columns.collect(listed(reach, given), row, reach.depth)
    return at_most(place, LARGEST_PAGE, partial(too_many, details), shaper)


def told_too_many(name: str) -> str:
    """What is said of a list that is longer than one answer gives."""
    return f"{name} has more than {LARGEST_PAGE}. Give it `first` or a `where`, or page through {name}Connection."


def too_many(details: Details) -> GraphQLError:
    """The error that a list is longer than one answer gives."""
    return GraphQLError(told_too_many(name_of(details)), details[0].node)
