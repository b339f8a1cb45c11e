"""Pages: the order of a list, the cursor of a place in it, and the condition that holds after a cursor (keyset).

A cursor is the values of the order at its place, so a page starts where the last one ended whatever came or went since.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import orjson

from api.graphql.given import Given
from graph.schema.model import Kind

_TYPES: dict[Kind, tuple[type, ...]] = {"integer": (int,), "number": (int, float), "boolean": (bool,)}
_NOT_OURS = "This is no cursor of this list."


@dataclass(frozen=True)
class Key:
    """What a list is ordered by."""

    name: str
    text: str
    """Its Cypher: n0.name."""
    kind: Kind
    nullable: bool
    descending: bool = False
    backward: bool = False
    """Whether the list is read from its end."""

    @property
    def falling(self) -> bool:
        """Whether greater values are read first."""
        return self.descending != self.backward

    @property
    def order(self) -> str:
        """What follows ORDER BY; absent values come last in either direction, on every engine."""
        ranked = f"{self.text} DESC" if self.falling else self.text
        if not self.nullable:
            return ranked
        return f"{self.text} {'IS NOT NULL' if self.backward else 'IS NULL'}, {ranked}"

    @property
    def tag(self) -> str:
        """How a cursor remembers it."""
        return f"-{self.name}" if self.descending else self.name

    def holds(self, value: Any) -> bool:
        """Whether a value can be one of its."""
        if value is None:
            return self.nullable
        return isinstance(value, _TYPES.get(self.kind, (str,))) and (self.kind == "boolean" or not isinstance(value, bool))


def order_by(keys: Sequence[Key]) -> str:
    """The ORDER BY of a list."""
    return ", ".join(key.order for key in keys)


def encode(keys: Sequence[Key], values: Sequence[Any]) -> str:
    """The cursor of the place that has these values."""
    return base64.urlsafe_b64encode(orjson.dumps([_tag(keys), *values])).decode()


def decode(keys: Sequence[Key], cursor: str) -> list[Any]:
    """The values at a cursor; raises ValueError for one that another list, another order or nobody gave."""
    try:
        tag, *values = orjson.loads(base64.b64decode(cursor.encode("ascii"), altchars=b"-_", validate=True))
    except (ValueError, TypeError, binascii.Error, UnicodeError):
        raise ValueError(_NOT_OURS) from None
    if tag != _tag(keys) or len(values) != len(keys) or not all(k.holds(v) for k, v in zip(keys, values, strict=True)):
        raise ValueError(_NOT_OURS)
    return list(values)


def _tag(keys: Sequence[Key]) -> str:
    return ",".join(key.tag for key in keys)


def reversed_(keys: Sequence[Key]) -> list[Key]:
    """The order of the same list, read from its end."""
    return [replace(key, backward=not key.backward) for key in keys]


def after(keys: Sequence[Key], cursor: Given) -> str:
    """The condition that a place comes after the cursor: past it in one key, and level in all keys before."""
    values = [cursor.parameter(partial(_value, cursor.path[-1], keys, place)) for place in range(len(keys))]
    condition = ""
    for key, value in reversed(list(zip(keys, values, strict=True))):
        condition = _beyond(key, value, condition)
    return condition


def _value(name: str | int, keys: Sequence[Key], place: int, cursor: str) -> Any:
    try:
        return decode(keys, cursor)[place]
    except ValueError:
        raise ValueError(f"{name} is no cursor of this list. Use one that the same field gave in the same order.") from None


def _beyond(key: Key, value: str, rest: str) -> str:
    past = f"{key.text} {'<' if key.falling else '>'} {value}"
    if key.nullable:
        absent, present = (value, key.text) if key.backward else (key.text, value)
        gone = f"({absent} IS NULL AND {present} IS NOT NULL)"
        level = f"({key.text} = {value} OR ({key.text} IS NULL AND {value} IS NULL))"
        return f"({past} OR {gone} OR ({level} AND {rest}))" if rest else f"({past} OR {gone})"
    if not rest:
        return past
    reached = f"{key.text} {'<=' if key.falling else '>='} {value}"
    return f"({reached} AND ({past} OR {rest}))"
