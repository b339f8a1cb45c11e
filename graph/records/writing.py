"""Writes a plan: in one transaction where it is small, in replayable batches where it is a first load."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any

import orjson

from graph.engine.connection import Engine, Statement
from graph.engine.statement import Rows
from graph.records.stages import Stage

BATCH_BYTES = 4_000_000
"""A message stays well under the 16 MB that both engines take."""

Written = Callable[[int], None]


async def write_whole(engine: Engine, stages: Iterator[list[Stage]], last: Sequence[Statement]) -> None:
    """Everything in one transaction, `last` at its end: readers never see half of it."""
    parts = [batch for stage in chain.from_iterable(stages) for batch in _aligned(stage, engine.batch_rows)]
    await engine.write([*chain.from_iterable(parts), *last], once=True)


async def write_batches(engine: Engine, stages: Iterator[list[Stage]], written: Written) -> None:
    """Stage after stage, each in batches; every batch can be replayed."""
    for parts in stages:
        batches = chain.from_iterable(_aligned(stage, engine.batch_rows) for stage in parts)
        await _drain(engine, batches, written)


async def _drain(engine: Engine, batches: Iterator[list[Statement]], written: Written) -> None:
    """Writes as many batches at once as the engine takes; while it is busy with them, the next is made."""

    async def writer() -> None:
        for batch in batches:
            await engine.write(batch, once=True)
            written(len(batch[-1].parameters["rows"]))

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(engine.writers + 1):
                group.create_task(writer())
    except ExceptionGroup as several:  # one reason is enough: all meet the same
        raise several.exceptions[0] from None


def _aligned(stage: Stage, size: int) -> Iterator[list[Statement]]:
    """The statements of a stage, cut at the same rows: each batch is whole for the rows it has."""
    together = zip(*(rows for _, rows in stage), strict=True)
    while batch := _taken(together, size):
        yield [Statement(text, {"rows": Rows(rows)}) for (text, _), rows in zip(stage, zip(*batch, strict=True), strict=True)]


def _taken(together: Iterator[tuple[list[Any], ...]], size: int) -> list[tuple[list[Any], ...]]:
    """The next `size` rows, or fewer when they are long."""
    taken: list[tuple[list[Any], ...]] = []
    length = 0
    for rows in together:
        taken.append(rows)
        length += len(orjson.dumps(rows))
        if len(taken) >= size or length >= BATCH_BYTES:
            break
    return taken
