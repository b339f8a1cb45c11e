"""No document costs much more than reading it before it is refused, and everything that clients really send is answered."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from graphql import GraphQLError, get_introspection_query

from api.graphql.budget import TOLD, Budget, OverBudget
from api.graphql.documents import Documents
from api.graphql.inputs import PAGE
from api.graphql.rows import RECKONED, UNSIZED
from api.graphql.schema import schema
from api.graphql.variables import MOST_OBJECTS, MOST_VALUES, over_limit
from graph.schema import model

SCHEMA = schema()._schema
SECONDS = 0.2
"""Of the processor: what grows with the number of spreads would take minutes."""


def documents() -> Documents:
    return Documents(SCHEMA)


def doubled(levels: int, last: str, link: Callable[[int], str] = lambda i: f"...F{i} ...F{i}") -> str:
    """Fragments each of which spreads the next one twice."""
    chain = "".join(f"fragment F{i} on Service {{{link(i + 1)}}}" for i in range(levels))
    return f"{{services {{nodes {{...F0}}}}}} {chain} fragment F{levels} on Service {{{last}}}"


def inside(i: int) -> str:
    return f"dependents {{... on Service {{...F{i}}}}} a: dependents {{... on Service {{...F{i}}}}}"


def nested(opening: str, closing: str, times: int, inner: str = "") -> str:
    return opening * times + inner + closing * times


SPREADS = {
    "fragments that double": doubled(25, "id"),
    "fragments that double, below fields": doubled(9, "id", inside),
    "fragments that double and end in nothing": doubled(60, "...Nowhere"),
    "fragments that double, as many as fit": doubled(140, "id"),
    "every fragment spreads all others": "{services {nodes {...F0}}}"
    + "".join(f"fragment F{i} on Service {{{' '.join(f'...F{j}' for j in range(30))}}}" for i in range(30)),
    "every fragment spreads all that follow": "{services {nodes {...F0}}}"
    + "".join(f"fragment F{i} on Service {{{' '.join(f'...F{j}' for j in range(i + 1, 40))} id}}" for i in range(40)),
    "a circle": "{services {nodes {...A}}} fragment A on Service {...B} fragment B on Service {...A}",
    "a circle below fields": "{services {nodes {...A}}} fragment A on Service {dependents {...A}}",
    "a long chain": doubled(400, "id", lambda i: f"...F{i}"),
}
LARGE = {
    "aliases": "{" + " ".join(f"a{i}: __typename" for i in range(450)) + "}",
    "the same field": "{" + "services {totalCount} " * 600 + "}",
    "the same leaf": "{services {nodes {" + "id " * 1_400 + "}}}",
    "the same list below the same list": "{services {nodes {"
    + " ".join("dependents {id ... on Service {dependents {id}}}" for _ in range(60))
    + "}}}",
    "unknown fields": "{" + " ".join(f"serviceses{i}" for i in range(900)) + "}",
    "unknown types": "{services {nodes {" + " ".join(f"... on SupplierEdge{i} {{id}}" for i in range(400)) + "}}}",
    "unknown variables": "query (" + " ".join(f"$a{i}: ServiceFilters{i}" for i in range(600)) + ") {__typename}",
    "operations": " ".join(f"query Q{i} {{__typename}}" for i in range(400)),
    "fragments nobody spreads": "{__typename}" + "".join(f"fragment F{i} on Service {{id}}" for i in range(210)),
    "directives": "{__typename " + "@include(if: true)" * 400 + "}",
    "arguments": "{services(" + "first: 1 " * 900 + ") {totalCount}}",
    "deep fields": nested("{a", "}", 900),
    "deep inline fragments": nested("{...", "}", 900, "{id}"),
    "deep lists": "{services(first: " + nested("[", "]", 1_400) + ") {totalCount}}",
    "deep objects": "{services(where: " + nested("{AND:", "}", 600, "{}") + ") {totalCount}}",
    "deep types": "query ($a: " + nested("[", "]", 1_400, "Int") + ") {__typename}",
    "comments": "#\n" * 30_000 + "{__typename}",
    "a name": "{" + "a" * 90_000 + "}",
    "characters": "{" + " " * 10**6 + "}",
    "tokens": "{" + "a " * 40_000 + "}",
    "definitions of types": "type A {a: Int} " * 400,
    "introspection inside introspection": "{__schema {types {fields {type {fields {type {fields {type {fields {name}}}}}}}}}}",
    "introspection again and again": "{"
    + " ".join(f"a{i}: __schema {{...S}}" for i in range(29))
    + "} fragment S on __Schema {types {"
    + " ".join(f"a{i}: fields {{name args {{name type {{name kind}}}}}}" for i in range(5))
    + "}}",
    "rows": "{services(first: 1000) {nodes {dependsOn {... on Service {dependsOn {... on Service {dependsOn {id}}}}}}}}",
}


def refusal(text: str, variables: dict[str, Any] | None = None) -> tuple[GraphQLError, float]:
    """Why a document is not run, and the processor time it took to say so: the best of three."""
    seconds = []
    for _ in range(3):
        began = time.thread_time()
        prepared = documents().prepare(text)
        error = prepared.errors[0] if prepared.errors else prepared.over_budget(variables or {}, None)
        seconds.append(time.thread_time() - began)
    assert error, "nothing was wrong with it"
    return error, min(seconds)


@pytest.mark.parametrize("text", [*SPREADS.values(), *LARGE.values()], ids=[*SPREADS, *LARGE])
def test_a_document_that_asks_for_too_much_is_refused_at_once(text: str) -> None:
    error, seconds = refusal(text)
    assert seconds < SECONDS
    assert len(error.message) < 100_100


@pytest.mark.parametrize("text", SPREADS.values(), ids=list(SPREADS))
def test_however_its_fragments_nest_it_is_the_budget_that_refuses(text: str) -> None:
    error, _ = refusal(text)
    assert isinstance(error, OverBudget) or "spreads itself" in error.message


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{services {nodes {" + nested("dependents {... on Service {", "}}", 16, "id") + "}}}", "depth"),
        (doubled(24, "id"), "fields"),
        (LARGE["aliases"], "aliases"),
        ("{" + "services {totalCount} " * 31 + "}", "roots"),
        ("query {" + "__typename @skip(if: false) " * 101 + "}", "directives"),
        ("{services {nodes {" + "id " * 50 + "}}}", "repeats"),
        ("{services(where: " + nested("{AND:", "}", 30, "{}") + ") {totalCount}}", "nesting"),
        ("query ($w: ServiceFilter = " + nested("{AND:", "}", 30, "{}") + ") {services(where: $w) {totalCount}}", "nesting"),
        (LARGE["operations"], "operations"),
        (LARGE["fragments nobody spreads"], "fragments"),
        (LARGE["tokens"], "tokens"),
        (LARGE["deep fields"], "depth"),
        (LARGE["characters"], "characters"),
        (LARGE["rows"], "rows"),
    ],
    ids=lambda value: value if len(value) < 20 else "",
)
def test_the_answer_names_what_was_too_much_and_the_limit(text: str, what: str) -> None:
    error, _ = refusal(text)
    limit = getattr(Budget(), what)
    assert error.extensions == {"code": "OVER_BUDGET", "what": what, "limit": limit}
    assert f"; {limit} is the limit. " in error.message
    assert error.message.endswith(TOLD[what][1])


def test_the_number_told_is_the_number_counted() -> None:
    error, _ = refusal("{" + "services {totalCount} " * 31 + "}")
    assert error.message.startswith("The document has 31 root fields; 30 is the limit.")


def accepted(text: str, **variables: Any) -> bool:
    prepared = documents().prepare(text)
    assert not prepared.errors, prepared.errors[0].message
    return prepared.over_budget(variables, None) is None


INTROSPECTIONS = {
    "GraphiQL, gql, ariadne-codegen": get_introspection_query(),
    "everything": get_introspection_query(
        specified_by_url=True, directive_is_repeatable=True, schema_description=True, input_value_deprecation=True
    ),
    "short": "{__schema {queryType {name} types {name kind}}}",
    "one type": '{__type(name: "Service") {fields {name type {name ofType {name fields {name}}}}}}',
}


@pytest.mark.parametrize("text", INTROSPECTIONS.values(), ids=list(INTROSPECTIONS))
def test_the_introspection_of_clients_is_answered(text: str) -> None:
    assert accepted(text)


def test_introspection_keeps_well_within_the_budget() -> None:
    text = INTROSPECTIONS["everything"]
    assert not Documents(SCHEMA, Budget(rows=500_000)).prepare(text).over_budget({}, None)


@pytest.mark.parametrize("label", model.LABELS)
def test_a_question_about_everything_of_a_node_is_answered(label: str) -> None:
    type_ = SCHEMA.type_map[label]
    lists = [n for n, f in type_.fields.items() if str(f.type).startswith("[")]  # type: ignore[union-attr]
    one = label[0].lower() + label[1:]
    composite = [n for n in lists if "[String" not in str(type_.fields[n].type) and "JSON" not in str(type_.fields[n].type)]  # type: ignore[union-attr]
    assert accepted(f'{{{one}(id: "x") {{id name {" ".join(f"{n} {{__typename}}" for n in composite)}}}}}')


ROWS = """query ($n: Int, $m: Int = 40) {
  services(first: $n) { nodes { dependsOn(first: $m) { ... on Service { dependents(first: 30) { id } } } } }
}"""


def test_rows_are_counted_with_the_values_of_variables() -> None:
    small = Documents(SCHEMA, Budget(rows=100_000)).prepare(ROWS)
    assert small.over_budget({"n": 10}, None) is None
    assert "may give 124100 rows" not in str(small.over_budget({"n": 10}, None))
    over = small.over_budget({"n": 100}, None)
    assert over
    assert over.message.startswith("The document may give 124100 rows; 100000 is the limit.")
    assert small.over_budget({"n": 100, "m": 1}, None) is None
    assert small.over_budget({}, None) is None, "the default of the list counts"


@pytest.mark.parametrize("value", [-5, 10**30, 2.5, "x", None, True, [1], {}])
def test_sizes_that_cannot_be_meant_are_no_way_around(value: Any) -> None:
    assert documents().prepare(ROWS).over_budget({"n": value, "m": 1}, None) is None
    over = documents().prepare(ROWS).over_budget({"n": 1000, "m": 10**30}, None)
    assert over
    assert over.extensions
    assert over.extensions["what"] == "rows"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("{services {nodes {id}}}", PAGE),
        ("{services(first: 7) {totalCount nodes {id} edges {node {id}}}}", 14),
        ("{services(last: 9) {nodes {suppliers {id}}}}", 9 + 9 * UNSIZED),
        ("{services(first: 2) {nodes {dependsOnConnection(first: 3) {nodes {id}}}}}", 2 + 2 * 3),
        ("{services(first: 2) {...P}} fragment P on ServiceConnection {nodes {...S}} fragment S on Service {suppliers {id}}",
         2 + 2 * UNSIZED),
        ("{services {totalCount} checks {name}}", UNSIZED),
        ("{blastRadius(first: 3) {name}}", RECKONED["blastRadius"] + 3),
        ('{a: whatIf(fails: ["x"]) {total} ...W} fragment W on Query {b: whatIf(fails: ["y"]) {total}}', 2 * RECKONED["whatIf"]),
    ],
)  # fmt: skip
def test_lists_inside_lists_are_multiplied(text: str, rows: int) -> None:
    assert not Documents(SCHEMA, Budget(rows=rows)).prepare(text).over_budget({}, None)
    over = Documents(SCHEMA, Budget(rows=rows - 1)).prepare(text).over_budget({}, None)
    assert over
    assert over.message.startswith(f"The document may give {rows} rows; {rows - 1} is the limit.")


def test_not_many_questions_over_the_whole_graph_in_one_request() -> None:
    six = "{" + " ".join(f"a{i}: blastRadius {{name}}" for i in range(6)) + "}"
    over = documents().prepare(six).over_budget({}, None)
    assert over
    assert over.extensions == {"code": "OVER_BUDGET", "what": "rows", "limit": Budget().rows}
    assert accepted("{" + " ".join(f"{name} {{__typename}}" for name in ("blastRadius", "concentration", "brokenPromises")) + "}")


def test_only_the_operation_that_runs_counts() -> None:
    two = f"query Small {{services {{totalCount}}}} query Large {LARGE['rows']}"
    prepared = documents().prepare(two)
    assert prepared.over_budget({}, "Small") is None
    assert prepared.over_budget({}, "Large") is not None


def test_values_of_variables_are_counted() -> None:
    deep: list[Any] = []
    for _ in range(30):
        deep = [deep]
    assert over_limit({"a": list(range(MOST_VALUES - 1))}) == ""
    assert f"{MOST_VALUES} is the limit" in over_limit({"a": list(range(MOST_VALUES + 1))})
    assert f"{MOST_OBJECTS} is the limit" in over_limit({"a": [{} for _ in range(MOST_OBJECTS + 1)]})
    assert "20 levels deep" in over_limit({"a": deep})


def test_a_document_is_measured_once() -> None:
    kept = documents()
    first = kept.prepare(ROWS)
    assert kept.prepare(ROWS) is first
