"""Our own YAML: standards and laws, one document a framework."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graph.errors import SourceFailed, nearest
from graph.loaders.frameworks.rows import Document
from graph.loaders.yamltext import YamlList, YamlMap
from graph.records.identity import by_id
from graph.records.model import Item, Link, Record, Rejected, Value

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SECTIONS = ("framework", "parameters", "roles", "documents", "records", "requirements", "checks", "maps_to")
_FRAMEWORK = ("id", "name", "edition")
_TEXTS = ("ref", "title", "parent", "summary")
_LISTS = ("required_documents", "required_records", "unverified")
_UNLOADED = ("roles",)
"""What only the assessment reads."""
_MAPPING = ("from", "to", "relation")


def own_items(document: Document) -> Iterator[Item]:
    """The framework and its requirements, with what they map to."""
    return _Framework(document).items()


class _Row(Exception):
    """A row that cannot be read."""

    def __init__(self, row: YamlMap, field: str, reason: str, remedy: str = "") -> None:
        self.line, self.field, self.reason, self.remedy = row.lines.get(field, row.line), field, reason, remedy
        self.value = "" if row.get(field) is None else str(row[field])[:200]
        super().__init__(reason)


@dataclass
class _Framework:
    """One document."""

    document: Document

    def items(self) -> Iterator[Item]:
        """The framework and its requirements."""
        top = self._section(self.document.value, self.document.line, "The document")
        self._no_other(top, _SECTIONS)
        head = self._section(top.get("framework"), top.lines.get("framework", top.line), "framework")
        self._no_other(head, _FRAMEWORK)
        self.id = self._slug(head)
        properties = {name: head[name] for name in ("name", "edition") if isinstance(head.get(name), str)}
        yield Record(self.id, "Framework", properties, file=self.document.file, line=head.line)
        rows = self._rows(top, "requirements")
        if not rows:
            raise self._failed("It has no requirements.", top.line, "List them under `requirements`.")
        mappings, bad = self._mappings(self._rows(top, "maps_to"), {str(row.get("ref")) for row in rows})
        yield from self._requirements(rows, mappings)
        yield from bad

    def _requirements(self, rows: list[YamlMap], mappings: dict[str, list[Link]]) -> Iterator[Item]:
        known: set[str] = set()
        for row in rows:
            key = f"{self.id}/{row['ref']}" if isinstance(row.get("ref"), str) else f"{self.id}/line {row.line}"
            try:
                yield self._requirement(row, known, mappings)
            except _Row as problem:
                yield self._rejected(problem, key)
            known.add(str(row.get("ref")))

    def _requirement(self, row: YamlMap, known: set[str], mappings: dict[str, list[Link]]) -> Record:
        _check_names(row, (*_TEXTS, *_LISTS, *_UNLOADED))
        properties: dict[str, Value] = {name: _text(row, name) for name in _TEXTS if row.get(name) is not None}
        for name in ("ref", "title"):
            if not properties.get(name):
                raise _Row(row, name, "a requirement needs one.")
        ref, parent = str(properties["ref"]), properties.pop("parent", None)
        if parent and parent not in known:
            raise _Row(row, "parent", "no requirement above it has this ref.", nearest(str(parent), known))
        properties["name"] = f"{ref} {properties['title']}"
        properties |= {name: _texts(row, name) for name in _LISTS if row.get(name) is not None}
        above = f"{self.id}/{parent}" if parent else self.id
        links = (Link("PART_OF", by_id(above)), *mappings.get(ref, ()))
        return Record(f"{self.id}/{ref}", "Requirement", properties, links, file=self.document.file, line=row.line)

    def _mappings(self, rows: list[YamlMap], refs: set[str]) -> tuple[dict[str, list[Link]], list[Rejected]]:
        found: dict[str, list[Link]] = defaultdict(list)
        bad: list[Rejected] = []
        for row in rows:
            try:
                ref, link = _mapping(row, refs)
                found[ref].append(link)
            except _Row as problem:
                bad.append(self._rejected(problem, f"{self.id}/{row.get('from')}/maps_to/{row.get('to')}"))
        return found, bad

    def _rejected(self, row: _Row, key: str) -> Rejected:
        return Rejected(self.document.file, row.line, row.field, row.value, row.reason, row.remedy, key)

    def _section(self, value: Any, line: int, what: str) -> YamlMap:
        if not isinstance(value, YamlMap):
            remedy = "A framework file has `framework: {id, name, edition}` and `requirements`."
            raise self._failed(f"{what} is no mapping.", line, remedy)
        return value

    def _rows(self, top: YamlMap, section: str) -> list[YamlMap]:
        rows = top.get(section)
        if rows is None:
            return []
        if not isinstance(rows, YamlList) or not all(isinstance(row, YamlMap) for row in rows):
            raise self._failed(f"{section} is no list of mappings.", top.lines[section], "Begin each with a hyphen.")
        return list(rows)

    def _slug(self, head: YamlMap) -> str:
        slug = head.get("id")
        if not isinstance(slug, str) or not _SLUG.fullmatch(slug):
            what = f"The id {slug!r} of the framework is no slug."
            raise self._failed(what, head.lines.get("id", head.line), "Use lower-case letters, digits and hyphens.")
        return slug

    def _no_other(self, row: YamlMap, names: tuple[str, ...]) -> None:
        for name in row:
            if name not in names:
                raise self._failed(f"There is no {name!r} here.", row.lines[name], nearest(name, names))

    def _failed(self, what: str, line: int, remedy: str) -> SourceFailed:
        return SourceFailed(what, where=f"{self.document.file}:{line}", remedy=remedy)


def _mapping(row: YamlMap, refs: set[str]) -> tuple[str, Link]:
    _check_names(row, _MAPPING)
    ref, target = _text(row, "from"), _text(row, "to")
    if ref not in refs:
        raise _Row(row, "from", "the framework has no such requirement.", nearest(ref, refs))
    if "/" not in target:
        raise _Row(row, "to", "it names no requirement of another framework.", "Write framework/ref.")
    relation = {"relation": _text(row, "relation")} if row.get("relation") is not None else {}
    return ref, Link("MAPS_TO", by_id(target), relation)


def _check_names(row: YamlMap, names: tuple[str, ...]) -> None:
    for name in row:
        if name not in names:
            raise _Row(row, name, "there is no such field.", nearest(name, names))


def _text(row: YamlMap, name: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value.strip():
        raise _Row(row, name, "it must be text.")
    return value.strip()


def _texts(row: YamlMap, name: str) -> list[str]:
    values = row[name]
    if not isinstance(values, YamlList) or not all(isinstance(v, str) for v in values):
        raise _Row(row, name, "it must be a list of texts.")
    return list(values)
