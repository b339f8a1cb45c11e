"""Workbooks are zip archives of strangers: inflated once within limits before any parser sees them."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from graph.errors import SourceFailed
from graph.loaders.contract import Limits
from graph.loaders.tables.extents import OpenDocumentExtent, SheetExtent
from graph.loaders.tables.packages import sheet_names

_CHUNK = 2**20
_MEMBERS = 10_000
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_DOUBTFUL = "Check where the file comes from."


Errors = dict[str, dict[tuple[int, int], str]]
"""Name of a sheet to the cells that show an error."""


def check_archive(data: bytes, where: str, limits: Limits) -> Errors:
    """The cells that show an error; raises SourceFailed for a zip that is cut off, protected, or grows beyond `limits`.

    What the directory claims is checked first, then what really comes out; sheets whose cells lie so far apart that
    a table of them would fill the memory, and formulas without a stored result, are refused too.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _check(archive, len(data), where, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as problem:
        raise SourceFailed(f"It is cut off or damaged: {problem}.", where=where, remedy="Export it again.") from problem


def _check(archive: zipfile.ZipFile, size: int, where: str, limits: Limits) -> Errors:
    members = archive.infolist()
    most = min(limits.expansion * size, limits.file_bytes)
    if len(members) > _MEMBERS or sum(member.file_size for member in members) > most:
        raise _bomb(where, limits)
    if any(member.flag_bits & 1 for member in members):
        raise SourceFailed("It is protected by a password.", where=where, remedy="Save it without one.")
    names = sheet_names(archive, where)
    errors: Errors = {}
    for member in members:
        extent = _extent(member.filename, names, where)
        for chunk in _inflated(archive, member):
            most -= len(chunk)
            if most < 0:
                raise _bomb(where, limits)
            if extent:
                extent.take(chunk)
        if extent:
            extent.finish()
        if isinstance(extent, SheetExtent):
            errors[names.get(member.filename, "")] = extent.errors
    return errors


def _extent(member: str, names: dict[str, str], where: str) -> SheetExtent | OpenDocumentExtent | None:
    if member in names or _SHEET.fullmatch(member):
        return SheetExtent(f"{where}#{names.get(member, member)}")
    return OpenDocumentExtent(where) if member == "content.xml" else None


def _inflated(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _bomb(where: str, limits: Limits) -> SourceFailed:
    return SourceFailed(
        f"It inflates more than {limits.expansion}-fold, or beyond {limits.file_bytes:,} bytes.", where=where, remedy=_DOUBTFUL
    )
