"""The shortest chain of dependencies from one node to another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from api.graphql.closure import DEEPEST
from api.graphql.columns import Columns, Fields, Shaper, each
from api.graphql.declare import Argument, Field, Registry
from api.graphql.given import Given
from api.graphql.provenance import asserted_by
from api.graphql.reach import Reach
from api.graphql.selecting import Details, Selecting, chosen
from api.graphql.words import INTERFACE, RECORD
from graph.schema import model

FIELD = Field(
    "path",
    "Optional[Path]",
    "The shortest chain from a node to one that it depends on; null when there is none of that length, or no such node. "
    f"It follows {', '.join(model.travelling())}.",
    [
        Argument("from", "ID", "Id of the node that depends."),
        Argument("to", "ID", "Id of the node that it depends on."),
        Argument("maxLength", "int", f"Relationships at the most, up to {DEEPEST}.", DEEPEST),
    ],
)


def enter_path(registry: Registry) -> None:
    """Enters what a path consists of."""
    step = [
        Field("type", "str", "Its type."),
        Field("record", "str", RECORD.about),
        Field("assertedBy", "Optional[Record]", "The record that asserts it; null where it is no longer known."),
    ]
    registry.type("PathRelationship", "One relationship of a path.", step)
    path = [
        Field("length", "int", "How many relationships it has."),
        Field("nodes", f"list[{INTERFACE}]", "Its nodes, from the first to the last."),
        Field("relationships", "list[PathRelationship]", "Its relationships, in the same order; one fewer than the nodes."),
    ]
    registry.type("Path", "A chain of nodes, each of which depends on the next.", path)


def length_of(length: Any) -> int:
    """A longest length; raises ValueError for one that cannot be."""
    if not 1 <= length <= DEEPEST:
        raise ValueError(f"maxLength = {length} is not between 1 and {DEEPEST}.")
    return int(length)


def matched(given: Given) -> str:
    """The statement up to its RETURN: p is the path. An end is looked up label by label, because an index belongs to one."""
    start, end, longest = given["from"].parameter(str), given["to"].parameter(str), given["maxLength"].parameter(length_of)
    labels = model.travelling_labels()
    ends = [_end(variable, labels, sought) for variable, sought in (("a", start), ("b", end))]
    either = [f"coalesce({', '.join(f'{variable}{i}' for i in range(len(labels)))}) AS {variable}" for variable in "ab"]
    types = "|".join(model.travelling())
    path = f"MATCH p = shortestPath((a)-[:{types}*1..{DEEPEST}]->(b)) WITH p WHERE length(p) <= {longest}"
    return f"{' '.join(ends)} WITH {', '.join(either)} WHERE a <> b {path}"


def _end(variable: str, labels: Sequence[str], sought: str) -> str:
    return " ".join(f"OPTIONAL MATCH ({variable}{i}:{label} {{id: {sought}}})" for i, label in enumerate(labels))


def path(compiler: Selecting, columns: Columns, details: Details) -> Shaper:
    """The path in variable p."""
    fields = Fields(columns, "Path")
    for key, name, selected in chosen(compiler, fields, details):
        if name == "length":
            fields.value(key, "length(p)")
        else:
            fields.shaped(key, _nodes(compiler, columns, selected) if name == "nodes" else _steps(compiler, columns, selected))
    return fields.shaper()


def _nodes(compiler: Selecting, columns: Columns, details: Details) -> Shaper:
    row = Columns()
    reach = Reach("", 1, INTERFACE, model.travelling_labels(), INTERFACE)
    shaper = compiler.nodes(reach, row, details)
    return each(columns.collect("UNWIND nodes(p) AS n1", row, 1), shaper)


def _steps(compiler: Selecting, columns: Columns, details: Details) -> Shaper:
    row = Columns()
    fields = Fields(row, "PathRelationship")
    for key, name, selected in chosen(compiler, fields, details):
        if name == "assertedBy":
            fields.shaped(key, asserted_by(compiler, "r1", 1, row, selected))
        else:
            fields.value(key, {"type": "type(r1)", "record": "r1.record"}[name], name)
    return each(columns.collect("UNWIND relationships(p) AS r1", row, 1), fields.shaper())
