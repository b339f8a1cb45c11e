"""Whether a pack is as it was made: each file against the manifest. Packs come from strangers, so everything has a limit.

Somebody who changes a file can also write a manifest that fits. So the SHA-256 of the manifest is told: compare it with the
one that was told when the pack was made, which should be kept elsewhere.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from api.packs.archive import FORM, MANIFEST
from graph.errors import WrongUse

MOST_FILES, MOST_BYTES, MOST_MANIFEST = 1_000, 4 << 30, 4 << 20
"""Files of a pack, bytes of all of them unpacked, and bytes of the manifest."""
_PIECE = 1 << 20
_MOST_DIRECTORY = 1 << 20
_END = struct.Struct("<4s4H2LH")
_ZIP64 = b"PK\x06\x07"
"""The end of a zip's directory, and what stands before it in zips of 4 GB or more (APPNOTE 4.3.15, 4.3.16)."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError)


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    bytes: Annotated[int, Field(ge=0, le=MOST_BYTES)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Manifest(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow")

    form: int
    name: str
    day: str
    files: dict[Annotated[str, Field(max_length=200)], _File]


@dataclass(frozen=True)
class Verified:
    """What became of a pack."""

    manifest: str
    """SHA-256 of the manifest."""
    name: str
    """Name of the framework, and the day, as the manifest says."""
    day: str
    files: int
    """How many the manifest names."""
    altered: tuple[str, ...]
    missing: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether every file is there as it was made, and nothing else."""
        return not (self.altered or self.missing or self.added)


def verify(path: Path) -> Verified:
    """What was altered, is missing or was added; raises WrongUse for a file that is no pack, or too large to be one."""
    try:
        with path.open("rb") as file:
            _check_end(file, str(path))
            with zipfile.ZipFile(file) as archive:
                return _verified(archive, str(path))
    except OSError as problem:
        raise WrongUse(f"It cannot be read: {problem.strerror or problem}.", where=str(path)) from problem
    except _BROKEN as problem:
        raise WrongUse("It is no pack, or it is damaged.", where=str(path)) from problem


def _check_end(file: IO[bytes], where: str) -> None:
    """Before the directory is read into memory: it is small, and nothing stands before, between or behind."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END.size - 20))
    tail = file.read()
    if len(tail) < _END.size:
        raise zipfile.BadZipFile
    mark, *_, number, length, start, comment = _END.unpack(tail[-_END.size :])
    if mark != b"PK\x05\x06" or comment or tail.startswith(_ZIP64) or start + length + _END.size != size:
        raise zipfile.BadZipFile
    if number > MOST_FILES or length > _MOST_DIRECTORY:
        raise WrongUse(f"It holds more than the {MOST_FILES:,} files that a pack can hold.", where=where)


def _verified(archive: zipfile.ZipFile, where: str) -> Verified:
    entries = archive.infolist()
    text, manifest = _manifest(archive, entries, where)
    names = Counter(entry.filename for entry in entries)
    once = {entry.filename: entry for entry in entries if names[entry.filename] == 1}
    altered = [name for name, said in manifest.files.items() if name in once and not _is_as_said(archive, once[name], said)]
    twice = {name for name, number in names.items() if number > 1}
    return Verified(
        manifest=hashlib.sha256(text).hexdigest(),
        name=manifest.name,
        day=manifest.day,
        files=len(manifest.files),
        altered=tuple(sorted({*altered, *(twice & {MANIFEST, *manifest.files})})),
        missing=tuple(sorted(set(manifest.files) - set(names))),
        added=tuple(sorted(set(names) - {MANIFEST, *manifest.files})),
    )


def _manifest(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], where: str) -> tuple[bytes, _Manifest]:
    held = [entry for entry in entries if entry.filename == MANIFEST]
    if not held:
        raise WrongUse(f"It is no pack: it holds no {MANIFEST}.", where=where)
    text = b"".join(_pieces(archive, held[0], MOST_MANIFEST))
    try:
        manifest = _Manifest.model_validate_json(text)
    except ValidationError as problem:
        raise WrongUse(f"Its {MANIFEST} cannot be read.", where=where) from problem
    if manifest.form != FORM:
        raise WrongUse(f"Its form is {manifest.form}; this version reads {FORM}.", where=where)
    if any(not _NAME.fullmatch(name) for name in manifest.files) or sum(f.bytes for f in manifest.files.values()) > MOST_BYTES:
        raise WrongUse(f"Its {MANIFEST} names files that no pack holds.", where=where)
    return text, manifest


def _is_as_said(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, said: _File) -> bool:
    """Reads no further than the file should go; one that cannot be read is altered."""
    digest, length = hashlib.sha256(), 0
    try:
        for piece in _pieces(archive, entry, said.bytes):
            digest.update(piece)
            length += len(piece)
    except _BROKEN:
        return False
    return length == said.bytes and digest.hexdigest() == said.sha256


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> Iterator[bytes]:
    """The bytes of a file; ValueError when there are more than `most`."""
    length = 0
    with archive.open(entry) as source:
        while piece := source.read(min(_PIECE, most - length + 1)):
            length += len(piece)
            if length > most:
                raise ValueError("longer than it may be")
            yield piece
