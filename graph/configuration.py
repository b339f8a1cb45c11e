"""clausegraph.yaml as it was written: every plain word is text, and every name knows its line.

    read = read_configuration(path)
    read["sources"][0]["options"]["when"]   # Placed: {"No": ["1", "2"]}, whatever YAML 1.1 takes No for
    line_of(read, ("sources", 0, "name"))   # 3

What a word means is for the setting to say: the column `No` is no boolean, `NO` a country, `007` a number of digits and
`12:30` no sixty-fold. Only `null`, `~` and nothing are more than text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

import yaml

from graph.errors import WrongUse

_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KEPT = frozenset({"tag:yaml.org,2002:null", "tag:yaml.org,2002:merge"})


class Placed(dict[str, Any]):
    """A mapping with the line of each name."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, int] = {}


class _Loader(_Safe):  # type: ignore[misc]
    """Reads plain words as text."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag in _KEPT]
        for first, resolvers in _Safe.yaml_implicit_resolvers.items()
    }


def _mapping(loader: Any, node: yaml.MappingNode) -> Iterator[Placed]:
    made = Placed()
    yield made
    _refuse_twice(loader, node)
    loader.flatten_mapping(node)
    for key_node, value_node in node.value:
        key = _key(loader, key_node)
        made[key] = loader.construct_object(value_node, deep=True)
        made.lines[key] = key_node.start_mark.line + 1


def _key(loader: Any, node: yaml.Node) -> str:
    key = loader.construct_object(node, deep=True)
    if isinstance(key, list | dict):
        raise yaml.constructor.ConstructorError(None, None, "a name must be text", node.start_mark)
    return "" if key is None else str(key)


class _Twice(yaml.constructor.ConstructorError):
    """A name that is given twice: the parser would keep the last and lose the first without a word."""


def _refuse_twice(loader: Any, node: yaml.MappingNode) -> None:
    seen: dict[str, int] = {}
    for key_node, _ in node.value:
        if key_node.tag == "tag:yaml.org,2002:merge":
            continue
        key, mark = _key(loader, key_node), key_node.start_mark
        if key in seen:
            raise _Twice(None, None, f"{key} is given twice, first in line {seen[key]}.", mark)
        seen[key] = mark.line + 1


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_configuration(path: Path) -> Placed:
    """The mapping that the file holds, empty for an empty file or none; raises WrongUse with line and remedy."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Placed()
    except (OSError, UnicodeDecodeError) as problem:
        said = "It is not UTF-8." if isinstance(problem, UnicodeDecodeError) else f"It cannot be read: {problem.strerror}."
        raise WrongUse(said, where=str(path), remedy="Save it as UTF-8 text that you may read.") from problem
    try:
        read = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader
    except yaml.YAMLError as problem:
        raise _not_yaml(problem, path) from problem
    if read is None:
        return Placed()
    if not isinstance(read, Placed):
        raise WrongUse("It holds no settings.", where=str(path), remedy="Write `name: value` lines.")
    return read


def _not_yaml(problem: yaml.YAMLError, path: Path) -> WrongUse:
    mark = getattr(problem, "problem_mark", None)
    said = getattr(problem, "problem", None) or str(problem)
    where = f"{path}:{mark.line + 1}" if mark else str(path)
    if isinstance(problem, _Twice):
        return WrongUse(str(said), where=where, remedy="Keep one of them.")
    return WrongUse(f"It is not YAML: {said}.", where=where, remedy="Look at the indentation, colons and quotes up to there.")


def line_of(read: object, place: Sequence[str | int]) -> int | None:
    """The line of the innermost name on the way to a place; None where nothing on it was read from a file.

    What was read knows the `lines` of its names, as Placed does, and may know the `line` it starts on.
    """
    line = None
    for step in place:
        if isinstance(read, dict) and isinstance(lines := getattr(read, "lines", None), dict):
            line = lines.get(str(step), getattr(read, "line", line))
        inside = step in read if isinstance(read, dict) else isinstance(read, list) and isinstance(step, int) and step < len(read)
        read = read[step] if inside else None  # type: ignore[index]
    return line
