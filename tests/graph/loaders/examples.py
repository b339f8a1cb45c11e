"""Small sources of every loader, good and broken in the ways that every loader must withstand.

`examples/<loader>/good/` holds the files of a source, `examples/<loader>/example.yaml` how to configure it and how to
break it (examples/README.md). The contract suite runs over all of them; tests of the load itself use them too:

    example = find_example("tables")
    example.write(folder)                  # the good set
    example.write(folder, "changed")       # one record says something else: example.edits["changed"].key
    example.write(folder, "smaller")       # the records example.edits["smaller"].gone are gone
    settings = Settings(config=folder / "clausegraph.yaml", sources=[example.source()])
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

import graph.loaders.every  # noqa: F401
from graph.loaders.contract import LOADERS
from graph.settings import SourceSettings

FOLDER = Path(__file__).with_name("examples")
Variant = Literal["good", "truncated", "changed", "smaller", "duplicate", "rejected"]


class Edit(BaseModel):
    """A change of one file: `replace` becomes `with`, or the file ends after `after`."""

    model_config = ConfigDict(extra="forbid")

    file: str
    after: str = ""
    replace: str = ""
    with_: str = Field("", alias="with")
    key: str = ""
    """The record that changes, is given twice, or cannot be read."""
    gone: list[str] = []
    """The records that are gone."""
    line: int = 0
    """Line of the row that cannot be read."""

    def apply(self, text: str) -> str:
        found = self.after or self.replace
        assert text.count(found) == 1, f"{self.file} has {found!r} {text.count(found)} times"
        return text[: text.index(found) + len(found)] if self.after else text.replace(found, self.with_)


class Description(BaseModel):
    """What example.yaml says."""

    model_config = ConfigDict(extra="forbid")

    path: list[str] = ["."]
    options: dict[str, Any] = {}
    dangling: list[str] = []
    """Targets of links that no record of the source answers to."""
    edits: dict[Literal["truncated", "changed", "smaller", "duplicate", "rejected"], Edit] = Field(min_length=5)


@dataclass(frozen=True)
class Example:
    """A small source of one loader."""

    loader: str
    folder: Path
    description: Description

    @property
    def edits(self) -> dict[Any, Edit]:
        return self.description.edits

    @property
    def files(self) -> list[str]:
        """Names of its files, relative to its folder."""
        good = self.folder / "good"
        return sorted(path.relative_to(good).as_posix() for path in good.rglob("*") if path.is_file())

    def write(self, folder: Path, variant: Variant = "good") -> None:
        """Writes the source into a folder, over what stood there."""
        shutil.copytree(self.folder / "good", folder, dirs_exist_ok=True)
        if variant != "good":
            edit = self.edits[variant]
            path = folder / edit.file
            path.write_bytes(edit.apply(path.read_bytes().decode()).encode())

    def source(self, name: str = "src", **settings: Any) -> SourceSettings:
        """How clausegraph.yaml would name it."""
        given = self.description
        return SourceSettings(name=name, loader=self.loader, path=given.path, options=given.options, **settings)


def find_example(loader: str) -> Example:
    """The example of a loader; fails when it has none."""
    folder = FOLDER / loader
    path = folder / "example.yaml"
    assert path.is_file(), f"The loader {loader} has no example: see {FOLDER / 'README.md'}"
    return Example(loader, folder, Description.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))))


NAMES = sorted(LOADERS)
"""Every loader there is; each must have an example."""
