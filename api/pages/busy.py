"""What takes long is asked for by too many at once."""

from __future__ import annotations

from graph.errors import ClausegraphError


class Busy(ClausegraphError):
    """Answered with 503 and a page that says when to ask again."""
