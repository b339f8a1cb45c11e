"""Filters: a `where` as one Cypher condition. Names come from the schema, values travel as parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from api.graphql.given import Given
from api.graphql.operators import OPERATORS, Operator
from api.graphql.quantifiers import QUANTIFIERS, quantified
from api.graphql.reach import Reach, along, backward
from api.graphql.words import Properties, node_filters, value_of, way_of

_COMBINED = {"AND", "OR", "NOT"}


@dataclass(frozen=True)
class Subject:
    """What a filter speaks about: a node or a relationship, by its variable."""

    variable: str
    properties: Properties
    node_type: str = ""
    """GraphQL type of a node; empty for a relationship, which leads nowhere else."""
    depth: int = 0


def _node_of(reach: Reach) -> Subject:
    return Subject(reach.node, node_filters(reach.type_name), reach.type_name, reach.depth)


def _edge_of(reach: Reach) -> Subject:
    return Subject(reach.edge, reach.edge_properties)


def on_node(where: Given | None, reach: Reach) -> list[str]:
    """A filter on the nodes of a list, as the conditions that have to hold: one or none."""
    return [text for text in [condition(where, _node_of(reach))] if text] if where else []


def gathered(where: Given, reach: Reach) -> str:
    """A match of every node of a root list that passes, some more than once.

    Where some node at the other end of a relationship has to pass a filter, it starts at those: they are fewer, as a rule.
    """
    subject = _node_of(reach)
    for name, given in where.items():
        if name not in _COMBINED | subject.properties.keys() and given.value and list(given.value) == ["any"]:
            way = way_of(reach.type_name, name)
            far = along(way, reach.node, 1)
            if name == way.name and len(way.targets) == 1 and given["any"].value and (start := _passes(given["any"], far, False)):
                rest = [part for other, its in where.items() if other != name for part in _parts(other, its, subject, False)]
                held = [*reach.held, *(part for part in rest if part)]
                match = f"MATCH ({far.node}:{way.target}) WHERE {start} MATCH {backward(way, far.node, reach)}"
                return f"{match} WHERE {' AND '.join(held)}" if held else match
    return reach.matched(on_node(where, reach))


def on_edge(where: Given | None, reach: Reach) -> list[str]:
    """A filter on the relationships that lead to them, likewise."""
    return [text for text in [condition(where, _edge_of(reach))] if text] if where else []


def condition(where: Given, subject: Subject, *, denied: bool = False) -> str:
    """One condition; empty where everything passes. Raises GraphQLError for a null that compares nothing.

    Denied, it is true where the filter is false and where that cannot be told because a value is missing. The denial goes
    down to the comparisons: no function is left around conditions that hold subqueries, which ArcadeDB gets wrong.
    """
    return _joined([part for name, given in where.items() for part in _parts(name, given, subject, denied)], denied)


def _joined(parts: list[str], either: bool) -> str:
    """All of them, or either of them: of none, all hold and not one does."""
    if not parts:
        return "false" if either else ""
    return f"({(' OR ' if either else ' AND ').join(parts)})" if len(parts) > 1 else parts[0]


def _parts(name: str, given: Given, subject: Subject, denied: bool) -> Iterator[str]:
    if given.value is None:
        raise given.refuse("null compares nothing. Leave it out, or write {isNull: true}.")
    if name == "AND":
        yield from (part for one in given.each() if (part := condition(one, subject, denied=denied)))
    elif name == "OR":
        yield _joined([condition(one, subject, denied=denied) or "true" for one in given.each()], not denied) or "true"
    elif name == "NOT":
        yield condition(given, subject, denied=not denied) or "true"
    elif name in subject.properties:
        p = subject.properties[name]
        yield from _compared(given, value_of(p, subject.variable), OPERATORS[p.kind], denied)
    else:
        yield from _related(given, name, subject, denied)


def _related(given: Given, name: str, subject: Subject, denied: bool) -> Iterator[str]:
    way = way_of(subject.node_type, name)
    reach, listed = along(way, subject.variable, subject.depth + 1), name == way.name
    for sought, inner in given.items():
        if inner.value is None:
            raise inner.refuse("null filters nothing. Leave it out, or write {}.")
        quantifier = QUANTIFIERS[sought]
        held = _passes(inner, reach, quantifier.denies) if listed else _matches(inner, reach, quantifier.denies)
        text = quantified(quantifier, reach, held, once=listed)
        yield f"NOT ({text})" if denied else text


def _passes(where: Given, reach: Reach, denied: bool) -> str:
    return condition(where, _node_of(reach), denied=denied)


def _matches(match: Given, reach: Reach, denied: bool) -> str:
    edge, node = match.get("edge"), match.get("node")
    parts = [condition(edge, _edge_of(reach), denied=denied) if edge else "", _passes(node, reach, denied) if node else ""]
    return _joined([part for part in parts if part], denied)


def _compared(given: Given, text: str, operators: Mapping[str, Operator], denied: bool) -> Iterator[str]:
    for name, operand in given.items():
        operator = operators[name]
        if operand.value is None:
            raise operand.refuse("null compares nothing. Leave it out, or use isNull.")
        if operator.takes == "switch":
            held = (operator.cypher if operand.value else operator.otherwise).format(property=text)
        else:
            held = operator.cypher.format(property=text, value=operand.parameter(_plain))
        yield _denied(held, text, operator) if denied else held


def _denied(held: str, text: str, operator: Operator) -> str:
    return f"NOT ({held})" if operator.of_missing else f"({text} IS NULL OR NOT ({held}))"


def _plain(value: Any) -> Any:
    """A value as the driver sends it: members of closed lists as the texts that are stored."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.value if isinstance(value, Enum) else value
