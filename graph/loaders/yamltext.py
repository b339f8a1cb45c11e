"""YAML from strangers: parsed within limits, with the line of every key and item.

    for document in parse_yaml(text, file.shown, origin.limits):
        spec = document.value["spec"]          # YamlMap, YamlList, str, bool or None
        line = document.value.lines["spec"]    # the line its key stands on

Plain values stay text as they are written, so `8.10`, `2026-11-23`, `NO` and `007` keep their meaning; only `true`,
`false`, `null`, `~` and nothing are more than text. Every error is a `SourceFailed` with file:line and the remedy.
Refused are nesting beyond `limits.depth`, aliases that expand it more than `limits.expansion` times, keys given twice,
and tags of other programs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from graph.errors import SourceFailed
from graph.loaders.contract import Limits

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE = "tag:yaml.org,2002:"
_PLAIN = {"true": True, "false": False, "null": None, "~": None, "": None}
_MERGE = object()


class YamlMap(dict[str, Any]):
    """A mapping with the line it starts on and the line of each key."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line, self.lines = line, dict[str, int]()


class YamlList(list[Any]):
    """A list with the line it starts on and the line of each item."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line, self.lines = line, list[int]()


class YamlDocument(NamedTuple):
    """One document of a YAML file: the line it starts on and its value (None for an empty document)."""

    line: int
    value: Any


def parse_yaml(text: str, where: str, limits: Limits) -> Iterator[YamlDocument]:
    """The documents of a YAML text, one at a time; `where` is the file or address."""
    builder = _Builder(where, limits)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.DocumentEndEvent):
                yield builder.finish()
            else:
                builder.take(event)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        raise _not_yaml(problem.problem or problem.context or "", where, mark.line + 1 if mark else 0) from problem
    except (yaml.YAMLError, UnicodeError) as problem:
        raise _not_yaml(" ".join(str(problem).split()), where, 0) from problem


def _not_yaml(reason: str, where: str, line: int) -> SourceFailed:
    place = f"{where}:{line}" if line else where
    return SourceFailed(f"It is not YAML: {reason}.", where=place, remedy="Correct it there; a cut-off file looks like this too.")


@dataclass
class _Frame:
    """A mapping or list that is being filled; `size` is how many values it holds once aliases are expanded."""

    container: YamlMap | YamlList
    anchor: str | None
    size: int = 1
    key: Any = None
    key_line: int = 0
    keyed: bool = False
    merged: list[YamlMap] = field(default_factory=list)


class _Builder:
    """Values from parser events, without recursion."""

    def __init__(self, where: str, limits: Limits) -> None:
        self.where, self.limits = where, limits
        self._start(1)

    def _start(self, line: int) -> None:
        self.line, self.root, self.seen = line, None, 0
        self.stack: list[_Frame] = []
        self.anchors: dict[str, tuple[Any, int]] = {}

    def finish(self) -> YamlDocument:
        return YamlDocument(self.line, self.root)

    def take(self, event: Any) -> None:
        """One parser event."""
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            self._start(line)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._open(event, line)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._close()
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event.anchor, line)
        elif isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event, line)
            if event.anchor:
                self.anchors[event.anchor] = (value, 1)
            self._add(value, line, 1)

    def _open(self, event: Any, line: int) -> None:
        self._check_tag(event, line)
        if len(self.stack) >= self.limits.depth:
            raise self._failed(f"It is nested more than {self.limits.depth} deep.", line, "Check where the file comes from.")
        if self.stack and isinstance(self.stack[-1].container, YamlMap) and not self.stack[-1].keyed:
            raise self._failed(
                "A key is a mapping or a list.", line, "Keys must be text; put one that begins with { or [ in quotes."
            )
        self.anchors.pop(event.anchor, None)
        container = YamlMap(line) if isinstance(event, yaml.MappingStartEvent) else YamlList(line)
        self.stack.append(_Frame(container, event.anchor))

    def _close(self) -> None:
        frame = self.stack.pop()
        if isinstance(frame.container, YamlMap):
            for merged in frame.merged:
                _fill(frame.container, merged)
        if frame.anchor:
            self.anchors[frame.anchor] = (frame.container, frame.size)
        self._add(frame.container, frame.container.line, frame.size)

    def _alias(self, anchor: str | None, line: int) -> None:
        if anchor is None or anchor not in self.anchors:
            raise self._failed(f"*{anchor} has no &{anchor} before it.", line, "Correct the alias.")
        value, size = self.anchors[anchor]
        self._add(value, line, size)

    def _add(self, value: Any, line: int, size: int) -> None:
        self.seen += 1
        if not self.stack:
            self.root = value
            return
        frame = self.stack[-1]
        frame.size += size
        if frame.size > self.limits.expansion * self.seen:
            raise self._failed(
                f"Its aliases expand it more than {self.limits.expansion} times.", line, "Check where the file comes from."
            )
        if isinstance(frame.container, YamlList):
            frame.container.append(value)
            frame.container.lines.append(line)
        elif frame.keyed:
            self._set(frame, frame.container, value)
        else:
            frame.key, frame.key_line, frame.keyed = value, line, True

    def _set(self, frame: _Frame, container: YamlMap, value: Any) -> None:
        frame.keyed = False
        if frame.key is _MERGE:
            frame.merged += self._merge(value, frame.key_line)
            return
        if not isinstance(frame.key, str):
            raise self._failed("A key is a mapping, a list or nothing.", frame.key_line, "Keys must be text.")
        if frame.key in container:
            raise self._failed(f"The key {frame.key!r} is given twice.", frame.key_line, "Remove one of the two.")
        container[frame.key] = value
        container.lines[frame.key] = frame.key_line

    def _merge(self, value: Any, line: int) -> list[YamlMap]:
        maps = value if isinstance(value, YamlList) else [value]
        if not all(isinstance(m, YamlMap) for m in maps):
            raise self._failed("<< merges mappings only.", line, "Put << in quotes if it is a name.")
        return list(maps)

    def _scalar(self, event: Any, line: int) -> Any:
        self._check_tag(event, line)
        text: str = event.value
        is_key = bool(self.stack) and isinstance(self.stack[-1].container, YamlMap) and not self.stack[-1].keyed
        plain = event.style in (None, "") and event.tag is None
        if is_key:
            return _MERGE if plain and text == "<<" else text
        return _PLAIN.get(text.lower(), text) if plain else text

    def _check_tag(self, event: Any, line: int) -> None:
        if event.tag and event.tag != "!" and not event.tag.startswith(_CORE):
            raise self._failed(f"The tag {event.tag} belongs to another program.", line, "Only plain YAML is read.")
        if event.tag and event.tag.startswith(f"{_CORE}python"):
            raise self._failed(f"The tag {event.tag} would run code.", line, "Only plain YAML is read.")

    def _failed(self, what: str, line: int, remedy: str) -> SourceFailed:
        return SourceFailed(what, where=f"{self.where}:{line}", remedy=remedy)


def _fill(container: YamlMap, merged: YamlMap) -> None:
    """What the merged mapping has and the container has not."""
    for key, value in merged.items():
        if key not in container:
            container[key] = value
            container.lines[key] = merged.lines[key]
