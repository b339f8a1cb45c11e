"""LDIF content (RFC 2849) as blocks of attributes with their lines; hostile bytes stay within limits.

    for block in blocks(file, origin, encoding, wanted):
        ...

Only wanted attributes are kept: the value of any other is dropped unread and stands in no error either, for it may be a
password. Raises SourceFailed for another version than 1, a file that is cut off, and an export that says it is not whole.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from graph.errors import SourceFailed
from graph.loaders.contract import Origin
from graph.loaders.directory import distinguished_names
from graph.loaders.files import File
from graph.loaders.lines import lines
from graph.records.model import Rejected

_ATTRIBUTE = re.compile(r"([A-Za-z0-9][A-Za-z0-9.-]*)((?:;[A-Za-z0-9=*-]+)*):([:<]?) *(.*)", re.DOTALL)
_TRAILER = frozenset({"search", "result", "matcheddn", "text"})
_CONTENT = "Export content, for example with ldapsearch -LLL or slapcat."


class Attribute(NamedTuple):
    """One value of an attribute."""

    name: str
    """In lower case, without options."""
    options: tuple[str, ...]
    text: str
    line: int


@dataclass(slots=True)
class Block:
    """One entry."""

    line: int
    dn: str
    key: str
    """The name, normalised."""
    attributes: list[Attribute] = field(default_factory=list)


class _Line(NamedTuple):
    """A logical line: folded ones joined."""

    number: int
    text: str
    cut: bool
    """Whether it was longer than a value may be."""


class _Refused(Exception):
    """Why an entry cannot be read."""

    def __init__(self, line: int, where: str, reason: str, remedy: str = "", value: str = "") -> None:
        self.line, self.where, self.reason, self.remedy, self.value = line, where, reason, remedy, value
        super().__init__(reason)


def blocks(file: File, origin: Origin, encoding: str | None, wanted: frozenset[str]) -> Iterator[Block | Rejected]:
    """The entries of a file, one at a time; one that cannot be read is rejected."""
    physical = _ended(lines(file, origin, encoding), file)
    for number, several in enumerate(_separated(_logical(physical, origin.limits.cell_chars))):
        logical = _without_version(several, file) if number == 0 else several
        if not logical or _is_trailer(logical, file):
            continue
        yield _Reader(file.shown, wanted).read(logical)


def _ended(physical: Iterable[str], file: File) -> Iterator[str]:
    """The lines; raises SourceFailed when the last one has no end, as it must have (RFC 2849)."""
    line, number = "\n", 0
    for line in physical:
        number += 1
        yield line
    if not line.endswith(("\n", "\r")):
        remedy = "The file seems to be cut off; export it again, or end it with a line break."
        raise SourceFailed("The last line has no end.", where=f"{file.shown}:{number}", remedy=remedy)


def _logical(physical: Iterable[str], longest: int) -> Iterator[_Line]:
    """Folded lines joined, comments dropped; an empty text separates entries."""
    start, parts, size = 0, list[str](), 0
    for number, line in enumerate(physical, 1):
        text = line.rstrip("\r\n")
        if text.startswith(" ") and start:
            size += len(text) - 1
            if size <= longest * 2:
                parts.append(text[1:])
            continue
        yield from _joined(start, parts, size > longest * 2)
        start, parts, size = number, [text], len(text)
    yield from _joined(start, parts, size > longest * 2)


def _joined(start: int, parts: list[str], cut: bool) -> Iterator[_Line]:
    if start and not parts[0].startswith("#"):
        yield _Line(start, "".join(parts), cut)


def _separated(logical: Iterable[_Line]) -> Iterator[list[_Line]]:
    several: list[_Line] = []
    for line in logical:
        if line.text:
            several.append(line)
        elif several:
            yield several
            several = []
    if several:
        yield several


def _without_version(several: list[_Line], file: File) -> list[_Line]:
    name, _, value = several[0].text.partition(":")
    if name.strip().lower() != "version":
        return several
    if value.strip() != "1":
        where = f"{file.shown}:{several[0].number}"
        raise SourceFailed(f"It is LDIF of version {value.strip()[:20]}; only version 1 is known.", where=where, remedy=_CONTENT)
    return several[1:]


def _is_trailer(several: list[_Line], file: File) -> bool:
    """Whether it is what ldapsearch writes at its end; raises SourceFailed when that says the export is not whole."""
    said = {name.strip().lower(): (line, value) for line in several for name, _, value in [line.text.partition(":")]}
    if "result" not in said or not set(said) <= _TRAILER:
        return False
    line, value = said["result"]
    if value.split()[:1] != ["0"]:
        where, remedy = f"{file.shown}:{line.number}", "Export it again, for example with paging (-E pr=500/noprompt)."
        raise SourceFailed(f"The export is not whole: ldapsearch ended with {value.strip()[:100]}.", where=where, remedy=remedy)
    return True


@dataclass(slots=True)
class _Reader:
    """Reads one entry."""

    file: str
    wanted: frozenset[str]
    key: str = ""

    def read(self, several: list[_Line]) -> Block | Rejected:
        try:
            block = self._begin(several[0])
            for line in several[1:]:
                self._take(block, line)
        except _Refused as why:
            return Rejected(self.file, why.line, why.where, why.value[:200], why.reason, why.remedy, self.key)
        return block

    def _begin(self, line: _Line) -> Block:
        name, _, form, value = self._parts(line)
        if name != "dn":
            raise _Refused(line.number, name, "an entry must begin with dn.", _CONTENT)
        dn = self._value(line, name, form, value)
        try:
            self.key = distinguished_names.normalise(dn)
        except ValueError as problem:
            raise _Refused(line.number, "dn", f"{problem}.", "Correct it at its source.", dn) from problem
        return Block(line.number, dn, self.key)

    def _take(self, block: Block, line: _Line) -> None:
        name, options, form, value = self._parts(line)
        if name in {"changetype", "control"}:
            raise _Refused(line.number, name, "it is a change, and says nothing of what is there.", _CONTENT, value)
        if form == ":" and not line.cut and len("".join(value.split())) % 4:
            raise _Refused(line.number, name, "its base64 is not whole.", "The file seems to be damaged; export it again.")
        if name in self.wanted:
            text = self._value(line, name, form, value).strip()
            block.attributes.append(Attribute(name, options, text, line.number))

    def _parts(self, line: _Line) -> tuple[str, tuple[str, ...], str, str]:
        found = _ATTRIBUTE.fullmatch(line.text)
        if not found:
            raise _Refused(line.number, "line", "it is no `attribute: value`.", "Correct it, or export it again.")
        options = tuple(option.lower() for option in found[2].split(";")[1:])
        return found[1].lower(), options, found[3], found[4]

    def _value(self, line: _Line, name: str, form: str, value: str) -> str:
        if line.cut:
            raise _Refused(line.number, name, "the value is too long.", "Correct it at its source.")
        if form == "<":
            raise _Refused(line.number, name, "values by address are not fetched.", "Export the value itself.", value)
        if form != ":":
            return value
        try:
            return base64.b64decode("".join(value.split()), validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as problem:
            raise _Refused(line.number, name, "its base64 is no text.", "Correct it at its source.", value) from problem
