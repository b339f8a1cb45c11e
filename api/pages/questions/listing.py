"""The catalogue as rows, and what they can be narrowed down to."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from api.pages.tables import Column, Kind, Row, Table
from queries.contract import Asked, Check, Severity
from queries.organisation import Organisation


class What(StrEnum):
    """Both kinds of the catalogue."""

    CHECK = "check"
    QUESTION = "question"


def topics(asked: Asked) -> tuple[str, ...]:
    """Labels of what it is about: what a check judges, what the parameters of a question name."""
    if isinstance(asked, Check):
        return asked.labels
    named = (param.labels for param in asked.params.values() if param.type != "id")
    return tuple(dict.fromkeys(label for labels in named for label in labels))


def every(known: Organisation) -> list[Asked]:
    """Checks, then questions, each in the order of the catalogue."""
    return [*map(known.settled, known.catalogue.checks.values()), *known.catalogue.questions.values()]


def chosen(asked: Iterable[Asked], what: What | None, severity: Severity | None, topic: str) -> list[Asked]:
    """Those that are wanted; nothing wanted leaves all."""
    return [
        one
        for one in asked
        if (not what or what_is(one) is what)
        and (not severity or getattr(one, "severity", None) is severity)
        and (not topic or topic in topics(one))
    ]


def what_is(asked: Asked) -> What:
    """Check or question."""
    return What.CHECK if isinstance(asked, Check) else What.QUESTION


def table(asked: Iterable[Asked], known: Organisation) -> Table:
    """A row each; the filter finds words of what it is for, too."""
    columns = (
        Column("title", Kind.LINK, "What it says", key="address"),
        Column("what", title="Kind"),
        Column("severity"),
        Column("topics", Kind.LIST, "About"),
        Column("parameters", Kind.LIST),
        Column("clauses", Kind.NUMBER, "Clauses it tests"),
        Column("about", title="What for", quiet=True),
        Column("name"),
    )
    empty = "Nothing in the catalogue is like that: choose less."
    return Table("catalogue", "Checks and questions", columns, [_row(one, known) for one in asked], empty=empty)


def _row(asked: Asked, known: Organisation) -> Row:
    row: dict[str, Any] = {
        "title": asked.title,
        "address": f"/questions/{asked.name}",
        "what": what_is(asked).value,
        "topics": [topic.lower() for topic in topics(asked)],
        "parameters": list(asked.params),
        "about": asked.about,
        "name": asked.name,
    }
    if isinstance(asked, Check):
        row |= {"severity": asked.severity.value, "clauses": len(known.requirements_of(asked.name))}
    return row
