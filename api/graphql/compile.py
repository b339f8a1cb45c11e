"""The compiler: a root selection of a document becomes one Cypher statement and the shape of its response."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from graphql import GraphQLError, GraphQLObjectType, GraphQLSchema
from graphql.execution.collect_fields import FieldDetails, GroupedFieldSet
from graphql.execution.values import VariableValues

from api.graphql.columns import Columns, Fields, Shaper, at_most, by_label
from api.graphql.connection import Connection, limit_of
from api.graphql.given import Given, Parameters, Site
from api.graphql.inputs import LARGEST_PAGE
from api.graphql.plan import Plan
from api.graphql.reach import Reach, along, from_label, ordered
from api.graphql.words import INTERFACE, list_name, lookup_name, node_properties, ways
from graph.engine import Row
from graph.schema import model

Details = list[FieldDetails]
Collect = Callable[[GraphQLObjectType, Details], GroupedFieldSet]
"""The fields selected of a type, fragments spread and directives applied, by response key."""

_LISTS = {list_name(label): label for label in model.LABELS}
_LOOKUPS = {lookup_name(label): label for label in model.LABELS}
ROOTS = frozenset({"node", *_LISTS, *_LOOKUPS})
"""The root fields that become a statement."""


class Compiler:
    """Compiles one root selection."""

    def __init__(self, schema: GraphQLSchema, collect: Collect, variables: VariableValues) -> None:
        self.schema, self.collect, self.variables = schema, collect, variables
        self.parameters = Parameters()

    def compile(self, details: Details) -> Plan:
        """The plan of a root field; raises GraphQLError for arguments that cannot be meant."""
        name = details[0].node.name.value
        given = self._given("Query", details)
        columns = Columns()
        if name in _LISTS:
            shaper = self.connection(from_label(_LISTS[name]), given, columns, details)
            return self._plan(f"RETURN {columns.named()}", lambda rows: shaper(rows[0]))
        if name in _LOOKUPS:
            return self._lookup(_LOOKUPS[name], given, columns, details)
        return self._node(given, columns, details)

    def _plan(self, text: str, shape: Callable[[list[Row]], Any]) -> Plan:
        return Plan(text, self.parameters, shape)

    def _lookup(self, label: str, given: Given, columns: Columns, details: Details) -> Plan:
        shaper = self._object(label, columns, details, depth=0)
        text = f"MATCH (n0:{label} {{id: {given['id'].parameter(str)}}}) RETURN {columns.named()}"
        return self._plan(text, lambda rows: shaper(rows[0]) if rows else None)

    def _node(self, given: Given, columns: Columns, details: Details) -> Plan:
        """One look-up by label, because an index belongs to a label."""
        sought = given["id"].parameter(str)
        shapers: list[Shaper] = []
        for label in model.LABELS:
            row = Columns()
            shapers.append(self._object(label, row, details, depth=0))
            columns.at(f"COLLECT {{ MATCH (n0:{label} {{id: {sought}}}) RETURN {row.listed()} }}")

        def shape(rows: list[Row]) -> Any:
            found = (shaper(hits[0]) for shaper, hits in zip(shapers, rows[0], strict=True) if hits)
            return next(found, None)

        return self._plan(f"RETURN {columns.named()}", shape)

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

    def type(self, name: str) -> GraphQLObjectType:
        """An object type of the schema."""
        return cast(GraphQLObjectType, self.schema.type_map[name])

    def _object(self, label: str, columns: Columns, details: Details, depth: int, guarded: bool = False) -> Shaper:
        """The object of a node of one label; guarded where the node may turn out to have another."""
        fields, type_ = Fields(columns, label), self.type(label)
        known, links = node_properties(label), ways(label)
        for key, selected in self.collect(type_, details).items():
            name = selected[0].node.name.value
            if name == "__typename":
                fields.value(key, f"'{label}'")
            elif name in known:
                fields.value(key, f"n{depth}.{known[name].name}", name if known[name].required else "")
            else:
                start = f"n{depth}:{label}" if guarded else f"n{depth}"
                way = links.get(name) or links[name.removesuffix("Connection")]
                follow = self._list if name in links else self.connection
                fields.shaped(key, follow(along(way, start, depth + 1), self._given(label, selected), columns, selected))
        return fields.shaper()

    def _given(self, type_name: str, details: Details) -> Given:
        """The arguments of a field of that type."""
        node = details[0].node
        return self.parameters.at(Site(self.type(type_name).fields[node.name.value], node), self.variables)

    def _list(self, reach: Reach, given: Given, columns: Columns, details: Details) -> Shaper:
        row = Columns()
        shaper = self.nodes(reach, row, details)
        first = given.get("first")
        limit = first.parameter(limit_of) if first else str(LARGEST_PAGE + 1)
        page = ordered([reach.node], reach.keys(given.get("orderBy")), limit, distinct=True)
        text = f"COLLECT {{ {reach.matched(reach.conditions(given.get('where')))} {page} RETURN {row.listed()} }}"
        return at_most(columns.at(text), LARGEST_PAGE, partial(_too_many, details), shaper)


def _too_many(details: Details) -> GraphQLError:
    node = details[0].node
    name = node.name.value
    return GraphQLError(f"{name} has more than {LARGEST_PAGE}. Give it `first`, or page through {name}Connection.", node)
