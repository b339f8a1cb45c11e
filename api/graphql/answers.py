"""Answering a request: a document is prepared, its operation executed, and what went wrong told without secrets."""

from __future__ import annotations

import logging
from typing import Any, cast

from graphql import ExecutionResult, GraphQLError, GraphQLSchema, execute
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from api.graphql.asking import Asking
from api.graphql.budget import Budget
from api.graphql.documents import Documents
from api.graphql.execution import CompilingExecutor
from api.graphql.requests import Request
from api.graphql.schema import schema
from graph.engine import Engine
from graph.errors import ClausegraphError, EngineUnavailable, StatementRefused, TookTooLong
from graph.settings import Settings
from queries.impact.snapshot import ByGraph
from queries.organisation import Organisation, organisation, ours

_log = logging.getLogger(__name__)


class Answers:
    """Answers requests over one schema."""

    def __init__(
        self,
        schema: GraphQLSchema,
        budget: Budget | None = None,
        *,
        compiled: bool = True,
        known: Organisation | None = None,
        snapshots: ByGraph | None = None,
    ) -> None:
        self._schema, self._known = schema, known or ours()
        self._executor = CompilingExecutor if compiled else StrawberryGraphQLCoreExecutionContext
        self.documents = Documents(schema, budget)
        self._snapshots = snapshots or ByGraph()

    async def answer(self, request: Request, engine: Engine, today: str) -> ExecutionResult:
        """Data and errors; raises EngineUnavailable when no engine answers."""
        prepared = self.documents.prepare(request.query)
        if prepared.document is None:
            return ExecutionResult(None, prepared.errors)
        if over := prepared.over_budget(request.variables or {}, request.operation_name):
            return ExecutionResult(None, [over])
        result = execute(
            self._schema,
            prepared.document,
            context_value=Asking(engine, today, prepared, self._snapshots.of(engine), self._known),
            variable_values=request.variables,
            operation_name=request.operation_name,
            executor_class=self._executor,
        )
        answered = result if isinstance(result, ExecutionResult) else await cast(Any, result)
        for error in answered.errors or ():
            if isinstance(error.original_error, EngineUnavailable):
                raise error.original_error
        return cast(ExecutionResult, answered)


def answers_for(settings: Settings, snapshots: ByGraph | None = None) -> Answers:
    """Answers over our schema, as the settings have them; what is refused of the organisation's files is told in the log.

    `snapshots` are those that others have of the same graphs.
    """
    compiled, known = settings.executor == "compiled", organisation(settings)
    for problem in known.refused:
        _log.warning("refused: %s", problem)
    budget = Budget(rows=settings.request_rows)
    return Answers(schema()._schema, budget, compiled=compiled, known=known, snapshots=snapshots)


def response(result: ExecutionResult) -> dict[str, Any]:
    """The response as it is sent; without `data` when nothing was executed."""
    errors = {"errors": [told(error) for error in result.errors]} if result.errors else {}
    return errors if refused(result) else {**errors, "data": result.data}


def refused(result: ExecutionResult) -> bool:
    """Whether the request was refused before anything ran: then no error has a path."""
    return result.data is None and bool(result.errors) and not any(error.path for error in result.errors or ())


def told(error: GraphQLError) -> dict[str, Any]:
    """An error as a client may read it: what a resolver did not mean to say stays in the log."""
    formatted = dict(error.formatted)
    cause = error.original_error
    if isinstance(cause, TookTooLong | StatementRefused):
        # Where the engine stands is nobody's business but the operator's.
        code = "TOOK_TOO_LONG" if isinstance(cause, TookTooLong) else "STATEMENT_REFUSED"
        formatted |= {"message": f"{cause.what} {cause.remedy}".strip(), "extensions": {"code": code}}
    elif cause is not None and error.path and not isinstance(cause, GraphQLError | ClausegraphError):
        _log.error("%s failed", ".".join(str(step) for step in error.path), exc_info=cause)
        formatted["message"] = "Something went wrong inside; the server's log says what."
    return formatted
