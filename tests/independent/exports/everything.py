"""All tables."""

from __future__ import annotations

from pathlib import Path

from tests.independent.exports import architecture, itop, plans, processes, suppliers


def everything(data: Path, folder: Path) -> None:
    """Writes them."""
    for tool in (itop, architecture, processes, suppliers, plans):
        tool.export(data, folder)
