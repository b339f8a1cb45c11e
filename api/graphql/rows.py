"""How many rows a request may give: the sizes of its lists, multiplied on the way down.

A list counts as its `first` or `last`, a variable's value included; where nobody gave a size, a page counts as the size that
it will have, and a list as `UNSIZED`. Introspection, which no engine answers, counts by its values. What is reckoned over the
whole graph counts as `RECKONED` says.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLObjectType,
    GraphQLSchema,
    IntValueNode,
    OperationDefinitionNode,
    SchemaMetaFieldDef,
    SelectionSetNode,
    TypeMetaFieldDef,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
)

from api.graphql.budget import Budget
from api.graphql.inputs import LARGEST_PAGE, PAGE

UNSIZED = 25
"""What a list counts as that nobody gave a size: few hold more, and a list with very many is refused by itself."""
INTROSPECTED = 2
"""Rows of the engine that a value of introspection costs as much as."""
RECKONED = {
    "whatIf": 10_000,
    "weakPoints": 100_000,
    "compareChange": 100_000,
    "brokenPromises": 100_000,
    "blastRadius": 200_000,
    "concentration": 300_000,
}
"""Rows that a root field counts as besides those it gives, because it is reckoned over the whole graph."""
_META = {"__schema": SchemaMetaFieldDef, "__type": TypeMetaFieldDef}
_SIZES = ("first", "last")
_KEPT = 100


class Rows:
    """The estimate of one valid document; made once, asked for every request."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, budget: Budget) -> None:
        self._schema, self._budget = schema, budget
        self._operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
        self._fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
        self._sizing = _variables_that_size(document)
        self._passed: set[tuple[str | None, tuple[Any, ...]]] = set()

    def check(self, variables: Mapping[str, Any], operation_name: str | None) -> None:
        """Raises OverBudget when the operation may give too many rows with these values."""
        key = operation_name, tuple(_whole(variables.get(name)) for name in self._sizing)
        if key in self._passed:
            return
        for operation in self._operations:
            if operation_name in (None, operation.name and operation.name.value):
                estimate = _Estimate(self._schema, self._fragments, {**_defaults(operation), **variables})
                self._budget.spend("rows", round(estimate.selections(operation.selection_set, self._schema.query_type)))
        if len(self._passed) >= _KEPT:
            self._passed.clear()
        self._passed.add(key)


class _Estimate:
    def __init__(self, schema: GraphQLSchema, fragments: Mapping[str, FragmentDefinitionNode], values: Mapping[str, Any]) -> None:
        self._schema, self._fragments, self._values = schema, fragments, values
        self._estimated: dict[str, float] = {}

    def selections(self, selected: SelectionSetNode | None, parent: Any) -> float:
        return sum(self._selection(s, parent) for s in selected.selections) if selected else 0

    def _selection(self, selection: Any, parent: Any) -> float:
        if isinstance(selection, FieldNode):
            return self._field(selection, parent)
        if isinstance(selection, FragmentSpreadNode):
            return self._fragment(selection.name.value)
        condition = selection.type_condition
        return self.selections(selection.selection_set, self._schema.type_map[condition.name.value] if condition else parent)

    def _fragment(self, name: str) -> float:
        if name not in self._estimated:
            fragment = self._fragments[name]
            type_ = self._schema.type_map[fragment.type_condition.name.value]
            self._estimated[name] = self.selections(fragment.selection_set, type_)
        return self._estimated[name]

    def _field(self, node: FieldNode, parent: Any) -> float:
        name = node.name.value
        fields = parent.fields if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType) else {}
        definition = _META.get(name) or fields.get(name)
        if definition is None:
            return 0
        inner = self.selections(node.selection_set, get_named_type(definition.type))
        if parent is self._schema.query_type and name in RECKONED:
            return RECKONED[name] + self._listed(definition, node, parent, inner)
        if parent.name.startswith("__"):
            return INTROSPECTED + _introspected(self._schema).get(name, 1) * inner
        return self._listed(definition, node, parent, inner)

    def _listed(self, definition: GraphQLField, node: FieldNode, parent: Any, inner: float) -> float:
        if _is_connection(get_named_type(definition.type)):
            return self._size(definition, node, PAGE) * inner
        if not node.selection_set or not isinstance(get_nullable_type(definition.type), GraphQLList):
            return inner
        # The page of a connection is as long as the connection was asked to make it.
        return (1 if _is_connection(parent) else self._size(definition, node, UNSIZED)) * (1 + inner)

    def _size(self, definition: GraphQLField, node: FieldNode, unsized: int) -> int:
        given = {a.name.value: self._value(a.value) for a in node.arguments or ()}
        taken = {name: definition.args[name].default_value for name in _SIZES if name in definition.args}
        sizes = [_whole(given.get(name, default)) for name, default in taken.items()]
        return max((size for size in sizes if size is not None), default=unsized)

    def _value(self, node: ValueNode) -> Any:
        if isinstance(node, VariableNode):
            return self._values.get(node.name.value)
        return int(node.value) if isinstance(node, IntValueNode) and len(node.value) < 10 else LARGEST_PAGE


def _whole(value: Any) -> int | None:
    """A size as it counts; None for none, and the largest for what is none: it is refused later."""
    if not isinstance(value, int | float | str):
        return None
    return min(max(value, 0), LARGEST_PAGE) if isinstance(value, int) else LARGEST_PAGE


def _defaults(operation: OperationDefinitionNode) -> dict[str, Any]:
    given = {d.variable.name.value: d.default_value for d in operation.variable_definitions or ()}
    return {name: int(value.value) for name, value in given.items() if isinstance(value, IntValueNode) and len(value.value) < 10}


def _variables_that_size(document: DocumentNode) -> tuple[str, ...]:
    """Variables of the document whose value may be the size of a list: those of type Int."""
    operations = (d for d in document.definitions if isinstance(d, OperationDefinitionNode))
    variables = (v for operation in operations for v in operation.variable_definitions or ())
    return tuple(sorted({v.variable.name.value for v in variables if _is_integer(v.type)}))


def _is_integer(node: Any) -> bool:
    named = getattr(node, "type", node)
    return getattr(getattr(named, "name", None), "value", "") == "Int"


def _is_connection(type_: Any) -> bool:
    return isinstance(type_, GraphQLObjectType) and type_.name.endswith("Connection")


@cache
def _introspected(schema: GraphQLSchema) -> dict[str, float]:
    """How long the lists of introspection are in this schema; a chain of `ofType` ends soon."""
    types = list(schema.type_map.values())
    fields = [list(getattr(t, "fields", {}).values()) for t in types]
    arguments = [len(f.args) for each in fields for f in each if isinstance(f, GraphQLField)]
    mean = sum(map(len, fields)) / len(types)
    average = {"types": len(types), "directives": len(schema.directives), "ofType": 0.5, "enumValues": 5, "possibleTypes": 5}
    return {**average, "fields": mean, "inputFields": mean, "args": sum(arguments) / max(len(arguments), 1)}
