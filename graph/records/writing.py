"""Writes a plan: in one transaction where it is small, in replayable batches where it is a first load."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any

from graph.engine.connection import Engine, Statement
from graph.records.stages import Stage

BATCH_CHARS = 4_000_000
"""A message stays well under the 16 MB that both engines take."""

Written = Callable[[int], None]


async def write_whole(engine: Engine, stages: Iterator[list[Stage]], last: Sequence[Statement]) -> None:
    """Everything in one transaction, `last` at its end: readers never see half of it."""
    parts = [batch for stage in chain.from_iterable(stages) for batch in _aligned(stage, engine.batch_rows)]
    await engine.write([*chain.from_iterable(parts), *last], once=True)


async def write_batches(engine: Engine, stages: Iterator[list[Stage]], written: Written) -> None:
    """Stage after stage, each in batches that a few writers write at once; every batch can be replayed."""
    for parts in stages:
        batches = chain.from_iterable(_aligned(stage, engine.batch_rows) for stage in parts)
        await _drain(engine, batches, written)


async def _drain(engine: Engine, batches: Iterator[list[Statement]], written: Written) -> None:
    """Hands the batches to as many writers as the engine takes; each next one is built while the engine writes."""

    async def writer() -> None:
        for batch in batches:
            await engine.write(batch, once=True)
            written(len(batch[-1].parameters["rows"]))

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(engine.writers):
                group.create_task(writer())
    except ExceptionGroup as several:  # one reason is enough: the writers meet the same
        raise several.exceptions[0] from None


def _aligned(stage: Stage, size: int) -> Iterator[list[Statement]]:
    """The statements of a stage, cut at the same rows: each batch is whole for the rows it has."""
    rows = stage[0][1] if stage else []
    start = 0
    while start < len(rows):
        end = _cut(rows, start, size)
        yield [Statement(text, {"rows": all_rows[start:end]}) for text, all_rows in stage]
        start = end


def _cut(rows: list[list[Any]], start: int, size: int) -> int:
    """Where a batch that begins at `start` ends: `size` rows, or fewer when they are long."""
    chars, end = 0, start
    while end < len(rows) and end - start < size and chars < BATCH_CHARS:
        chars += sum(len(value) for value in rows[end] if isinstance(value, str))
        end += 1
    return end
