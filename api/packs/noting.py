"""A connection that notes what it was asked, so that a pack holds every statement that was run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.engine import Engine, Statement, Table
from graph.engine.connection import Make, T


class Noting(Engine):
    """The same open connection as another, with a list of the statements that were read through it.

    It is read through `read`, `read_table` and `read_made`; it neither opens nor closes anything.
    """

    def __init__(self, engine: Engine) -> None:
        vars(self).update(vars(engine))
        self.plain = engine
        self.asked: list[Statement] = []

    async def read_table(self, text: str, parameters: Mapping[str, Any] | None = None, *, timeout: float | None = None) -> Table:
        """As of the other connection."""
        self.asked.append(Statement(text, dict(parameters or {})))
        return await self.plain.read_table(text, parameters, timeout=timeout)

    async def read_made(self, text: str, parameters: Mapping[str, Any], make: Make[T]) -> list[T]:
        """As of the other connection."""
        self.asked.append(Statement(text, dict(parameters)))
        return await self.plain.read_made(text, parameters, make)
