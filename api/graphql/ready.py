"""Ready questions: what analysts, architects and auditors ask first, as tabs of GraphiQL. One file each, ordered by name."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

_FOLDER = files("api") / "static" / "graphiql" / "questions"


@cache
def ready_questions() -> dict[str, str]:
    """The documents by name of their file."""
    found = {file.name: file.read_text(encoding="utf-8") for file in _FOLDER.iterdir() if file.name.endswith(".graphql")}
    return dict(sorted(found.items()))
