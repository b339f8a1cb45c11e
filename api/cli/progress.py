"""How far a load has come, on a terminal; nothing in a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from api.cli.terminal import console, visible

Report = Callable[[str, str, int, int | None], None]
"""Called with source, stage, how many are done, and of how many (None while that is not known)."""


@contextmanager
def reading() -> Iterator[Report]:
    """A line per source with its stage, on standard error; it is gone when the load has ended."""
    screen = console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.fields[source]}", markup=False),
        TextColumn("{task.description}", style="dim", markup=False),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as progress:
        tasks: dict[str, TaskID] = {}

        def report(source: str, stage: str, done: int, total: int | None) -> None:
            if source not in tasks:
                tasks[source] = progress.add_task(stage, source=visible(source), total=total)
            progress.update(tasks[source], description=stage, completed=done, total=total)

        yield report


class Waiting:
    """Says on standard error who holds the graph, once a holder."""

    def __init__(self) -> None:
        self._told = ""

    def __call__(self, holder: str) -> None:
        """Called again and again while the load waits."""
        if holder != self._told:
            self._told = holder
            console(stderr=True).print(f"Waiting for another load: {visible(holder)}")
