"""Parameters of a statement: which it uses, which are always there, and text made into values."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from graph.errors import WrongUse, nearest
from graph.schema.vocabulary import AGREEMENT_KINDS, DOCUMENT_KINDS, RECORD_KINDS
from queries.contract import Asked, Check, Param

KINDS: dict[str, list[str]] = {
    "document_kinds": DOCUMENT_KINDS,
    "agreement_kinds": AGREEMENT_KINDS,
    "record_kinds": RECORD_KINDS,
}
"""The three classes of documents, for every statement that asks."""

_NOT_CODE = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|//[^\n]*|/\*.*?\*/", re.DOTALL)
_PARAMETER = re.compile(r"\$(\w+)")
_LONGEST_SPAN = 36_500


def used(statement: str) -> set[str]:
    """Names of the parameters in a statement, those in texts and comments left out."""
    return set(_PARAMETER.findall(_NOT_CODE.sub("", statement)))


def always_passed(asked: Asked) -> set[str]:
    """Names that a statement may use without declaring them; the requirements only on checks."""
    return {"today", *KINDS} | ({"requirements"} if isinstance(asked, Check) else set())


def derived(name: str, param: Param) -> set[str]:
    """Names under which a declared parameter reaches the statement."""
    return {name, f"{name}_ago", f"{name}_ahead"} if param.type == "days" else {name}


def bind(asked: Asked, given: Mapping[str, Any], *, today: str, requirements: Iterable[str] = ()) -> dict[str, Any]:
    """Everything the statement uses and nothing else; ids of nodes as they were given.

    Raises WrongUse for a parameter it does not know, one that is missing, or a value that is not of its type.
    """
    day = _day_of(today)
    unknown = [name for name in given if name not in asked.params]
    if unknown:
        raise WrongUse(f"It has no parameter {unknown[0]}.", where=asked.name, remedy=_known(unknown[0], asked))
    values: dict[str, Any] = {"today": today, "requirements": sorted(requirements), **KINDS}
    for name, param in asked.params.items():
        values |= _spread(name, param, _value(asked, name, param, given), day)
    return {name: values[name] for name in used(asked.statement)}


def _day_of(today: str) -> date:
    try:
        return date.fromisoformat(today)
    except ValueError as problem:
        raise WrongUse(f"today = {today!r} is not a date.", remedy="Write it as YYYY-MM-DD.") from problem


def _known(name: str, asked: Asked) -> str:
    if not asked.params:
        return "It takes none."
    return nearest(name, asked.params) or f"It takes {', '.join(asked.params)}."


def _value(asked: Asked, name: str, param: Param, given: Mapping[str, Any]) -> Any:
    value = given.get(name, param.default)
    remedy = f"For example: -p {name}={_quoted(param.example)}"
    if value is None:
        raise WrongUse(f"It needs a value for {name} ({param.about}).", where=asked.name, remedy=remedy)
    try:
        return coerced(param, value)
    except ValueError as problem:
        raise WrongUse(f"{name} = {value!r} is not {problem}.", where=asked.name, remedy=remedy) from problem


def _quoted(example: object) -> str:
    return f'"{example}"' if " " in str(example) else str(example)


def coerced(param: Param, value: Any) -> Any:
    """A value, or its text, as the parameter's type; raises ValueError that says what was expected."""
    coerce: Callable[[Any], Any] = _COERCE.get(param.type, _text)
    return coerce(value)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("a text")
    return value.strip()


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
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "day": _day,
    "days": _days,
}


def _spread(name: str, param: Param, value: Any, today: date) -> dict[str, Any]:
    """The value, and for a span also the days it reaches back and ahead to."""
    if param.type != "days":
        return {name: value}
    return {name: value, f"{name}_ago": _shifted(today, -value), f"{name}_ahead": _shifted(today, value)}


def _shifted(today: date, days: int) -> str:
    """The day so many days away, held at the ends of the calendar."""
    try:
        return (today + timedelta(days=days)).isoformat()
    except OverflowError:
        return (date.min if days < 0 else date.max).isoformat()
