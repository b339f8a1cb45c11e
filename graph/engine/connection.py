"""An open connection to an engine, whichever it is: read, write, and nothing that only one of them knows."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from copy import copy
from typing import Any, Literal, NamedTuple, Protocol, TypeVar

import neo4j
from neo4j import exceptions as driver

from graph.engine.embedded.ending import end_statement, in_one_go, port_of
from graph.engine.embedded.lease import lease
from graph.engine.failures import told
from graph.engine.server import Login, Server
from graph.engine.statement import Row, Statement, Table
from graph.errors import ClausegraphError, WrongUse
from graph.schema import constraints
from graph.settings import Settings

__all__ = ["Engine", "Fence", "Row", "Statement", "Table", "connect"]

Kind = Literal["arcadedb", "neo4j"]
T = TypeVar("T")
S = TypeVar("S", bound="Sink")
Take = Callable[[neo4j.AsyncResult], Awaitable[T]]
"""What is made of an answer while it arrives."""
Make = Callable[[list[str]], Callable[[Row], T]]
"""Told the columns, gives what is made of each row."""
# Retries of the driver are not a user's business unless logging asks for them.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

_INDEXES = (
    "SHOW INDEXES YIELD labelsOrTypes, properties, owningConstraint "
    "RETURN labelsOrTypes[0], properties[0], owningConstraint IS NOT NULL"
)
_REPLAYS = 5
_CONNECT_SECONDS = 10
_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


class Sink(Protocol):
    """Takes rows one by one."""

    def add(self, row: Row) -> None:
        """Takes one row."""


class Fence(NamedTuple):
    """What must hold for anything to be written."""

    statement: Statement
    """Writes something that nobody else may write at the same time, and returns a row as long as it holds."""
    fallen: ClausegraphError
    """Raised when it does not."""


class Engine:
    """An open connection; `connect` makes it. Safe to share between tasks of one event loop."""

    def __init__(self, server: Server, kind: Kind, version: str, reader: neo4j.AsyncDriver, writer: neo4j.AsyncDriver | None):
        self.kind, self.version, self.server = kind, version, server
        self.batch_rows = 1_000 if kind == "arcadedb" else 5_000
        self._reader, self._writer = reader, writer
        self.writers = 1 if kind == "arcadedb" else 2
        self._turn = asyncio.Semaphore(self.writers)
        self._fence: Fence | None = None
        self._metadata: Mapping[str, Any] = {}
        self._seconds: float | None = None

    def on_behalf_of(self, metadata: Mapping[str, Any], *, timeout: float) -> Engine:
        """The same connection for one request: its statements carry the metadata, and end after `timeout` seconds."""
        other = copy(self)
        other._metadata, other._seconds = metadata, timeout
        return other

    async def read(self, text: str, parameters: Mapping[str, Any] | None = None, *, timeout: float | None = None) -> list[Row]:
        """The rows of a statement that cannot write.

        Raises TookTooLong after `timeout` seconds, StatementRefused when the statement is wrong or would write,
        EngineUnavailable when the engine is gone.
        """
        return (await self.read_table(text, parameters, timeout=timeout)).rows

    async def read_table(self, text: str, parameters: Mapping[str, Any] | None = None, *, timeout: float | None = None) -> Table:
        """The rows of a statement that cannot write, with the names of its columns; raises as `read`.

        ArcadeDB names no columns where there are no rows.
        """
        return await self._taken(_table, text, parameters, self._seconds if timeout is None else timeout)

    async def read_made(self, text: str, parameters: Mapping[str, Any], make: Make[T]) -> list[T]:
        """What is made of each row as it arrives, so that a large answer is never held as rows; raises as `read`.

        ArcadeDB names no columns where there are no rows.
        """

        async def made(result: neo4j.AsyncResult) -> list[T]:
            each = make(list(result.keys()))
            return [each(record.values()) async for record in result]

        return await self._taken(made, text, parameters, self._seconds)

    async def read_into(self, text: str, parameters: Mapping[str, Any], sink: Callable[[], S]) -> S:
        """Hands every row to a sink as it arrives, for answers that are larger than what is kept of them; raises as `read`.

        A statement that is done again for a passing reason starts with a sink of its own; returned is the one with every row.
        """

        async def poured(result: neo4j.AsyncResult) -> S:
            made = sink()
            async for record in result:
                made.add(record.values())
            return made

        return await self._taken(poured, text, parameters, self._seconds)

    async def _taken(self, take: Take[T], text: str, parameters: Mapping[str, Any] | None, seconds: float | None) -> T:
        with told(self.server, seconds):
            async with asyncio.timeout(seconds):
                query = neo4j.Query(text, metadata=dict(self._metadata) or None, timeout=seconds)
                return await self._answer(take, query, dict(parameters or {}))

    async def _answer(self, take: Take[T], query: neo4j.Query, parameters: dict[str, Any]) -> T:
        if self.server.embedded:
            return await self._ended_with_us(take, query, parameters)
        if self.kind == "arcadedb":
            return await self._rolled_back(take, query, parameters)
        return await self._reader.execute_query(
            query,
            parameters,
            routing_=neo4j.RoutingControl.READ,
            database_=self.server.database,
            bookmark_manager_=self._bookmarks,
            result_transformer_=take,
        )

    async def _ended_with_us(self, take: Take[T], query: neo4j.Query, parameters: dict[str, Any]) -> T:
        """The embedded engine goes on for an asker who has left, unless it is told to end the statement."""
        port = 0

        @neo4j.unit_of_work(metadata=query.metadata, timeout=query.timeout)
        async def work(transaction: neo4j.AsyncManagedTransaction) -> T:
            nonlocal port
            port = port_of(transaction)
            return await take(await transaction.run(query.text, parameters))

        try:
            async with self._reader.session(database=self.server.database, default_access_mode=neo4j.READ_ACCESS) as session:
                with in_one_go(session):
                    return await session.execute_read(work)
        except asyncio.CancelledError:
            if port:
                await end_statement(self.server, port)
            raise

    async def _rolled_back(self, take: Take[T], query: neo4j.Query, parameters: dict[str, Any]) -> T:
        """ArcadeDB lets a read transaction write, and one that we did not start has no user of ours that may not."""
        async with self._reader.session(database=self.server.database, default_access_mode=neo4j.READ_ACCESS) as session:
            transaction = await session.begin_transaction(metadata=query.metadata, timeout=query.timeout)
            try:
                return await take(await transaction.run(query.text, parameters))
            finally:
                if not transaction.closed():  # one that was cancelled is
                    await transaction.rollback()

    async def write(self, statements: Sequence[Statement], *, once: bool = False) -> list[list[Row]]:
        """Runs statements in one transaction, all or nothing, and returns the rows of each.

        What failed for a passing reason is done again, also when the connection broke during the commit and nobody knows
        whether it took place. Statements that must not run twice say `once`: they leave a mark (:Commit), are done again only
        where it is missing, and may then return no rows; `forget_marks` removes the marks.
        Raises StatementRefused when the engine refuses one of them, EngineUnavailable when it is gone.
        """
        if not self._writer:
            raise WrongUse("This connection only reads.", where=self.server.uri)
        async with self._turn:
            with told(self.server):
                return await self._replayed(self._writer, statements, secrets.token_hex(8) if once else "")

    @contextmanager
    def fenced(self, fence: Fence) -> Iterator[None]:
        """Until the end of the block every transaction that writes ends with the fence, and writes nothing once it fell.

        What the engine was already sent when its sender was killed then lands before the next one sets the fence, or never.
        The fence comes last, so that one transaction is executed while another still commits.
        """
        self._fence = fence
        try:
            yield
        finally:
            self._fence = None

    async def _replayed(self, writer: neo4j.AsyncDriver, statements: Sequence[Statement], mark: str) -> list[list[Row]]:
        marked = [Statement("CREATE (:Commit {id: $mark})", {"mark": mark})] if mark else []
        for replay in range(_REPLAYS):
            try:
                async with writer.session(database=self.server.database, bookmark_manager=self._bookmarks) as session:
                    if replay and mark and await session.execute_read(_committed, mark):
                        return []
                    return await session.execute_write(_run, self._fence, [*statements, *marked])
            except driver.IncompleteCommit:
                if replay == _REPLAYS - 1:
                    raise
                await asyncio.sleep(2.0**replay / 10)
            except driver.ConstraintError:
                if replay:
                    raise
                # Somebody else may have made, at the same moment, what a MERGE did not find.
        raise AssertionError("unreachable")

    async def forget_marks(self) -> None:
        """Removes what writes with `once` left behind; no such write may be under way."""
        await self.write([Statement("MATCH (c:Commit) DELETE c")])

    async def ensure_schema(self) -> None:
        """Makes the constraints and indexes of the schema that are not there yet."""
        have = {(label, name, bool(unique)) for label, name, unique in await self.read(_INDEXES)}
        missing = [i for i in constraints.wanted() if (i.label, i.key, i.unique) not in have]
        if missing:
            await self.write([Statement(index.statement) for index in missing])

    async def close(self) -> None:
        """Closes the connection; `connect` does it at the end of its block."""
        for opened in {self._reader, self._writer or self._reader}:
            await opened.close()

    @property
    def _bookmarks(self) -> Any:
        """What was written by this connection, so that a follower waits for it before it answers."""
        return self._reader.execute_query_bookmark_manager if self.kind == "neo4j" else None


@asynccontextmanager
async def connect(settings: Settings, *, read_only: bool = False, patience: float | None = None) -> AsyncIterator[Engine]:
    """Opens the engine that the settings name: a Bolt address, or the embedded one where there is none.

    An engine that is away is looked for during about `patience` seconds; without it, for as long as a load can wait.
    Raises EngineUnavailable with address and remedy when it cannot be reached, WrongUse for an address that cannot be meant.
    """
    async with AsyncExitStack() as stack:
        server = _named(settings) if settings.uri else await stack.enter_async_context(lease(settings.data_folder))
        engine = await _open(server, stack, read_only=read_only, patience=patience)
        yield engine


def _named(settings: Settings) -> Server:
    scheme = settings.uri.partition("://")[0]
    if scheme not in _SCHEMES:
        known = ", ".join(_SCHEMES)
        raise WrongUse("This is no Bolt address.", where=settings.uri, remedy=f"CLAUSEGRAPH_URI starts with one of {known}.")
    login = Login(settings.user, settings.password)
    return Server(settings.uri, settings.database, login, login)


async def _open(server: Server, stack: AsyncExitStack, *, read_only: bool, patience: float | None) -> Engine:
    reader = await stack.enter_async_context(_driver(server, server.reader, patience))
    with told(server):
        agent = (await reader.get_server_info()).agent
    writer = None if read_only else reader
    if not read_only and server.reader != server.writer:
        writer = await stack.enter_async_context(_driver(server, server.writer))
    kind: Kind = "arcadedb" if "arcadedb" in agent.lower() else "neo4j"
    engine = Engine(server, kind, agent, reader, writer)
    # Only a statement tells that the database is not there.
    await engine.read("RETURN 1")
    return engine


def _driver(server: Server, login: Login, patience: float | None = None) -> neo4j.AsyncDriver:
    waits = {"connection_timeout": _CONNECT_SECONDS, "max_transaction_retry_time": 5 if server.embedded else 30}
    try:
        return neo4j.AsyncGraphDatabase.driver(
            server.uri,
            auth=login.pair,
            fetch_size=-1,
            **(waits if patience is None else _short_waits(patience)),
            notifications_min_severity="OFF",
            telemetry_disabled=True,
            user_agent="clausegraph",
        )
    except (ValueError, driver.ConfigurationError) as problem:
        raise WrongUse(f"This address cannot be meant: {problem}", where=server.uri, remedy="Check CLAUSEGRAPH_URI.") from problem


def _short_waits(patience: float) -> dict[str, float]:
    """Tries follow each other soon, and the last one starts early, so that a busy machine is in time too."""
    return {
        "connection_timeout": patience,
        "max_transaction_retry_time": patience / 4,
        "initial_retry_delay": patience / 20,
    }


async def _table(result: neo4j.AsyncResult) -> Table:
    return Table(list(result.keys()), await result.values())


async def _committed(transaction: neo4j.AsyncManagedTransaction, mark: str) -> bool:
    result = await transaction.run("MATCH (c:Commit {id: $mark}) RETURN c.id", {"mark": mark})
    return bool(await result.values())


async def _run(
    transaction: neo4j.AsyncManagedTransaction, fence: Fence | None, statements: Sequence[Statement]
) -> list[list[Row]]:
    answers = [await _rows(transaction, statement) for statement in statements]
    if fence and not await _rows(transaction, fence.statement):
        raise fence.fallen
    return answers


async def _rows(transaction: neo4j.AsyncManagedTransaction, statement: Statement) -> list[Row]:
    result = await transaction.run(statement.text, dict(statement.parameters))
    return await result.values()
