"""Parameters of a statement: which it uses, which are always there, and text made into values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from graph.errors import WrongUse, nearest
from graph.schema.vocabulary import AGREEMENT_KINDS, DOCUMENT_KINDS, RECORD_KINDS
from queries.contract import Asked, Check, Param
from queries.statement import code
from queries.values import coerced

KINDS: dict[str, list[str]] = {
    "document_kinds": DOCUMENT_KINDS,
    "agreement_kinds": AGREEMENT_KINDS,
    "record_kinds": RECORD_KINDS,
}
"""The three classes of documents, for every statement that asks."""

_PARAMETER = re.compile(r"\$(\w+)")


def used(statement: str) -> set[str]:
    """Names of the parameters in a statement, those in texts and comments left out."""
    return set(_PARAMETER.findall(code(statement)))


def always_passed(asked: Asked) -> set[str]:
    """Names that a statement may use without declaring them; what frameworks say only on checks."""
    return {"today", *KINDS} | ({"requirements", "record_ages"} if isinstance(asked, Check) else set())


def derived(name: str, param: Param) -> set[str]:
    """Names under which a declared parameter reaches the statement."""
    return {name, f"{name}_ago", f"{name}_ahead"} if param.type == "days" else {name}


def shown(value: object) -> str:
    """A value as it is typed; several texts with commas between them, nothing where there is none."""
    return ",".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def quoted(value: object) -> str:
    """A value as one word of a shell, for examples."""
    return f'"{shown(value)}"' if " " in shown(value) else shown(value)


def layered(*layers: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Name of a check to values of its parameters, of the last layer that says them."""
    found: dict[str, dict[str, Any]] = {}
    for layer in layers:
        for check, said in layer.items():
            found.setdefault(check, {}).update(said)
    return found


def meant(check: Check, name: str, value: Any) -> Any:
    """The value of a parameter that a file sets for a check; raises WrongUse, which the caller gives a place."""
    if name not in check.params:
        raise WrongUse(f"the check has no parameter {name}.", remedy=_known(name, check))
    param = check.params[name]
    try:
        return coerced(param.type, value)
    except ValueError as problem:
        raise WrongUse(f"{value!r} is not {problem}.", remedy=f"For example: {name}: {shown(param.example)}") from problem


def bind(
    asked: Asked,
    given: Mapping[str, Any],
    *,
    today: str,
    requirements: Iterable[str] = (),
    ages: Iterable[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """Everything the statement uses and nothing else; ids of nodes as they were given.

    `requirements` and `ages` (framework, item, days) are what frameworks say; an age also tells the day it reaches back to.
    Raises WrongUse for a parameter it does not know, one that is missing, or a value that is not of its type.
    """
    day = _day_of(today)
    unknown = [name for name in given if name not in asked.params]
    if unknown:
        raise WrongUse(f"It has no parameter {unknown[0]}.", where=asked.name, remedy=_known(unknown[0], asked))
    since = [{**age, "since": _shifted(day, -age["days"])} for age in ages]
    values: dict[str, Any] = {"today": today, "requirements": list(requirements), "record_ages": since, **KINDS}
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
    remedy = f"For example: -p {name}={quoted(param.example)}"
    if value is None:
        raise WrongUse(f"It needs a value for {name} ({param.about}).", where=asked.name, remedy=remedy)
    try:
        return coerced(param.type, value)
    except ValueError as problem:
        raise WrongUse(f"{name} = {value!r} is not {problem}.", where=asked.name, remedy=remedy) from problem


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
