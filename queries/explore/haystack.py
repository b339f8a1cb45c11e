"""Names as lines of one text, in which a search is a search of bytes: a few milliseconds for 200,000 of them.

A line is what a node is known by, name and id first, tabs between; the same lines folded (case and accents aside) are what is
searched. Both are UTF-8, so that a single emoji does not make every character four bytes.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

_BEST_FIRST = ("\n{}\t", "\t{}\t", "\n{}", "\t{}", " {}", "{}")
"""The very name; the very id or number; a name that begins so; another that does; a word that does; any part."""
_FEW = 1_000
"""So many lines are ranked one by one; where more have it, each pattern is searched for by itself and ends soon."""


class Known(NamedTuple):
    """A node that was found."""

    label: str
    name: str
    id: str
    others: tuple[str, ...]
    """Reference, number, title and whatever else it is known by."""


def folded(text: str) -> str:
    """Text as it is compared: case, accents and forms of characters aside, spaces as one."""
    if text.isascii():
        return " ".join(text.lower().split())
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).split())


class Haystack:
    """Lines to search in, in the order in which equally good ones are given."""

    def __init__(self, known: Iterable[Known]) -> None:
        shown, searched = bytearray(b"\n"), bytearray(b"\n")
        self._shown_at, self._at = array("q"), array("q")
        for node in sorted(known, key=lambda node: (node.name.casefold(), node.id)):
            self._shown_at.append(len(shown))
            self._at.append(len(searched))
            fields = (node.name, node.id, *node.others)
            shown += _line((*fields, node.label))
            searched += _line([folded(field) for field in fields])
        self._shown, self._text = bytes(shown), bytes(searched)

    def __len__(self) -> int:
        return len(self._at)

    def find(self, wanted: str, most: int, labels: frozenset[str] = frozenset()) -> list[Known]:
        """At most `most` nodes, best first: the very name or number, what begins so, a word that does, any part, all words."""
        found: dict[int, Known] = {}
        for line in self._lines(folded(wanted)):
            if line in found:
                continue
            node = self._known(line)
            if not labels or node.label in labels:
                found[line] = node
                if len(found) >= most:
                    break
        return list(found.values())

    def _lines(self, wanted: str) -> Iterator[int]:
        """Lines that have it, best first; some come twice."""
        if not wanted:
            return
        patterns = [pattern.format(wanted).encode() for pattern in _BEST_FIRST]
        some = list(islice(self._having(patterns[-1]), _FEW))
        if len(some) < _FEW:
            yield from sorted(some, key=lambda line: self._rank(line, patterns))
        else:
            yield from (line for pattern in patterns for line in self._having(pattern))
        words = [word.encode() for word in wanted.split()]
        if len(words) > 1:
            yield from (line for line in self._having(max(words, key=len)) if self._has_all(line, words))

    def _rank(self, line: int, patterns: list[bytes]) -> int:
        end = self._end(line)
        return next(rank for rank, pattern in enumerate(patterns) if self._text.find(pattern, self._at[line] - 1, end) >= 0)

    def _end(self, line: int) -> int:
        return self._at[line + 1] if line + 1 < len(self._at) else len(self._text)

    def _having(self, needle: bytes) -> Iterator[int]:
        """Every line that has it; a needle that begins with a line's end belongs to the line after."""
        place = self._text.find(needle)
        while place >= 0:
            line = bisect_right(self._at, place + needle.startswith(b"\n")) - 1
            yield line
            place = self._text.find(needle, max(self._end(line) - 1, place + 1))

    def _has_all(self, line: int, words: list[bytes]) -> bool:
        end = self._end(line)
        return all(self._text.find(word, self._at[line], end) >= 0 for word in words)

    def _known(self, line: int) -> Known:
        start = self._shown_at[line]
        name, id_, *others, label = self._shown[start : self._shown.index(b"\n", start)].decode().split("\t")[:-1]
        return Known(label, name, id_, tuple(others))


def _line(fields: Iterable[str]) -> bytes:
    """Fields with a tab after each; control characters in them are spaces."""
    return ("".join(f"{_plain(field)}\t" for field in fields) + "\n").encode()


def _plain(text: str) -> str:
    return text if text.isprintable() else "".join(c if ord(c) > 31 else " " for c in text)
