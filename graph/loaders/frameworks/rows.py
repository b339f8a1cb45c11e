"""What the kinds of framework files share: a document with its lines, and rows that cannot be read."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.errors import SourceFailed
from graph.loaders.yamltext import YamlMap
from graph.records.model import Rejected

_IDENTIFIED = re.compile(r'"(?:id|uuid)"\s*:\s*"([^"]*)"')
_TITLE = 120


@dataclass(frozen=True)
class Document:
    """One document of a file."""

    file: str
    """As its records name it."""
    stem: str
    """Name of the file without its ending."""
    value: Any
    line: int
    """Where it begins."""
    text: str = ""
    """The JSON it was read from; empty for YAML, whose mappings know their lines."""

    def line_of(self, row: Any) -> int:
        """Line of a mapping: its own in YAML; in JSON that of the first `id` or `uuid` with its value."""
        if isinstance(row, YamlMap):
            return row.line
        key = (row.get("id") or row.get("uuid")) if isinstance(row, dict) else None
        return self._lines.get(key, 0) if isinstance(key, str) else 0

    @cached_property
    def _lines(self) -> dict[str, int]:
        ends = [hit.start() for hit in re.finditer("\n", self.text)]
        found: dict[str, int] = {}
        for hit in _IDENTIFIED.finditer(self.text):
            found.setdefault(hit[1], bisect_right(ends, hit.start()) + 1)
        return found

    def failed(self, what: str, line: int = 0, remedy: str = "") -> SourceFailed:
        """The error that stops the load; names the line where there is one."""
        return SourceFailed(what, where=f"{self.file}:{line}" if line else self.file, remedy=remedy)

    def rejected(self, row: Any, field: str, reason: str, key: str = "", remedy: str = "") -> Rejected:
        """A row of this document that cannot be meant."""
        value = row.get(field) if isinstance(row, dict) else row
        return Rejected(self.file, self.line_of(row), field, "" if value is None else str(value)[:200], reason, remedy, key)


def slug(name: str) -> str:
    """An id of a framework from a name: lower-case letters and digits, anything else a hyphen."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def text_of(row: Any, name: str) -> str:
    """The text of a field with single spaces; empty where there is none."""
    value = row.get(name) if isinstance(row, dict) else None
    return " ".join(str(value).split()) if isinstance(value, str | int) else ""


def titled(ref: str, shown: str, title: str, text: str) -> dict[str, str]:
    """Title, name and summary of a requirement; one without a title is called by the beginning of its text.

    `shown` is the number that people know it by; the name begins with it.
    """
    short = text if len(text) <= _TITLE else f"{text[:_TITLE].rsplit(' ', 1)[0]} …"
    known = {"ref": ref, "title": title or short, "name": f"{shown} {title or short}".strip()[:500]}
    return known | ({"summary": text[:20_000]} if text and text != known["title"] else {})


def listed(row: Any, name: str) -> list[Any]:
    """The list of a field; a mapping counts as a list of one, anything else as an empty one."""
    value = row.get(name) if isinstance(row, dict) else None
    if isinstance(value, dict):
        return [value]
    return value if isinstance(value, list) else []
