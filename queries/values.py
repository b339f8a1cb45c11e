"""Values of parameters: a value, or its text, as the type holds it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from typing import Any

SCALARS = ("text", "integer", "number", "boolean", "texts", "day", "days")
"""Types besides the ids of nodes, which are texts."""
_LONGEST_SPAN = 36_500


def coerced(type_: str, value: Any) -> Any:
    """A value, or its text, as a parameter of that type holds it; raises ValueError that says what was expected."""
    coerce: Callable[[Any], Any] = _COERCE.get(type_, _text)
    return coerce(value)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("a text")
    return value.strip()


def _texts(value: Any) -> list[str]:
    given = value.split(",") if isinstance(value, str) else value
    if not isinstance(given, list | tuple) or not all(isinstance(one, str) for one in given):
        raise ValueError("a list of texts, separated by commas")
    return [one.strip() for one in given if one.strip()]


def _integer(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63:
        return value
    if isinstance(value, str) and re.fullmatch(r"[+-]?\d{1,18}", value.strip()):
        return int(value)
    raise ValueError("a whole number")


def _number(value: Any) -> float:
    try:
        number = math.nan if isinstance(value, bool) else float(value)
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number):
        raise ValueError("a number")
    return number


def _boolean(value: Any) -> bool:
    plain = str(value).strip().lower()
    if plain not in ("true", "yes", "false", "no"):
        raise ValueError("true or false")
    return plain in ("true", "yes")


def _day(value: Any) -> str:
    text = str(value).strip()
    try:
        date.fromisoformat(text)
    except ValueError:
        text = ""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError("a date of the form YYYY-MM-DD")
    return text


def _days(value: Any) -> int:
    try:
        days = _integer(value)
    except ValueError:
        days = -1
    if not 0 <= days <= _LONGEST_SPAN:
        raise ValueError(f"a number of days between 0 and {_LONGEST_SPAN}")
    return days


_COERCE: dict[str, Callable[[Any], Any]] = {
    "texts": _texts,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "day": _day,
    "days": _days,
}
