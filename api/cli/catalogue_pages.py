"""`--list` and `--about`: the catalogue in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rich.padding import Padding
from rich.text import Text

from api.cli import parameters, terminal
from queries.contract import Asked, Check
from queries.parameters import shown

if TYPE_CHECKING:
    from queries.organisation import Organisation


def show_list(found: Iterable[Asked], *, as_json: bool) -> None:
    """Names and titles, one a row."""
    listed = list(found)
    if as_json:
        terminal.print_json([described(asked) for asked in listed])
        return
    out = terminal.console()
    out.print(terminal.table(out, ["name", "title"], [[asked.name, asked.title] for asked in listed]))


def show_checks(checks: Iterable[Check], known: Organisation, *, as_json: bool, in_full: bool) -> None:
    """Checks with what the organisation says of their parameters: a row each, or everything about each."""
    settled = [known.settled(check) for check in checks]
    if in_full:
        for check in settled:
            show_about(check, "check", as_json=as_json, tests=known.requirements_of(check.name))
    elif as_json:
        said = [described(check, known.requirements_of(check.name)) | {"own": check.name in known.own} for check in settled]
        terminal.print_json(said)
    else:
        out = terminal.console()
        out.print(terminal.table(out, ["check", "title"], [[_headed(check), check.title] for check in settled]))


def _headed(check: Check) -> Text:
    """Its name, and below it the severity and what it judges."""
    return Text.assemble(check.name, (f"\n  {check.severity}, {check.resource.replace('|', ', ')}", "dim"))


def show_about(asked: Asked, command: str, *, as_json: bool, tests: Sequence[str] = ()) -> None:
    """Everything one needs to know before asking: what for, the requirements it tests, parameters, columns, an example."""
    if as_json:
        terminal.print_json(described(asked, tests))
        return
    out = terminal.console()
    out.print(Text(asked.title, style="bold"))
    out.print(Padding(Text(asked.about), (0, 0, 1, 2)))
    if isinstance(asked, Check):
        out.print(Text(f"Judges {asked.resource.replace('|', ', ')}; severity {asked.severity}."))
        out.print(Text(f"Passes when {asked.passes_when}."))
        out.print(Text(f"Tests {', '.join(tests) or 'no requirement'}."))
    if asked.params:
        columns = ["parameter", "type", "default", "about"]
        out.print(terminal.table(out, columns, [[name, p.type, shown(p.default), p.about] for name, p in asked.params.items()]))
    out.print(Text(f"Gives {', '.join(asked.returns)}."))
    out.print(Text(f"Example: {parameters.example(asked, command)}"))


def described(asked: Asked, tests: Sequence[str] = ()) -> dict[str, Any]:
    """A question or check without its statement, as JSON has it; a check with the requirements it tests."""
    said = asked.model_dump(mode="json", exclude={"statement"})
    if isinstance(asked, Check):
        said["requirements"] = list(tests)
    return said
