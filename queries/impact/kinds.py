"""Kinds of what can fail at once."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What is ranked by what it can take down."""

    SUPPLIER = "supplier"
    GROUP = "group"
    """A group of companies."""
    COUNTRY = "country"
    SITE = "site"
    RESOURCE = "resource"
