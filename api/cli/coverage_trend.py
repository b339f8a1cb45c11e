"""`clausegraph coverage --trend`: what was kept, month by month, as a table, a picture, a page, or rows of a file."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from api import exports
from api.cli import terminal
from api.exports import bars
from graph.engine import connect
from graph.errors import WrongUse
from graph.settings import Settings
from queries.assessment.states import State
from queries.assessment.trend import Month, Trend, trend

COLUMNS = ("month", "day", "clause", "title", "state", "judged")
_COLOURS = {
    State.COVERED: "#146530",
    State.PARTIAL: "#9a6a00",
    State.GAP: "#b3261e",
    State.NOT_ASSESSED: "#5b3a99",
    State.NOT_APPLICABLE: "#556274",
}
"""In the order that they are stacked, from the bottom."""


def run(settings: Settings, framework: str, clause: str, file: Path | None, *, as_json: bool) -> None:
    """Prints the trend and writes it to a file; raises WrongUse where nothing was kept."""
    found = asyncio.run(_read(settings, framework, clause))
    if file:
        _write(file, found)
    if as_json:
        terminal.print_json(_plain(found))
        return
    out = terminal.console()
    if file:
        out.print(Text(f"Written to {file}"))
        return
    columns = ["month", "day", *(str(state).replace("_", " ") for state in _COLOURS)]
    out.print(terminal.table(out, columns, [[m.month, m.day, *map(m.states.__getitem__, _COLOURS)] for m in found.months]))
    _show_clauses(out, found)


async def _read(settings: Settings, framework: str, clause: str) -> Trend:
    async with connect(settings, read_only=True) as engine:
        return await trend(engine, framework, settings.day, clause)


def _show_clauses(out: Console, found: Trend) -> None:
    """Of a section, since when each clause has been in which state; of a whole framework those that ever changed."""
    rows = [(ref, found.spans(ref)) for ref in found.titles]
    told = [[f"{ref} {found.titles[ref]}", _told(spans)] for ref, spans in rows if found.clause or len(spans) > 1]
    if told:
        out.print()
        out.print(terminal.table(out, ["clause", "since"], told))


def _told(spans: list[tuple[State | None, str]]) -> Text:
    parts: list[Text | str] = []
    for state, month in spans:
        parts += [", " if parts else "", f"{month} ", terminal.words(state) if state else "not asked for"]
    return Text.assemble(*parts)


def rows(found: Trend) -> Iterator[list[Any]]:
    """A row for each month and clause."""
    for month in found.months:
        for ref, state in month.clauses.items():
            yield [month.month, month.day, ref, found.titles[ref], state.value, ref in month.judged]


def drawn(found: Trend) -> str:
    """The picture: a bar a month, of the clauses that are judged by themselves."""
    parts = [bars.Part(state.value.replace("_", " "), colour) for state, colour in _COLOURS.items()]
    months = [bars.Bar(month.month, [month.states[state] for state in _COLOURS]) for month in found.months]
    return bars.picture(_title(found), parts, months)


def _title(found: Trend) -> str:
    return terminal.visible(f"{found.framework}{f', section {found.clause}' if found.clause else ''}: clauses by state")


def _write(file: Path, found: Trend) -> None:
    if file.suffix.lower() in exports.WRITERS:
        exports.write(file, COLUMNS, rows(found))
        return
    text = drawn(found) if file.suffix.lower() == ".svg" else _page(found)
    try:
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as problem:
        raise WrongUse(f"It cannot be written: {problem.strerror}.", where=str(file)) from problem


def _page(found: Trend) -> str:
    """The picture and both tables as one page that stands alone."""
    from markupsafe import Markup

    from api.pages.rendering import environment

    clauses = [
        {"ref": ref, "title": terminal.visible(title), "states": [_state(month.clauses.get(ref)) for month in found.months]}
        for ref, title in found.titles.items()
    ]
    counts = [{"month": m.month, "day": m.day, "counts": [m.states[state] for state in _COLOURS]} for m in found.months]
    picture = Markup(drawn(found))  # noqa: S704  (made here, its texts are escaped)
    states = [_state(state) for state in _COLOURS]
    values = {"title": _title(found), "picture": picture, "months": counts, "states": states, "clauses": clauses}
    return environment().get_template("trend.html").render(**values)


def _state(state: State | None) -> dict[str, str]:
    return {"state": state.value if state else "", "words": state.value.replace("_", " ") if state else ""}


def _plain(found: Trend) -> dict[str, Any]:
    return {"framework": found.framework, "clause": found.clause or None, "months": [_month(month) for month in found.months]}


def _month(month: Month) -> dict[str, Any]:
    states = {state.value: month.states[state] for state in State}
    return {"month": month.month, "day": month.day, "states": states, "clauses": {r: s.value for r, s in month.clauses.items()}}
