"""The driver's errors, told as ours: what happened, at which address, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import exceptions as driver

from graph.engine.server import Server
from graph.errors import ClausegraphError, EngineUnavailable, StatementRefused, TookTooLong

_GONE = (driver.ServiceUnavailable, driver.SessionExpired, driver.DatabaseUnavailable, driver.ConnectionPoolError, OSError)
_LOGIN = "Check CLAUSEGRAPH_USER and CLAUSEGRAPH_PASSWORD."
_DATABASE = "Check CLAUSEGRAPH_DATABASE (a Neo4j has the database neo4j unless someone made another)."
_ADDRESS = "Check CLAUSEGRAPH_URI and that the server runs; leave CLAUSEGRAPH_URI empty for the embedded engine."
_LOG = "engine/log/engine.log in the data folder says why; where that is memory, ask for less at once."
_EMBEDDED = "Run the command again: it starts the embedded engine anew. Its log is in the data folder, engine/log."
_TIMED_OUT = (
    "Neo.ClientError.Transaction.TransactionTimedOut",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
    "Neo.TransientError.Transaction.Terminated",
)


@contextmanager
def told(server: Server, seconds: float | None = None) -> Iterator[None]:
    """Turns every error of the driver inside into one of `graph.errors`; `seconds` is how long a statement may take."""
    try:
        yield
    except (driver.Neo4jError, driver.DriverError, OSError) as problem:
        raise translated(problem, server, seconds) from problem


def translated(problem: Exception, server: Server, seconds: float | None = None) -> ClausegraphError:
    """The error a user meets for an error of the driver."""
    limit = f"{seconds:g} s is the limit of one statement: ask for less." if seconds else ""
    if isinstance(problem, TimeoutError):
        return TookTooLong("The engine did not answer in time.", where=server.uri, remedy=limit)
    if isinstance(problem, driver.Neo4jError) and problem.code in _TIMED_OUT:
        return TookTooLong("The engine ended a statement that ran too long.", where=server.uri, remedy=limit)
    if isinstance(problem, driver.Neo4jError) and problem.code and (known := _by_code(problem, server)):
        return known
    if server.folder and server.folder.full and not _is_at_fault(problem):
        return server.folder.no_room()
    if isinstance(problem, _GONE) or _was_closed(problem):
        return EngineUnavailable(f"The engine does not answer: {_first_line(problem)}", where=server.uri, remedy=_remedy(server))
    told_elsewhere = server.embedded and not _is_at_fault(problem)
    return StatementRefused(_first_line(problem), where=server.uri, remedy=_LOG if told_elsewhere else "")


def _by_code(problem: driver.Neo4jError, server: Server) -> ClausegraphError | None:
    code = problem.code or ""
    if code.startswith("Neo.ClientError.Security.Auth") or code.endswith((".Unauthorized", ".CredentialsExpired")):
        return EngineUnavailable(_login_problem(code), where=server.uri, remedy=_LOGIN)
    if code.endswith(".DatabaseNotFound") or "Access to database" in (problem.message or ""):
        what = f"There is no database {server.database} for this user."
        return EngineUnavailable(what, where=server.uri, remedy=_DATABASE)
    return None


def _was_closed(problem: Exception) -> bool:
    """Whether our own connection is closed, as it is while a server opens another one to an engine that came back."""
    return isinstance(problem, driver.DriverError) and str(problem).rstrip(".").endswith("closed")


def _is_at_fault(problem: Exception) -> bool:
    """Whether the statement is wrong. Of a full disk the embedded engine says only that a request failed."""
    return isinstance(problem, driver.Neo4jError) and (problem.code or "").startswith("Neo.ClientError.Statement.")


def _login_problem(code: str) -> str:
    if code.endswith("AuthenticationRateLimit"):
        return "The server refuses logins for a while after too many wrong passwords."
    if code.endswith("CredentialsExpired"):
        return "The password of this user has expired and must be changed at the server first."
    return "The server knows no such user and password."


def _remedy(server: Server) -> str:
    return _EMBEDDED if server.embedded else _ADDRESS


def _first_line(problem: Exception) -> str:
    text = problem.message if isinstance(problem, driver.Neo4jError) and problem.message else str(problem)
    return (text.strip() or type(problem).__name__).splitlines()[0]
