"""The compiler: a root selection of a document becomes one Cypher statement and the shape of its response."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

from graphql import GraphQLObjectType, GraphQLSchema
from graphql.execution.collect_fields import GroupedFieldSet
from graphql.execution.values import VariableValues

from api.graphql.aggregate import Aggregate
from api.graphql.aggregate_types import SUFFIX
from api.graphql.closure import OUTWARD, closure
from api.graphql.columns import Columns, Fields, Shaper, by_label
from api.graphql.connection import Connection
from api.graphql.given import Given, Parameters, Site
from api.graphql.lists import node_list
from api.graphql.plan import Plan
from api.graphql.reach import Reach, along
from api.graphql.roots import ROOTS
from api.graphql.selecting import Details, name_of
from api.graphql.words import INTERFACE, node_properties, ways

Collect = Callable[[GraphQLObjectType, Details], GroupedFieldSet]
"""The fields selected of a type, fragments spread and directives applied, by response key."""


class Compiler:
    """Compiles one root selection."""

    def __init__(self, schema: GraphQLSchema, collect: Collect, variables: VariableValues) -> None:
        self.schema, self.collect, self.variables = schema, collect, variables
        self.parameters = Parameters()

    def compile(self, details: Details) -> Plan:
        """The plan of a root field; raises GraphQLError for arguments that cannot be meant."""
        text, shape = ROOTS[name_of(details)](self, self.given("Query", details), details)
        return Plan(text, self.parameters, shape)

    def fields(self, type_name: str, details: Details) -> Iterator[tuple[str, str, Details]]:
        """Key, name and places of every field selected of an object type."""
        type_ = cast(GraphQLObjectType, self.schema.type_map[type_name])
        return ((key, name_of(selected), selected) for key, selected in self.collect(type_, details).items())

    def given(self, type_name: str, details: Details) -> Given:
        """The arguments of a field of that type."""
        type_ = cast(GraphQLObjectType, self.schema.type_map[type_name])
        return self.parameters.at(Site(type_.fields[name_of(details)], details[0].node), self.variables)

    def nodes(self, reach: Reach, columns: Columns, details: Details) -> Shaper:
        """The object of a node of a list, whose values are added to the list's row."""
        if reach.type_name != INTERFACE:
            return self._object(reach.type_name, columns, details, reach.depth)
        label = columns.at(f"head(labels({reach.node}))")
        shapers = {each: self._object(each, columns, details, reach.depth, guarded=True) for each in reach.labels}
        return by_label(label, shapers)

    def connection(self, reach: Reach, given: Given, columns: Columns, details: Details) -> Shaper:
        """A page of a list."""
        return Connection(self, reach, given, columns).shaper(details)

    def aggregate(self, reach: Reach, given: Given, columns: Columns, details: Details) -> Shaper:
        """What a list comes to."""
        return Aggregate(self, reach, given, columns).shaper(details)

    def _object(self, label: str, columns: Columns, details: Details, depth: int, guarded: bool = False) -> Shaper:
        """The object of a node of one label; guarded where the node may turn out to have another."""
        fields, known = Fields(columns, label), node_properties(label)
        for key, name, selected in self.fields(label, details):
            if name == "__typename":
                fields.value(key, f"'{label}'")
            elif name in known:
                fields.value(key, f"n{depth}.{known[name].name}", name if known[name].required else "")
            else:
                start = f"n{depth}:{label}" if guarded else f"n{depth}"
                fields.shaped(key, self._far(label, name, start, depth, columns, selected))
        return fields.shaper()

    def _far(self, label: str, name: str, start: str, depth: int, columns: Columns, details: Details) -> Shaper:
        """A field that leads away from the node in `start`."""
        given, links = self.given(label, details), ways(label)
        if name in OUTWARD:
            return closure(self, name, start, depth, given, columns, details)
        if name in links:
            return node_list(self, along(links[name], start, depth + 1), given, columns, details)
        follow = self.aggregate if name.endswith(SUFFIX) else self.connection
        way = links[name.removesuffix(SUFFIX).removesuffix("Connection")]
        return follow(along(way, start, depth + 1), given, columns, details)
