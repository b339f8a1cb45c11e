"""The statements of the checks through the driver alone: what a shell does, one after the other, every row read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

import neo4j

from graph.engine import Statement
from queries.contract import Check
from queries.frameworks import record_ages, requirements_of
from queries.parameters import bind


class Plain(NamedTuple):
    """A driver and a database."""

    driver: neo4j.AsyncDriver
    database: str

    @classmethod
    @asynccontextmanager
    async def opened(cls, uri: str, database: str, user: str, password: str) -> AsyncIterator[Plain]:
        """Until the end of the block; rows come in one go, which is the fastest way there is."""
        async with neo4j.AsyncGraphDatabase.driver(uri, auth=(user, password), fetch_size=-1) as driver:
            yield cls(driver, database)


def statement(check: Check, today: str) -> Statement:
    """The check's statement with its own defaults."""
    tested = requirements_of(check.name)
    return Statement(check.statement, bind(check, {}, today=today, requirements=tested, ages=record_ages()))


async def plain(at: Plain, given: Statement) -> list[list[Any]]:
    """Its rows."""
    async with at.driver.session(database=at.database, default_access_mode=neo4j.READ_ACCESS) as session:
        result = await session.run(given.text, given.parameters)
        return await result.values()
