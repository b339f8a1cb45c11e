"""The GraphQL schema: the root fields and everything they lead to."""

from __future__ import annotations

from functools import cache

import strawberry
from strawberry.schema.config import StrawberryConfig

from api.graphql import catalogue
from api.graphql.declare import Argument, Field, Registry
from api.graphql.inputs import connection_arguments, enter_inputs
from api.graphql.scalars import SCALARS, StoredNames, enter_scalars
from api.graphql.types import enter_types
from api.graphql.words import INTERFACE, list_name, lookup_name
from graph.schema import model

_ID = Argument("id", "ID", "Its id.")


@cache
def schema() -> strawberry.Schema:
    """The schema; built once, which takes a moment."""
    registry = Registry()
    enter_scalars(registry)
    enter_inputs(registry)
    enter_types(registry)
    for answer in (catalogue.Check, catalogue.Question, catalogue.Finding, catalogue.Answer):
        registry.enter(answer.__name__, answer)
    query = registry.type("Query", "What can be asked of the graph.", [*_nodes(), *_catalogue()])
    labels = [registry.names[label] for label in model.LABELS]
    return strawberry.Schema(query=query, types=labels, config=StrawberryConfig(name_converter=StoredNames(), scalar_map=SCALARS))


def _nodes() -> list[Field]:
    fields = [Field("node", f"Optional[{INTERFACE}]", "The node of this id, whatever its label; null when there is none.", [_ID])]
    for label in model.LABELS:
        one, many = lookup_name(label), list_name(label)
        fields.append(Field(one, f"Optional[{label}]", f"The {label} of this id; null when there is none.", [_ID]))
        fields.append(Field(many, f"{label}Connection", f"{label} nodes, page by page.", connection_arguments(label)))
    return fields


def _catalogue() -> list[Field]:
    return [
        Field("checks", "list[Check]", "The checks of the catalogue.", resolver=catalogue.checks),
        Field("questions", "list[Question]", "The questions of the catalogue.", resolver=catalogue.questions),
        Field("runCheck", "list[Finding]", "Runs a check: one finding per resource in its scope.", resolver=catalogue.run_check),
        Field("ask", "Answer", "Answers a question.", resolver=catalogue.ask),
    ]
