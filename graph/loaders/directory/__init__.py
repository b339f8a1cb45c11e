"""Loader `directory`: people, teams and roles from LDIF and SCIM 2.0."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import ClassVar

from graph.errors import SourceFailed
from graph.loaders.contract import Options, Origin, loader
from graph.loaders.directory.entries import Entry
from graph.loaders.directory.ldap import ldif_entries
from graph.loaders.directory.options import DirectoryOptions
from graph.loaders.directory.records import Records
from graph.loaders.directory.scim import Pages, scim_entries
from graph.loaders.directory.survey import Survey
from graph.loaders.files import File, files
from graph.records.model import Item, Rejected

_SCIM = (".json", ".scim")
_SUFFIXES = (".ldif", *_SCIM)


@loader
class Directory:
    """LDIF content and SCIM 2.0 resources."""

    name: ClassVar[str] = "directory"
    options: ClassVar[type[Options]] = DirectoryOptions

    async def read(self, origin: Origin, options: DirectoryOptions) -> AsyncIterator[Item]:
        """One record an entry, in the order of the files. They are read twice: memberships stand on either side."""
        found = files(origin, _SUFFIXES)
        survey = Survey(options)
        survey.take(entry for entry in _entries(found, origin, options) if isinstance(entry, Entry))
        records = Records(origin.name, options, survey)
        for entry in _entries(found, origin, options):
            if isinstance(entry, Rejected):
                yield entry
                continue
            for item in records.of(entry):
                yield item


def _entries(found: list[File], origin: Origin, options: DirectoryOptions) -> Iterator[Entry | Rejected]:
    """Every entry of every file; raises SourceFailed for more than a source may have."""
    pages = Pages({}, {})
    count = 0
    for file in found:
        scim = file.path.suffix.lower() in _SCIM
        for entry in scim_entries(file, origin, options, pages) if scim else ldif_entries(file, origin, options):
            count += 1
            if count > origin.limits.rows:
                raise SourceFailed(
                    f"It has more than {origin.limits.rows:,} entries.", where=file.shown, remedy="Split it into several sources."
                )
            yield entry
    pages.check()
