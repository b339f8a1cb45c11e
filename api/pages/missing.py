"""What a page is asked for by name or id, and is not in the graph."""

from __future__ import annotations

from graph.errors import WrongUse


class NotThere(WrongUse):
    """Answered with 404 and a page that says what was meant, perhaps."""
