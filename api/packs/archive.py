"""The zip: names sorted, one fixed time, and a manifest with the SHA-256 of each file."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

MANIFEST = "manifest.json"
FORM = 1
"""Raise it when what a pack holds is laid out in another way."""
_PIECE = 1 << 20
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3
_EARLIEST = "1980-01-01"
"""The first day that a zip can name (APPNOTE 4.4.6)."""


def write(path: Path, folder: Path, *, day: str, said: Mapping[str, Any]) -> str:
    """Puts the files of a folder and their manifest into a zip; returns the SHA-256 of the manifest. Raises OSError."""
    names = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    listed = {name: {"bytes": (folder / name).stat().st_size, "sha256": _digest(folder / name)} for name in names}
    manifest = orjson.dumps({"form": FORM, **said, "files": listed}, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    (folder / MANIFEST).write_bytes(manifest)
    with zipfile.ZipFile(path, "w") as archive:
        for name in [MANIFEST, *names]:
            _add(archive, folder / name, name, max(day, _EARLIEST))
    return hashlib.sha256(manifest).hexdigest()


def _add(archive: zipfile.ZipFile, file: Path, name: str, day: str) -> None:
    year, month, date = map(int, day.split("-"))
    entry = zipfile.ZipInfo(name, (year, month, date, 0, 0, 0))
    entry.create_system, entry.external_attr, entry.compress_type = _UNIX, _PLAIN_FILE, zipfile.ZIP_DEFLATED
    entry.file_size = file.stat().st_size
    with file.open("rb") as source, archive.open(entry, "w") as target:
        while piece := source.read(_PIECE):
            target.write(piece)


def _digest(file: Path) -> str:
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
