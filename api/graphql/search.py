"""Search: nodes by a part of their name, id, reference or number, the best matches first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from api.graphql.columns import Columns, Shaper
from api.graphql.declare import Argument, Field
from api.graphql.given import Given
from api.graphql.inputs import LARGEST_PAGE
from api.graphql.pages import limit_of
from api.graphql.reach import from_label
from api.graphql.selecting import Details, Selecting
from api.graphql.words import INTERFACE
from graph.engine import Row
from graph.schema import model
from queries.explore.known_by import known_by

FOUND = 20
"""Matches when nobody says how many."""
FIELD = Field(
    "search",
    f"list[{INTERFACE}]",
    "Nodes that have the text in what they are called, case aside: those of exactly that name first, then those that begin "
    "with it. It looks at names, ids, references, numbers and identifiers.",
    [
        Argument("text", "str", "What to look for; not empty."),
        Argument("labels", "Optional[list[Label]]", "Only nodes of these labels; without it all but sources, runs and records."),
        Argument("first", "int", f"At most so many, {LARGEST_PAGE} at the most.", FOUND),
    ],
)


def labels_of(given: Given) -> list[str]:
    """The labels that are searched, in the order of the schema."""
    chosen = given.pin("labels")
    wanted = set(model.LOADABLE) if chosen is None else {label.value for label in chosen}
    return [label for label in model.LABELS if label in wanted]


def text_of(text: Any) -> str:
    """What is looked for, as it is compared; raises ValueError when it is empty."""
    if not text.strip():
        raise ValueError("text is empty. Give it a part of a name.")
    return str(text).strip().lower()


def matches(label: str, text: str, limit: str) -> str:
    """The statement up to its RETURN; k0 is 0 for the very name, 1 where the name begins with it, 2 otherwise."""
    has = [f"toLower(n0.{name}) CONTAINS {text}" for name in known_by(label)]
    rank = f"CASE WHEN toLower(n0.name) = {text} THEN 0 WHEN toLower(n0.name) STARTS WITH {text} THEN 1 ELSE 2 END"
    return f"MATCH (n0:{label}) WHERE {' OR '.join(has)} WITH n0, {rank} AS k0 ORDER BY k0, n0.name, n0.id LIMIT {limit}"


def search(compiler: Selecting, given: Given, columns: Columns, details: Details) -> Shaper:
    """One list per label in one row, merged."""
    text, limit = given["text"].parameter(text_of), given["first"].parameter(limit_of)
    size = columns.at(limit)
    parts: list[tuple[int, Shaper]] = []
    for label in labels_of(given):
        row = Columns()
        for value in ("k0", "n0.name", "n0.id"):
            row.at(value)
        shaper = compiler.nodes(from_label(label), row, details)
        parts.append((columns.collect(matches(label, text, limit), row, 0), shaper))

    def ranked(row: Row) -> Iterator[tuple[list[Any], Row, Shaper]]:
        return ((hit[:3], hit, shaper) for place, shaper in parts for hit in row[place])

    return lambda row: [shaper(hit) for _, hit, shaper in sorted(ranked(row), key=lambda one: one[0])[: row[size]]]
