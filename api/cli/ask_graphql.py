"""`clausegraph ask --graphql`: a GraphQL document, from a file or as it is typed, answered as the server would, for scripts."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from graph.errors import WrongUse

if TYPE_CHECKING:
    from graphql import ExecutionResult, GraphQLError

    from api.graphql.requests import Request
    from graph.settings import Settings

STANDARD_INPUT = "-"


def ask(settings: Settings, document: str, values: Mapping[str, str], operation: str | None) -> None:
    """Prints the response as JSON; its errors are told on standard error too, and end the command with exit code 1.

    Raises WrongUse for a file that cannot be read and for variables that are too much.
    """
    from api.cli import terminal
    from api.graphql.answers import response

    text, place = _read(document)
    request = _request(text, {name: _value(text) for name, text in values.items()}, operation)
    result = asyncio.run(_answer(settings, request))
    terminal.print_json(response(result))
    for error in result.errors or ():
        typer.echo(f"clausegraph: {terminal.visible(_told(error, place))}", err=True)
    if result.errors:
        raise typer.Exit(1)


def _read(document: str) -> tuple[str, str]:
    """The text, and what its place is called; a brace makes it a text, which every document has and hardly any file name."""
    if "{" in document:
        return document, "the document"
    try:
        if document == STANDARD_INPUT:
            return sys.stdin.buffer.read().decode("utf-8-sig"), "standard input"
        return Path(document).read_bytes().decode("utf-8-sig"), document
    except UnicodeDecodeError as problem:
        raise WrongUse("This file is not UTF-8.", where=document) from problem
    except OSError as problem:
        raise WrongUse(f"This file cannot be read: {problem.strerror}.", where=document) from problem


def _value(text: str) -> Any:
    """JSON where it is JSON, else the text itself: 10, true, ["a", "b"], Keystone Directory."""
    import orjson

    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return text


def _request(text: str, variables: dict[str, Any], operation: str | None) -> Request:
    from api.graphql.requests import Refused, request
    from api.graphql.trusted import Trusted

    try:
        return request({"query": text, "variables": variables, "operationName": operation}, Trusted())
    except Refused as problem:
        raise WrongUse(problem.why) from problem


async def _answer(settings: Settings, request: Request) -> ExecutionResult:
    from api.graphql.answers import answers_for
    from graph.engine import connect

    answers = answers_for(settings)
    async with connect(settings, read_only=True) as engine:
        limited = engine.on_behalf_of({"app": "clausegraph"}, timeout=settings.statement_seconds)
        return await answers.answer(request, limited, settings.day)


def _told(error: GraphQLError, file: str) -> str:
    """An error in one line: where in the file, or where in the answer, and what."""
    from api.graphql.answers import told

    line = f":{error.locations[0].line}" if error.locations else ""
    place = ".".join(str(step) for step in error.path or ()) or f"{file}{line}"
    return f"{place}: {' '.join(told(error)['message'].split())}"
