"""The pages of impact, beside each other."""

from __future__ import annotations

from typing import NamedTuple


class Tab(NamedTuple):
    """A page of impact."""

    path: str
    name: str


TABS = (
    Tab("/impact", "What if"),
    Tab("/impact/ranking", "Blast radius"),
    Tab("/impact/concentration", "Concentration"),
    Tab("/impact/weak-points", "Weak points"),
    Tab("/impact/promises", "Promises"),
)
"""In their order."""
