"""Filters of pages on names."""

from __future__ import annotations


def has(name: str, wanted: str) -> bool:
    """Whether every word that is wanted is in a name, case aside."""
    return all(word in name.casefold() for word in wanted.casefold().split())
