"""Constraints and indexes, derived from the declarations; text only, the engine runs it."""

from __future__ import annotations

from graph.schema import model

BOOKKEEPING = ("Lock", "Commit")
"""Labels of a load's own marks: who loads now, and which batches were committed."""


def statements() -> list[str]:
    """Statements that both engines understand and that change nothing the second time."""
    return [
        f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        for label in (*model.LABELS, *BOOKKEEPING)
    ]
