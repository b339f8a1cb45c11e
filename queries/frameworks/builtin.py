"""The frameworks that come with Clausegraph, as the paths of a source name them: `builtin:iso-20000-1-2018`."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

from graph.errors import WrongUse
from graph.settings import Settings, SourceSettings
from queries.frameworks import find_framework

PREFIX = "builtin:"
FOLDER = Path(str(files("queries") / "frameworks"))
"""Where their files are."""


def located(settings: Settings) -> Settings:
    """The settings with the file of each framework in the place of its name; raises WrongUse for a name nobody knows."""
    sources = [_located(source, settings) for source in settings.sources]
    return settings.model_copy(update={"sources": sources})


def _located(source: SourceSettings, settings: Settings) -> SourceSettings:
    if source.loader != "frameworks" or not any(path.startswith(PREFIX) for path in source.path):
        return source
    try:
        found = [_file(path, settings.folder) for path in source.path]
    except WrongUse as problem:
        where = f"{settings.config}: source {source.name}"
        raise WrongUse(problem.what, where=where, remedy=problem.remedy) from problem
    return source.model_copy(update={"path": found})


def _file(path: str, folder: Path) -> str:
    """The path from the configuration, so that records name the same file on every machine where both lie alike."""
    if not path.startswith(PREFIX):
        return path
    framework = find_framework(path.removeprefix(PREFIX))
    file = FOLDER / f"{framework.id}.yaml"
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:
        return str(file)
