"""JSON from strangers: parsed within limits, with the line of every item.

    answer = parse_json(text, file.shown, origin.limits)
    for line, incident in answer.items("incidents"):
        ...

Every error is a `SourceFailed` with file:line and the remedy. Refused are nesting beyond `limits.depth`, a key given
twice in one object, NaN and numbers too big to hold, and halves of surrogate pairs (no engine can store them).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.errors import SourceFailed, nearest
from graph.loaders.contract import Limits

_SPACE = re.compile(r"[ \t\n\r]*")
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_DIGITS = 400


def parse_json(text: str, where: str, limits: Limits) -> Json:
    """A JSON text; it is parsed when `value` or `items` is first asked for. `where` is the file or address."""
    return Json(text, where, limits)


@dataclass(frozen=True)
class Json:
    """One JSON text."""

    text: str
    where: str
    limits: Limits

    @cached_property
    def value(self) -> Any:
        """All of it, as Python values."""
        value, end = self._decode(self._skip(0))
        self._ends(end)
        return value

    def items(self, *pointer: str) -> Iterator[tuple[int, Any]]:
        """Line and value of each item of the list that is found by following these keys (none: the text is the list).

        Only one item is held at a time, yet the text is read to its end. Raises SourceFailed when no list is there.
        """
        end = yield from self._descend(self._skip(0), pointer)
        self._ends(end)

    def _descend(self, at: int, pointer: tuple[str, ...]) -> Generator[tuple[int, Any], None, int]:
        if not pointer:
            return (yield from self._list(at))
        self._expect("{", at, f"an object with {pointer[0]!r}")
        at, found, names = self._skip(at + 1), False, []
        while not self.text.startswith("}", at):
            name, at = self._name(at)
            names.append(name)
            if name == pointer[0]:
                if found:
                    raise self._twice(name, at)
                found = True
                at = yield from self._descend(at, pointer[1:])
            else:
                _, at = self._decode(at)
            at = self._next("}", at)
        if not found:
            raise self._failed(f"It has no {pointer[0]!r}.", at, nearest(pointer[0], names))
        return at + 1

    def _list(self, at: int) -> Generator[tuple[int, Any], None, int]:
        self._expect("[", at, "a list")
        line, counted = 1, 0
        at = self._skip(at + 1)
        while not self.text.startswith("]", at):
            line, counted = line + self.text.count("\n", counted, at), at
            value, at = self._decode(at)
            yield line, value
            at = self._next("]", at)
        return at + 1

    def _next(self, closing: str, at: int) -> int:
        """The position of the next member, or of the closing bracket."""
        at = self._skip(at)
        if self.text.startswith(",", at):
            at = self._skip(at + 1)
            if self.text.startswith(closing, at):
                raise self._not_json("a comma before the closing bracket", at)
        elif not self.text.startswith(closing, at):
            raise self._not_json(f"expected a comma or {closing}", at)
        return at

    def _name(self, at: int) -> tuple[str, int]:
        self._expect('"', at, "a name in quotes")
        name, at = self._decode(at)
        at = self._skip(at)
        self._expect(":", at, "a colon")
        return name, self._skip(at + 1)

    def _decode(self, at: int) -> tuple[Any, int]:
        try:
            value, end = self._decoder.raw_decode(self.text, at)
        except json.JSONDecodeError as problem:
            raise self._not_json(problem.msg, problem.pos) from problem
        except RecursionError as problem:
            raise self._too_deep(at) from problem
        except _Refused as problem:
            raise self._failed(str(problem), at, "Correct it at its source.") from problem
        self._check_depth(value, at)
        if _SURROGATE.search(self.text, at, end):
            self._check_surrogates(value, at)
        return value, end

    @cached_property
    def _decoder(self) -> json.JSONDecoder:
        return json.JSONDecoder(
            object_pairs_hook=_object, parse_int=_integer, parse_float=_number, parse_constant=_constant, strict=False
        )

    def _check_depth(self, value: Any, at: int) -> None:
        level, depth = [value], 0
        while level := [v for v in level if isinstance(v, dict | list)]:
            depth += 1
            if depth > self.limits.depth:
                raise self._too_deep(at)
            level = [inner for v in level for inner in (v.values() if isinstance(v, dict) else v)]

    def _check_surrogates(self, value: Any, at: int) -> None:
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError as problem:
            raise self._failed("It holds half of a surrogate pair.", at, "Correct it at its source.") from problem

    def _skip(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        return found.end() if found else at

    def _expect(self, character: str, at: int, what: str) -> None:
        if not self.text.startswith(character, at):
            raise self._failed(f"Expected {what} here.", at, "Check that this is the file the loader is meant for.")

    def _ends(self, at: int) -> None:
        if self._skip(at) != len(self.text):
            raise self._not_json("more text after its end", self._skip(at))

    def _failed(self, what: str, at: int, remedy: str) -> SourceFailed:
        line = self.text.count("\n", 0, at) + 1
        return SourceFailed(what, where=f"{self.where}:{line}", remedy=remedy)

    def _not_json(self, reason: str, at: int) -> SourceFailed:
        remedy = "The file seems to be cut off; export it again." if at >= len(self.text.rstrip()) else "Export it again."
        return self._failed(f"It is not JSON: {reason[:1].lower()}{reason[1:]}.", at, remedy)

    def _too_deep(self, at: int) -> SourceFailed:
        return self._failed(f"It is nested more than {self.limits.depth} deep.", at, "Check where the file comes from.")

    def _twice(self, name: str, at: int) -> SourceFailed:
        return self._failed(f"The key {name!r} is given twice in one object.", at, "Correct it at its source.")


class _Refused(Exception):
    """JSON that Python would take and we do not."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Refused(f"The key {twice!r} is given twice in one object.")
    return made


def _integer(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise _Refused(f"A number has {len(digits):,} digits.")
    return int(digits)


def _number(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise _Refused(f"The number {digits[:40]} is too big to hold.")
    return number


def _constant(name: str) -> float:
    raise _Refused(f"{name} is no JSON number.")
