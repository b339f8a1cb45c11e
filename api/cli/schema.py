"""`clausegraph schema`: the words of the graph, from the declarations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import suggestions
from graph.errors import WrongUse

if TYPE_CHECKING:
    from rich.console import Console

    from graph.schema.description import Description, End
    from graph.schema.model import Property

EXAMPLE = """Example: clausegraph schema Service

Example: clausegraph schema --mermaid

Example: clausegraph schema --graphql > schema.graphql"""


def add_to(app: typer.Typer) -> None:
    """Makes the command known."""
    app.command("schema", epilog=EXAMPLE)(schema)


def schema(
    label: Annotated[
        str | None,
        typer.Argument(
            metavar="[LABEL]", help="A label, such as Service; all when none is named.", autocompletion=suggestions.labels
        ),
    ] = None,
    mermaid: Annotated[
        bool, typer.Option("--mermaid", help="Prints the picture of all labels and relationships in mermaid's language.")
    ] = False,
    graphql: Annotated[
        bool, typer.Option("--graphql", help="Prints the schema of GraphQL, for clients and their generators.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Prints the declarations as JSON.")] = False,
) -> None:
    """Shows the labels of the graph, their properties and how they hang together."""
    from api.cli import terminal
    from graph.schema.description import describe

    if mermaid or graphql:
        _print_whole(label, mermaid=mermaid, graphql=graphql, as_json=as_json)
        return
    found = describe(label)
    if as_json:
        terminal.print_json([one.as_json() for one in found])
    elif label:
        _show_label(terminal.console(), found[0])
    else:
        out = terminal.console()
        out.print(terminal.table(out, ["label", "what it is"], [[one.label, one.about] for one in found]))
        out.print("\nclausegraph schema LABEL shows its properties and relationships.")


def _print_whole(label: str | None, *, mermaid: bool, graphql: bool, as_json: bool) -> None:
    if label:
        raise WrongUse("The picture and the schema of GraphQL show every label.", remedy="Leave LABEL out.")
    if mermaid + graphql + as_json > 1:
        raise WrongUse("--mermaid, --graphql and --json print the schema in one language each.", remedy="Give one of them.")
    typer.echo(_picture() if mermaid else _sdl(), nl=mermaid)


def _picture() -> str:
    from graph.schema.mermaid import mermaid

    return mermaid()


def _sdl() -> str:
    from api.graphql.sdl import sdl

    return sdl()


def _show_label(out: Console, one: Description) -> None:
    from api.cli import terminal

    out.print(terminal.sentence(one.label, "bold"))
    out.print(terminal.sentence(one.about))
    out.print()
    out.print(terminal.table(out, ["property", "type", "about"], [[p.name, _type(p), p.told] for p in one.properties]))
    out.print()
    out.print(terminal.table(out, ["relationship", "to or from", "read as"], [_end(end) for end in one.ends]))
    if any(end.travels for end in one.ends):
        out.print("\n* Failure travels along it, against the arrow.")


def _type(prop: Property) -> str:
    terms = ", ".join(str(term.value) for term in prop.terms) if prop.terms else ""
    return terms or prop.unit or prop.kind


def _end(end: End) -> list[object]:
    arrow = f"-[{end.type}]->" if end.outgoing else f"<-[{end.type}]-"
    return [f"{arrow}{'*' if end.travels else ''}", ", ".join(end.others), end.reads]
