"""Python's garbage collector looks through every object that it knows; a load makes millions, hardly one in a cycle."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_THRESHOLDS = (200_000, 100, 100)
"""New objects between two collections of the young, and how many of those before older ones are looked through."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Fewer collections until the end of the block: a fifth of a load's time."""
    before = gc.get_threshold()
    gc.set_threshold(*_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
