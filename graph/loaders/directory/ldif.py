"""LDIF content (RFC 2849) as blocks of attributes with their lines; hostile bytes stay within limits.

    for block in blocks(file, origin, encoding, wanted):
        ...

Only wanted attributes are kept: the value of any other is dropped unread and stands in no error either, for it may be a
password. Raises SourceFailed for another version than 1, a file without an entry or cut off, and an export that says it
is not whole.
"""

from __future__ import annotations

import base64
import binascii
import itertools
import re
from collections import deque
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
_TRAILER = frozenset({"search", "result"})
"""What ldapsearch begins its last lines with."""
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
    logical = _logical(lines(file, origin, encoding), origin.limits.cell_chars, file)
    found = False
    for several in _separated(_without_version(logical, file)):
        first = next(several)
        if _name(first) in _TRAILER:
            _check_trailer([first, *several], file)
            continue
        found = True
        yield _Reader(file.shown, wanted).read(first, several)
    if not found:
        raise SourceFailed("It holds no entry.", where=file.shown, remedy="Check the search that it was exported with.")


def _logical(physical: Iterable[str], longest: int, file: File) -> Iterator[_Line]:
    """Folded lines joined, comments dropped; an empty text separates entries.

    Raises SourceFailed when the last line has no end, as it must have (RFC 2849).
    """
    number, start, line, parts, size = 0, 0, "\n", [""], 0
    for number, line in enumerate(physical, 1):
        if line[0] == " " and start:
            size += len(line)
            if size <= longest * 2:
                parts.append(line[1:].rstrip("\r\n"))
            continue
        if start and parts[0][:1] != "#":
            yield _Line(start, "".join(parts), size > longest * 2)
        start, parts, size = number, [line.rstrip("\r\n")], len(line)
    if not line.endswith(("\n", "\r")):
        remedy = "The file seems to be cut off; export it again, or end it with a line break."
        raise SourceFailed("The last line has no end.", where=f"{file.shown}:{number}", remedy=remedy)
    if start and parts[0][:1] != "#":
        yield _Line(start, "".join(parts), size > longest * 2)


def _separated(logical: Iterator[_Line]) -> Iterator[Iterator[_Line]]:
    """The lines of each entry; what is left of one when the next is asked for is passed over."""
    for line in logical:
        if line.text.strip():
            rest = itertools.takewhile(lambda following: following.text.strip(), logical)
            yield itertools.chain([line], rest)
            deque(rest, maxlen=0)


def _name(line: _Line) -> str:
    return line.text.partition(":")[0].strip().lower()


def _without_version(logical: Iterator[_Line], file: File) -> Iterator[_Line]:
    first = next((line for line in logical if line.text.strip()), None)
    if first is None:
        return
    if _name(first) != "version":
        yield first
    elif (version := first.text.partition(":")[2].strip()) != "1":
        where = f"{file.shown}:{first.number}"
        raise SourceFailed(f"It is LDIF of version {version[:20]}; only version 1 is known.", where=where, remedy=_CONTENT)
    yield from logical


def _check_trailer(several: list[_Line], file: File) -> None:
    """Raises SourceFailed when what ldapsearch writes at its end says that the export is not whole."""
    for line in several:
        said = line.text.partition(":")[2].strip()
        if _name(line) == "result" and said.split()[:1] != ["0"]:
            where, remedy = f"{file.shown}:{line.number}", "Export it again, for example with paging (-E pr=500/noprompt)."
            raise SourceFailed(f"The export is not whole: ldapsearch ended with {said[:100]}.", where=where, remedy=remedy)


@dataclass(slots=True)
class _Reader:
    """Reads one entry."""

    file: str
    wanted: frozenset[str]
    key: str = ""

    def read(self, first: _Line, rest: Iterable[_Line]) -> Block | Rejected:
        try:
            block = self._begin(first)
            for line in rest:
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
