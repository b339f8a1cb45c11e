"""The GraphQL schema: the root fields and everything they lead to."""

from __future__ import annotations

from functools import cache

import strawberry
from strawberry.schema.config import StrawberryConfig

from api.graphql import catalogue, coverage, coverage_changes, impact, path, search
from api.graphql.aggregate_types import aggregate_field
from api.graphql.arguments import connection_arguments, where
from api.graphql.declare import Argument, Field, Registry
from api.graphql.inputs import enter_inputs
from api.graphql.ordinary import attach
from api.graphql.roots import FINDINGS
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
    for answer in (*catalogue.TYPES, *coverage.TYPES, *coverage_changes.TYPES, *impact.TYPES):
        registry.enter(answer.__name__, answer)
    query = registry.type("Query", "What can be asked of the graph.", [*_nodes(), *resolved()])
    labels = [registry.names[label] for label in model.LABELS]
    config = StrawberryConfig(name_converter=StoredNames(), scalar_map=SCALARS)
    made = strawberry.Schema(query=query, types=labels, config=config)
    attach(made._schema)
    for name in registry.choices:
        # graphql-core checks it; Strawberry prints it and leaves the check to others.
        made._schema.type_map[name].is_one_of = True  # type: ignore[attr-defined]
    return made


def _nodes() -> list[Field]:
    fields = [Field("node", f"Optional[{INTERFACE}]", "The node of this id, whatever its label; null when there is none.", [_ID])]
    for label in model.LABELS:
        one, many = lookup_name(label), list_name(label)
        fields.append(Field(one, f"Optional[{label}]", f"The {label} of this id; null when there is none.", [_ID]))
        fields.append(Field(many, f"{label}Connection", f"{label} nodes, page by page.", connection_arguments(label)))
        fields.append(aggregate_field(many, label, f"{label} nodes.", where(label)))
    findings = [Field(n, "RecordConnection", about, connection_arguments("Record")) for n, (_, about) in FINDINGS.items()]
    return [*fields, search.FIELD, path.FIELD, *findings]


def resolved() -> list[Field]:
    """Fields of the query that functions answer, and not one statement a selection."""
    return [
        Field("checks", "list[Check]", "The checks of the catalogue.", resolver=catalogue.checks),
        Field("questions", "list[Question]", "The questions of the catalogue.", resolver=catalogue.questions),
        Field("runCheck", "list[Finding]", "Runs a check: one finding per resource in its scope.", resolver=catalogue.run_check),
        Field("today", "Date", "The day that questions are asked on; dates are compared with it.", resolver=catalogue.today),
        Field(
            "loadInProgress",
            "Optional[LoadInProgress]",
            "The load that goes on now; null when none does.",
            resolver=catalogue.load_in_progress,
        ),
        Field("coverage", "Coverage", "The state of every clause of a framework, and why.", resolver=coverage.coverage),
        Field(
            "coverageChanges",
            "CoverageChanges",
            "Which clauses changed between two assessments that were kept, and which records changed them.",
            resolver=coverage_changes.coverage_changes,
        ),
        *impact.FIELDS,
        Field("ask", "Answer", "Answers a question.", resolver=catalogue.ask),
    ]
