"""The documents of a catalog: its files, and what their Locations name inside the folder or at listed addresses."""

from __future__ import annotations

import glob
import os
from collections import deque
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin

from graph.errors import SourceFailed
from graph.loaders.addresses import fetch, is_address, shown
from graph.loaders.backstage.documents import Document, items, mapping
from graph.loaders.backstage.options import BackstageOptions
from graph.loaders.contract import Origin
from graph.loaders.files import File, files, read_text
from graph.loaders.jsontext import parse_json
from graph.loaders.yamltext import parse_yaml
from graph.records.model import Rejected

SUFFIXES = (".yaml", ".yml", ".json")


class _Local(NamedTuple):
    file: File
    root: Path
    """The folder that its Locations must not leave."""


class _Remote(NamedTuple):
    address: str
    """As a Location names it; what is fetched is what the options make of it."""


class _Target(NamedTuple):
    """A target of a Location and where it stands."""

    text: str
    file: str
    line: int


@dataclass(slots=True)
class Locations:
    """Everything that is to be read, each once."""

    origin: Origin
    options: BackstageOptions
    _waiting: deque[_Local | _Remote] = field(default_factory=deque)
    _seen: set[Path | str] = field(default_factory=set)

    async def documents(self) -> AsyncIterator[Document | Rejected]:
        """Every document, file by file; a target that cannot be followed is rejected.

        Raises SourceFailed when a file cannot be read to its end, or a listed address cannot be had.
        """
        for named in self.origin.paths or ("",):
            found = files(replace(self.origin, paths=(named,) if named else ()), SUFFIXES)
            folder = self.origin.folder / named
            root = folder if folder.is_dir() else Path(os.path.commonpath([f.path.parent for f in found]))
            for file in found:
                self._add(_Local(file, root))
        while self._waiting:
            place = self._waiting.popleft()
            async for document in self._read(place):
                yield document
                if isinstance(document, Document):
                    for row in self._follow(document, place):
                        yield row

    def _add(self, place: _Local | _Remote) -> None:
        mark = place.file.path.resolve() if isinstance(place, _Local) else place.address
        if mark not in self._seen:
            self._seen.add(mark)
            self._waiting.append(place)

    async def _read(self, place: _Local | _Remote) -> AsyncIterator[Document]:
        if isinstance(place, _Local):
            text, name = read_text(place.file, self.origin, self.options.encoding), place.file.shown
        else:
            text, name = await fetch(self._allowed(place.address) or "", self.origin), shown(place.address)
        for line, value in _values(text, name, self.origin):
            if value is not None:
                yield Document(name, line, value)

    def _follow(self, document: Document, place: _Local | _Remote) -> Iterator[Rejected]:
        value = document.value
        exported = document.file.lower().endswith(".json")
        if exported or not isinstance(value, Mapping) or str(value.get("kind")).lower() != "location":
            return
        if self.options.kinds.get("location") == "skip":
            return
        spec = mapping(value, "spec")
        for key in ("target", "targets"):
            for line, target in items(spec, key, document.line):
                yield from self._target(_Target(str(target), document.file, line), place)

    def _target(self, target: _Target, place: _Local | _Remote) -> Iterator[Rejected]:
        if is_address(target.text) or isinstance(place, _Remote):
            address = urljoin(place.address, target.text) if isinstance(place, _Remote) else target.text
            if self._allowed(address):
                self._add(_Remote(address))
            else:
                yield _refused(target, "this address is not fetched.", "Name its beginning under options.addresses.")
            return
        try:
            for file in self._inside(target.text, place):
                self._add(_Local(file, place.root))
        except SourceFailed as problem:
            yield _refused(target, f"{problem.what[:1].lower()}{problem.what[1:]}", "Correct it there.")

    def _inside(self, text: str, place: _Local) -> list[File]:
        """The files of a target; raises SourceFailed when there are none or one lies outside."""
        base = str(place.file.path.parent.absolute())
        path = Path(glob.escape(base) if glob.has_magic(text) else base) / text
        if path.is_dir():
            raise SourceFailed("It is a folder.")
        found = files(replace(self.origin, paths=(str(path),)))
        root = place.root.resolve()
        if any(not file.path.resolve().is_relative_to(root) for file in found):
            raise SourceFailed("It lies outside the folder of the source.")
        return found

    def _allowed(self, address: str) -> str | None:
        """Where an address is fetched from; None when it is not listed."""
        listed = [start for start in self.options.addresses if address.startswith(start)]
        if not listed or ".." in address:
            return None
        start = max(listed, key=len)
        return self.options.addresses[start] + address[len(start) :]


def _refused(target: _Target, reason: str, remedy: str) -> Rejected:
    return Rejected(target.file, target.line, "spec.targets", target.text[:200], reason, remedy)


def _values(text: str, name: str, origin: Origin) -> Iterator[tuple[int, Any]]:
    if not name.lower().endswith(".json"):
        for document in parse_yaml(text, name, origin.limits):
            first = document.value.line if hasattr(document.value, "line") else document.line
            yield first, document.value
        return
    answer = parse_json(text, name, origin.limits)
    if isinstance(answer.value, dict) and "items" not in answer.value:
        yield 1, answer.value
    else:
        yield from answer.items(*(() if isinstance(answer.value, list) else ("items",)))
