"""Which part of an Excel package holds which sheet (ECMA-376, part 2)."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable
from xml.parsers import expat

from graph.errors import SourceFailed

_LONGEST = 2**20
_BOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"


def sheet_names(archive: zipfile.ZipFile, where: str) -> dict[str, str]:
    """Member of the archive to name of the sheet; empty for what is no Excel package."""
    if _BOOK not in archive.namelist() or _RELATIONS not in archive.namelist():
        return {}
    targets: dict[str, str] = {}
    names: dict[str, str] = {}

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            targets[attributes.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))[1:]

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "sheet":
            identifier = next((value for name, value in attributes.items() if name.endswith(":id")), "")
            names[targets.get(identifier, "")] = attributes.get("name", "")

    _each(archive, _RELATIONS, relation, where)
    _each(archive, _BOOK, sheet, where)
    return names


def _each(archive: zipfile.ZipFile, member: str, take: Callable[[str, dict[str, str]], None], where: str) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = take
    with archive.open(member) as stream:
        text = stream.read(_LONGEST)
    try:
        parser.Parse(text, True)
    except expat.ExpatError as problem:
        raise SourceFailed(f"It is damaged: {member}: {problem}.", where=where, remedy="Export it again.") from problem
