"""A document of a catalog file, and where its parts stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from graph.records.model import Rejected

_SHOWN = 200


class Document(NamedTuple):
    """One document of a catalog file, or one item of an answer of the catalog API."""

    file: str
    line: int
    value: Any

    def rejected(self, line: int, field: str, value: object, reason: str, remedy: str = "", key: str = "") -> Rejected:
        """The document, or a part of it, as one that cannot be read."""
        return Rejected(self.file, line, field, str("" if value is None else value)[:_SHOWN], reason, remedy, key)


def line_of(parent: Any, key: str | int, default: int) -> int:
    """The line of a key or item; `default` where it is not known."""
    lines = getattr(parent, "lines", None)
    if isinstance(lines, dict):
        return int(lines.get(key, default))
    return int(lines[key]) if isinstance(lines, list) and isinstance(key, int) else default


def mapping(parent: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The mapping under a key; nothing, or something else, is an empty one."""
    found = parent.get(key)
    return found if isinstance(found, Mapping) else {}


def items(parent: Mapping[str, Any], key: str, line: int) -> Iterator[tuple[int, Any]]:
    """Line and value of each item of a list, or of the one value that stands for it; nothing for nothing."""
    found = parent.get(key)
    at = line_of(parent, key, line)
    if isinstance(found, list):
        yield from ((line_of(found, index, at), item) for index, item in enumerate(found) if item is not None)
    elif found is not None and found != "":
        yield at, found
