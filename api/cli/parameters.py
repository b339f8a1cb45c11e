"""`-p key=value`, and what a question says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import WrongUse

if TYPE_CHECKING:
    from queries.contract import Asked

Given = Annotated[
    list[str] | None,
    typer.Option("--param", "-p", metavar="KEY=VALUE", help="A parameter; repeat it for several.", show_default=False),
]


def read(given: list[str]) -> dict[str, str]:
    """Names and texts of what was given with -p; raises WrongUse for one that is no pair or is given twice."""
    found: dict[str, str] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise WrongUse(f"-p {text} has no name or no value.", remedy="Write it as -p name=value.")
        if name.strip() in found:
            raise WrongUse(f"-p {name.strip()} is given twice.")
        found[name.strip()] = value
    return found


def example(asked: Asked, command: str) -> str:
    """A command that asks it, with the example of every parameter that must be given."""
    needed = ((name, str(param.example)) for name, param in asked.params.items() if param.default is None)
    words = [f"-p {name}={_quoted(value)}" for name, value in needed]
    return " ".join(["clausegraph", command, asked.name, *words])


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
