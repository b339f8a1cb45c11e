"""Which properties people know a node by."""

from __future__ import annotations

from graph.schema import model

_ALSO = ("reference", "ref", "title", "legal_name")
"""Properties that people know a thing by, besides those that identify it."""


def known_by(label: str) -> list[str]:
    """Properties of a label that are searched, id and name first."""
    return [p.name for p in model.properties(model.LABELS[label]).values() if p.name in ("id", "name", *_ALSO) or p.identity]
