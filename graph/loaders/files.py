"""Files of a source: which ones the configuration names, and their bytes and text within limits.

    for file in files(origin, (".yaml", ".yml")):
        text = read_text(file, origin, options.encoding)

Every error is a `SourceFailed` that names the file and the remedy. Files are read once, and their SHA-256 goes into
`origin.digests`.
"""

from __future__ import annotations

import codecs
import glob
import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator

from graph.errors import SourceFailed
from graph.loaders.contract import Origin


def _known_codec(name: str) -> str:
    try:
        codecs.lookup(name)
        "".encode(name)
    except LookupError as problem:
        raise ValueError(f"there is no text encoding {name}; utf-8, utf-16, cp1252 and latin-1 are usual ones") from problem
    return name


Encoding = Annotated[str, AfterValidator(_known_codec)]
"""An option that declares the encoding of text files; needed only where it is neither UTF-8 nor marked by a BOM."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class File:
    """One file of a source."""

    path: Path
    shown: str
    """The name people see, and the `file` of its records: relative to the configuration where it can be."""


def files(origin: Origin, suffixes: Sequence[str] = ()) -> list[File]:
    """The files that `origin.paths` names, each once.

    A path is a file, a folder (all files below it with one of `suffixes`, sorted; hidden files and folders and the lock
    files of office programs left out) or a glob (`**` for any depth, sorted). A symbolic link must not lead out of the
    folder it was found in. Raises SourceFailed when a path names nothing.
    """
    if not origin.paths:
        raise SourceFailed("It has no path.", where=f"source {origin.name}", remedy="Name its files under `path`.")
    found: dict[Path, File] = {}
    for named in origin.paths:
        try:
            matched = _expand(named, origin, suffixes)
        except OSError as problem:
            raise SourceFailed(
                f"It cannot be read: {problem.strerror}.", where=named, remedy="Check its permissions."
            ) from problem
        for path in matched:
            found.setdefault(path.resolve(), File(path, _shown(path, named, origin.folder)))
    return list(found.values())


def _expand(named: str, origin: Origin, suffixes: Sequence[str]) -> list[Path]:
    path = origin.folder / named
    if path.is_dir():
        kind = f"with a name ending in {' or '.join(suffixes)} " if suffixes else ""
        return _found(sorted(_below(path, suffixes)), path, path, kind)
    if path.exists():
        return [path]
    if not glob.has_magic(named):
        raise SourceFailed("There is no such file or folder.", where=str(path), remedy="Check `path` of the source.")
    matched = (origin.folder / hit for hit in glob.glob(named, root_dir=origin.folder, recursive=True))  # noqa: PTH207
    return _found(sorted(p for p in matched if not p.is_dir()), origin.folder / _fixed_part(named), path, "")


def _found(matched: list[Path], root: Path, where: Path, kind: str) -> list[Path]:
    if not matched:
        raise SourceFailed(f"No file {kind}matches.", where=str(where), remedy="Check `path` of the source.")
    for path in matched:
        if not path.resolve().is_relative_to(root.resolve()):
            raise SourceFailed(
                "It is a symbolic link that leads out of the folder.", where=str(path), remedy="Name its target under `path`."
            )
    return matched


def _below(folder: Path, suffixes: Sequence[str]) -> Iterator[Path]:
    for entry in os.scandir(folder):
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(Path(entry.path), suffixes)
        elif not entry.is_dir() and (not suffixes or entry.name.lower().endswith(tuple(suffixes))):
            yield Path(entry.path)


def _fixed_part(pattern: str) -> Path:
    """The folder that a glob starts from."""
    fixed = Path(pattern)
    while glob.has_magic(str(fixed)):
        fixed = fixed.parent
    return fixed


def _shown(path: Path, named: str, folder: Path) -> str:
    # Links are kept: people look for the name they know.
    absolute, start = Path(os.path.abspath(path)), Path(os.path.abspath(folder))  # noqa: PTH100
    if absolute.is_relative_to(start):
        return absolute.relative_to(start).as_posix()
    return absolute.as_posix() if Path(named).is_absolute() else Path(os.path.relpath(absolute, start)).as_posix()


def check_file(file: File, origin: Origin) -> int:
    """The size of a file in bytes; raises SourceFailed when it is empty, too big, or no regular file."""
    try:
        status = file.path.stat()
    except OSError as problem:
        raise _unreadable(file, problem) from problem
    if not stat.S_ISREG(status.st_mode):
        raise SourceFailed("It is not a regular file.", where=file.shown, remedy="Check `path` of the source.")
    if status.st_size == 0:
        raise SourceFailed("The file is empty.", where=file.shown, remedy="Export it again.")
    _check_size(status.st_size, file, origin)
    return status.st_size


def _check_size(size: int, file: File, origin: Origin) -> None:
    if size > origin.limits.file_bytes:
        raise SourceFailed(
            f"The file has more than {origin.limits.file_bytes:,} bytes.", where=file.shown, remedy="Split it into smaller files."
        )


def _unreadable(file: File, problem: OSError) -> SourceFailed:
    return SourceFailed(f"It cannot be read: {problem.strerror or problem}.", where=file.shown, remedy="Check its permissions.")


def read_bytes(file: File, origin: Origin) -> bytes:
    """The whole file; raises SourceFailed when it is empty, too big or unreadable."""
    check_file(file, origin)
    try:
        with file.path.open("rb") as stream:
            data = stream.read(origin.limits.file_bytes + 1)
    except OSError as problem:
        raise _unreadable(file, problem) from problem
    _check_size(len(data), file, origin)
    origin.digests[file.shown] = hashlib.sha256(data).hexdigest()
    return data


def read_text(file: File, origin: Origin, encoding: str | None = None) -> str:
    """The whole file as text: by its byte order mark, else by `encoding`, else UTF-8.

    Newlines stay as they are. Raises SourceFailed that names the first byte that does not fit, or a NUL character
    (which text in the wrong encoding is full of).
    """
    data = read_bytes(file, origin)
    codec = codec_of(data[:4], encoding)
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as problem:
        raise wrong_encoding(file, codec, problem, problem.start) from problem
    if "\0" in text:
        raise has_nul(file, codec, text.count("\n", 0, text.index("\0")) + 1)
    if not text.strip():
        raise SourceFailed("The file holds nothing but white space.", where=file.shown, remedy="Export it again.")
    return text


def codec_of(head: bytes, declared: str | None) -> str:
    """The encoding of a file that begins with these bytes."""
    return next((codec for bom, codec in _BOMS if head.startswith(bom)), declared or "utf-8")


def wrong_encoding(file: File, codec: str, problem: UnicodeDecodeError, position: int) -> SourceFailed:
    """The error for a byte at `position` that the encoding does not know."""
    byte = problem.object[problem.start : problem.start + 1].hex()
    return SourceFailed(
        f"It is not {codec}: byte 0x{byte} at position {position:,} does not fit.",
        where=file.shown,
        remedy="Set options.encoding, for example to cp1252, or export it as UTF-8; a cut-off file also looks like this.",
    )


def has_nul(file: File, codec: str, line: int) -> SourceFailed:
    """The error for a NUL character in a text file."""
    return SourceFailed(
        f"It is not {codec} text: it holds a NUL character.",
        where=f"{file.shown}:{line}",
        remedy="Set options.encoding, for example to utf-16-le, or export it as UTF-8.",
    )
