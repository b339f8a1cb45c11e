"""The demo organisation: where it lives, and its two loads, as things were before and as they are now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import api
from api.cli.progress import Waiting, reading
from graph import sources
from graph.engine import Engine, connect
from graph.errors import WrongUse
from graph.settings import Settings, read_settings
from graph.sources import SourceResult
from queries.catalogue import catalogue
from queries.run import ask

FOLDER = Path(api.__path__[0]).parent / "demo"


@dataclass(frozen=True)
class Stage:
    """The two configurations of the demo; both speak of one graph."""

    before: Settings
    now: Settings


def stage(flags: Mapping[str, Any], folder: Path = FOLDER) -> Stage:
    """The demo's settings: the embedded engine in its own folder, whatever the environment names, unless a flag says otherwise.

    Raises WrongUse where the demo is not part of the installation.
    """
    if not (folder / "clausegraph.yaml").is_file():
        raise WrongUse("The demo organisation is not part of this installation.", remedy="Run it from a copy of the repository.")
    where = {"uri": "", "data": folder / ".clausegraph", **flags}
    before, now = (read_settings(home / "clausegraph.yaml", **where) for home in (folder / "before", folder))
    return Stage(before, now)


async def load(stage: Stage) -> list[SourceResult]:
    """Loads the earlier state unless the graph knows it already, then the present one; gives the results of the latter.

    Raises WrongUse when the graph holds anything but the demo.
    """
    async with connect(stage.now) as engine:
        read = await _sources_read(engine, stage.now)
        ours = {source.name for settings in (stage.before, stage.now) for source in settings.sources}
        if strange := sorted(read - ours):
            raise WrongUse(f"This graph holds other sources: {', '.join(strange)}.", remedy="Give the demo a graph of its own.")
        with reading() as progress:
            if {source.name for source in stage.before.sources} - read:
                await sources.load(engine, stage.before, progress=progress, waiting=Waiting())
            return await sources.load(engine, stage.now, progress=progress, waiting=Waiting())


async def _sources_read(engine: Engine, settings: Settings) -> set[str]:
    """Names of the sources that were read well at least once."""
    answer = await ask(engine, catalogue().find_question("sources-and-runs"), today=settings.day)
    rows = (dict(zip(answer.columns, row, strict=True)) for row in answer.rows)
    return {row["source"] for row in rows if row["data_from"]}
