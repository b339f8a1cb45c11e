"""The report as one page that stands alone: no script, no other file, nothing that a browser would fetch."""

from __future__ import annotations

from pathlib import Path

from api.packs.contents import Contents
from api.packs.view import view
from api.pages.rendering import environment

_TEMPLATE = "pack/report.html"


def write(path: Path, contents: Contents) -> None:
    """Writes the page; raises OSError."""
    text = environment().get_template(_TEMPLATE).render(**view(contents))
    path.write_text(text, encoding="utf-8", newline="\n")
