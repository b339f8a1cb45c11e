"""Garbage of a server: what it keeps for ever is not looked through again at every full collection."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_THRESHOLDS = (10_000, 20, 50)
"""New objects between two collections of the young, and how many of those before older ones are looked through."""


@contextmanager
def kept_for_ever() -> Iterator[None]:
    """Until the end of the block, what is there now (the schema, every module) counts as no garbage."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
