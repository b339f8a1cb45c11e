"""Filters: a `where` as Cypher conditions. Names come from the schema, values travel as parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from api.graphql.given import Given
from api.graphql.operators import OPERATORS, Operator
from api.graphql.words import Properties


def conditions(where: Given, variable: str, properties: Properties) -> Iterator[str]:
    """The conditions of a filter on the node in `variable`; raises GraphQLError for a null that compares nothing."""
    for name, given in where.items():
        if given.value is None:
            raise given.refuse("null compares nothing. Leave it out, or write {isNull: true}.")
        if name == "AND":
            for part in given.each():
                yield from conditions(part, variable, properties)
        else:
            p = properties[name]
            yield from _compared(given, f"{variable}.{p.name}", OPERATORS[p.kind])


def _compared(given: Given, text: str, operators: Mapping[str, Operator]) -> Iterator[str]:
    for name, operand in given.items():
        operator = operators[name]
        if operand.value is None:
            raise operand.refuse("null compares nothing. Leave it out, or use isNull.")
        if operator.takes == "switch":
            yield (operator.cypher if operand.value else operator.otherwise).format(property=text)
        else:
            yield operator.cypher.format(property=text, value=operand.parameter(_plain))


def _plain(value: Any) -> Any:
    """A value as the driver sends it: members of closed lists as the texts that are stored."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.value if isinstance(value, Enum) else value
