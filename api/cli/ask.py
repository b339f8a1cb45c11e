"""`clausegraph ask`: a question of the catalogue, answered as a table, or a GraphQL document, answered as JSON."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import ask_graphql, options, parameters, suggestions
from graph.errors import WrongUse

if TYPE_CHECKING:
    from graph.engine import Table
    from graph.settings import Settings
    from queries.contract import Question

EXAMPLE = """Example: clausegraph ask --list

Example: clausegraph ask what-a-service-needs -p service=Telephony

Example: clausegraph ask --graphql suppliers.graphql -p first=10

Example: clausegraph ask --graphql '{ suppliers { totalCount } }'"""


def add_to(app: typer.Typer) -> None:
    """Makes the command known."""
    app.command("ask", epilog=EXAMPLE)(ask)


def ask(
    ctx: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[QUESTION]", help="Name of the question.", autocompletion=suggestions.questions)
    ] = None,
    given: parameters.Given = None,
    as_json: Annotated[bool, typer.Option("--json", help="Prints the answer as JSON.")] = False,
    output: Annotated[Path | None, options.output("the answer")] = None,
    listed: Annotated[bool, typer.Option("--list", help="Lists every question.")] = False,
    about: Annotated[bool, typer.Option("--about", help="Says what the question is for, and its parameters.")] = False,
    graphql: Annotated[
        str | None,
        typer.Option(
            "--graphql",
            metavar="FILE",
            help="Asks this GraphQL document instead: a file, the text itself, or - for standard input; -p gives its variables, "
            "as JSON where it is JSON, and QUESTION names the operation where it has several. Prints the response as JSON.",
        ),
    ] = None,
) -> None:
    """Answers a question about services, suppliers, roles and documents.

    A node may be given by its id or its name.
    """
    from api import exports
    from api.cli import catalogue_pages
    from queries.catalogue import catalogue

    if graphql:
        _no_table(output, listed=listed, about=about)
        ask_graphql.ask(options.settings(ctx), graphql, parameters.read(given or []), name)
        return
    if listed:
        catalogue_pages.show_list(catalogue().questions.values(), as_json=as_json)
        return
    if name is None:
        raise WrongUse("Which question?", remedy="clausegraph ask --list shows them all.")
    question = catalogue().find_question(name)
    if about:
        catalogue_pages.show_about(question, "ask", as_json=as_json)
        return
    file, values = exports.checked(output), parameters.read(given or [])
    answer = asyncio.run(_answer(options.settings(ctx), question, values))
    _show(answer, file, as_json=as_json)


def _no_table(output: Path | None, *, listed: bool, about: bool) -> None:
    if output or listed or about:
        raise WrongUse("--graphql prints a response, which is no table.", remedy="Leave -o, --list and --about out.")


async def _answer(settings: Settings, question: Question, values: dict[str, str]) -> Table:
    from graph.engine import connect
    from queries.run import ask as answer

    async with connect(settings, read_only=True) as engine:
        found = await answer(engine, question, today=settings.day, params=values)
    return found._replace(columns=found.columns or question.returns)


def _show(answer: Table, file: Path | None, *, as_json: bool) -> None:
    from api import exports
    from api.cli import terminal

    if file:
        exports.write(file, answer.columns, answer.rows)
    if as_json:
        terminal.print_json([dict(zip(answer.columns, row, strict=True)) for row in answer.rows])
        return
    out = terminal.console()
    if answer.rows and not file:
        out.print(terminal.table(out, answer.columns, answer.rows))
    where = f", written to {file}" if file else ""
    out.print(f"{terminal.count(len(answer.rows), 'row')}{where}")
