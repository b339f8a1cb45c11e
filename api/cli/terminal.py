"""What is printed: plain in pipes, coloured on a terminal unless NO_COLOR is set, wrapped and never cut off.

Names come from source systems, so control characters and marks that turn the direction of text are shown, not obeyed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.shown import as_json as as_json
from api.shown import visible as visible

STYLES = {
    "alarm": "bold red",
    "gap": "bold red",
    "ended": "bold red",
    "incomplete": "bold red",
    "not_ready": "bold red",
    "down": "bold red",
    "failed": "bold red",
    "rejected": "bold red",
    "info": "yellow",
    "accepted": "yellow",
    "partial": "yellow",
    "conditionally_ready": "yellow",
    "unneeded": "yellow",
    "degraded": "yellow",
    "running": "yellow",
    "ok": "green",
    "covered": "green",
    "ready": "green",
    "in_force": "green",
    "up": "green",
    "finished": "green",
    "skip": "dim",
    "not_applicable": "dim",
    "not_assessed": "magenta",
}
"""Colours of states; the word itself always stands there too."""


_WRAP_WIDTH = 16
"""Characters that a column of sentences gets at least."""


def console(*, stderr: bool = False) -> Console:
    """Standard output (or error) as rich sees it, with nothing interpreted in what is printed."""
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def sentence(value: object, style: str = "") -> Text:
    """Words to print, safe and in a colour."""
    return Text(visible(value), style=style)


def styled(value: object) -> Text:
    """A value as text, in its colour where it is a state."""
    return Text(visible(value), style=STYLES.get(value, "") if isinstance(value, str) else "")


def table(out: Console, columns: Sequence[str], rows: Iterable[Sequence[object]], *, spaced: bool = False) -> Table:
    """A table that wraps what does not fit; columns that hold only numbers stand to the right.

    Names and ids have no spaces to wrap at, so they are kept whole wherever the width allows it. Where not even single
    words fit beside each other, every row becomes a block of its own, a line a value. `spaced` parts the rows by a blank
    line where some take several.
    """
    listed = [[value if isinstance(value, Text) else styled(value) for value in row] for row in rows]
    headings = [Text(column.replace("_", " ")) for column in columns]
    if listed and _narrowest([headings, *listed]) > out.width:
        return _blocks(headings, listed)
    numeric = [_is_numeric(column) for column in zip(*listed, strict=True)] or [False] * len(columns)
    whole = _whole_columns(out.width, [headings, *listed])
    leading = 1 if spaced and _wraps(out.width, [headings, *listed]) else 0
    made = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), leading=leading)
    for heading, number, uncut in zip(headings, numeric, whole, strict=True):
        made.add_column(heading, justify="right" if number else "left", overflow="fold", width=uncut)
    for row in listed:
        made.add_row(*row)
    return made


def _blocks(headings: list[Text], rows: list[list[Text]]) -> Table:
    made = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
    made.add_column(style="dim", no_wrap=True)
    made.add_column(overflow="fold")
    for place, row in enumerate(rows):
        if place:
            made.add_row()
        for heading, value in zip(headings, row, strict=True):
            if value.plain:
                made.add_row(heading, value)
    return made


def _narrowest(rows: list[list[Text]]) -> int:
    """Characters that the longest words need beside each other."""
    columns = zip(*rows, strict=True)
    words = [max((cell_len(word) for text in column for word in text.plain.split()), default=0) for column in columns]
    return sum(words) + 2 * (len(words) - 1)


def _wraps(width: int, rows: list[list[Text]]) -> bool:
    """Whether some row takes more than one line."""
    if any("\n" in text.plain for row in rows for text in row):
        return True
    widest = [max(_width(text) for text in column) for column in zip(*rows, strict=True)]
    return sum(widest) + 2 * (len(widest) - 1) > width


def _width(text: Text) -> int:
    """Characters of the longest line."""
    return max(map(cell_len, text.plain.splitlines()), default=0)


def _is_numeric(column: Sequence[Text]) -> bool:
    said = [text.plain.replace(",", "").replace(".", "") for text in column if text.plain]
    return bool(said) and all(text.lstrip("-").isdigit() for text in said)


def _whole_columns(width: int, rows: list[list[Text]]) -> list[int | None]:
    """What each column needs to keep its words whole: those that begin with single words, if the others get room to wrap in."""
    columns = [[text.plain.strip().partition("\n")[0] for text in column] for column in zip(*rows, strict=True)]
    widest = [max(map(cell_len, column)) for column in columns]
    single = [not any(" " in line for line in column) for column in columns]
    needed = sum(wide if alone else min(wide, _WRAP_WIDTH) for wide, alone in zip(widest, single, strict=True))
    fits = needed + 3 * (len(columns) - 1) <= width
    return [wide if alone and fits else None for wide, alone in zip(widest, single, strict=True)]


def words(term: str) -> Text:
    """A status, state or standing in words and in its colour."""
    return Text(str(term).replace("_", " "), style=STYLES.get(str(term), ""))


def print_json(value: Any) -> None:
    """JSON on standard output, for programs."""
    print(as_json(value))


def count(number: int, thing: str, things: str = "") -> str:
    """A number with its noun: 1 record, 2 records."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"
