"""Reads files with a loader and keeps what it gives, checked against the schema as a load would check it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import graph.loaders.every  # noqa: F401
from graph.loaders.contract import Limits, Origin, find, parse_options
from graph.records.content import digest
from graph.records.identity import by_key
from graph.records.model import Link, Record, Rejected
from graph.records.validate import checked
from graph.schema import model

SHARED = Path(__file__).parents[3].parent / "shared" / "data"
"""Real files of other people, where they are; never in the repository."""
SOURCE = "src"


@dataclass
class Given:
    """What a loader gave."""

    records: dict[str, Record] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Record:
        return self.records[key]

    def content(self) -> dict[str, str]:
        """Digest of each record: what it says, without where it stands."""
        return {key: digest(record) for key, record in self.records.items()}

    def links(self, type_: str) -> set[tuple[str, str]]:
        """Start and end of every link of a type; ends as keys where they are of this source, else as identities."""
        return {ends(key, link) for key, record in self.records.items() for link in record.links if link.type == type_}

    def link(self, type_: str, start: str, end: str) -> Link:
        """The one link of that type between the two, whichever record asserts it."""
        found = [
            link
            for key, record in self.records.items()
            for link in record.links
            if link.type == type_ and ends(key, link) == (start, end)
        ]
        assert len(found) == 1, found
        return found[0]

    def dangling(self) -> set[str]:
        """Targets in this source that no record describes."""
        known = {by_key(SOURCE, key) for key in self.records}
        targets = {link.target for record in self.records.values() for link in record.links}
        return {t.removeprefix(f"{SOURCE}:") for t in targets - known if t.startswith(f"{SOURCE}:")}

    def reasons(self) -> list[str]:
        return [str(row) for row in self.rejected]


def ends(key: str, link: Link) -> tuple[str, str]:
    other = link.target.removeprefix(f"{SOURCE}:")
    return (key, other) if link.outgoing else (other, key)


async def read(
    loader: str,
    folder: Path,
    files: Mapping[str, str | bytes] | None = None,
    options: Mapping[str, Any] | None = None,
    path: str | tuple[str, ...] = ".",
    limits: Limits | None = None,
    url: str | None = None,
) -> Given:
    """Writes the files into the folder, reads them, and checks every record against the schema."""
    for name, content in (files or {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    paths = (path,) if isinstance(path, str) else path
    origin = Origin(SOURCE, folder, paths, url, limits or Limits())
    found = find(loader)
    given = Given(digests=origin.digests)
    async for item in found.read(origin, parse_options(found, dict(options or {}), "options")):
        if isinstance(item, Rejected):
            given.rejected.append(item)
        else:
            fits_the_schema(item)
            assert item.key not in given.records
            given.records[item.key] = item
    return given


def fits_the_schema(record: Record) -> None:
    """Fails when a value, a link or an end of it is not in the schema."""
    good = checked(record)
    assert isinstance(good, Record), str(good)
    assert record.file
    labels = {link.target.split(":", 1)[1].split("/")[0] for link in record.links if link.target.startswith("name:")}
    assert labels <= set(model.LABELS)
