"""Accepted deviations on the screen and as JSON: every one, with how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from api.cli import terminal
from queries.assessment.exceptions import Reviewed


def show(out: Console, exceptions: Sequence[Reviewed]) -> None:
    """Prints them; nothing where there are none."""
    if not exceptions:
        return
    out.print(Text("\nAccepted deviations", style="bold"))
    rows = [
        [terminal.words(one.standing), one.exception.name, ", ".join(one.exception.resources.values()), one.told]
        for one in exceptions
    ]
    out.print(terminal.table(out, ["standing", "exception", "what", "told"], rows))


def plain(exceptions: Sequence[Reviewed]) -> list[dict[str, Any]]:
    """Everything that is known of each."""
    return [_plain(one) for one in exceptions]


def _plain(one: Reviewed) -> dict[str, Any]:
    said = one.exception
    return {
        "id": said.id,
        "name": said.name,
        "check": said.check,
        "resources": said.resources,
        "reason": said.reason,
        "approved_by": said.approved_by,
        "until": said.until,
        "standing": one.standing.value,
        "told": one.told,
    }
