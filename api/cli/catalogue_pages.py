"""`--list` and `--about`: the catalogue in the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.padding import Padding
from rich.text import Text

from api.cli import parameters, terminal
from queries.contract import Asked, Check
from queries.frameworks import requirements_of


def show_list(found: Iterable[Asked], *, as_json: bool) -> None:
    """Names and titles, one a row."""
    listed = list(found)
    if as_json:
        terminal.print_json([described(asked) for asked in listed])
        return
    out = terminal.console()
    out.print(terminal.table(out, ["name", "title"], [[asked.name, asked.title] for asked in listed]))


def show_about(asked: Asked, command: str, *, as_json: bool) -> None:
    """Everything one needs to know before asking: what for, parameters, columns, an example."""
    if as_json:
        terminal.print_json(described(asked))
        return
    out = terminal.console()
    out.print(Text(asked.title, style="bold"))
    out.print(Padding(Text(asked.about), (0, 0, 1, 2)))
    if isinstance(asked, Check):
        out.print(Text(f"Judges {asked.resource.replace('|', ', ')}; severity {asked.severity}."))
        out.print(Text(f"Passes when {asked.passes_when}."))
        out.print(Text(f"Tests {', '.join(requirements_of(asked.name)) or 'no requirement'}."))
    if asked.params:
        columns = ["parameter", "type", "default", "about"]
        out.print(terminal.table(out, columns, [[name, p.type, p.default, p.about] for name, p in asked.params.items()]))
    out.print(Text(f"Gives {', '.join(asked.returns)}."))
    out.print(Text(f"Example: {parameters.example(asked, command)}"))


def described(asked: Asked) -> dict[str, Any]:
    """A question or check without its statement, as JSON has it."""
    said = asked.model_dump(mode="json", exclude={"statement"})
    if isinstance(asked, Check):
        said["requirements"] = list(requirements_of(asked.name))
    return said
