"""`clausegraph verify`: whether an evidence pack is as it was made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from api.packs.verify import Verified


def add_to(app: typer.Typer) -> None:
    """Makes the command known."""
    app.command("verify", epilog="Example: clausegraph verify pack.zip")(verify)


def verify(
    pack: Annotated[Path, typer.Argument(help="The pack, as clausegraph coverage FRAMEWORK -o pack.zip wrote it.")],
    as_json: Annotated[bool, typer.Option("--json", help="Prints what was found as JSON.")] = False,
) -> None:
    """Says which files of an evidence pack were altered, are missing or were added; ends with 1 when there are any."""
    from dataclasses import asdict

    from api.cli import terminal
    from api.packs.verify import verify as verified

    found = verified(pack)
    if as_json:
        terminal.print_json({**asdict(found), "whole": found.whole})
    else:
        _show(found)
    if not found.whole:
        raise typer.Exit(1)


def _show(found: Verified) -> None:
    from rich.text import Text

    from api.cli import terminal

    out = terminal.console()
    for what, names in (("altered", found.altered), ("missing", found.missing), ("added", found.added)):
        for name in names:
            out.print(Text.assemble((f"{what:8}", "red"), terminal.visible(name)))
    if found.whole:
        told = f"All {terminal.count(found.files, 'file')} are as they were made"
        out.print(terminal.sentence(f"{told}: {found.name} on {found.day}."))
    out.print(terminal.sentence(f"SHA-256 of the manifest: {found.manifest}"))
    out.print(Text("It must be the one that was told when the pack was made."))
