"""The values of variables are counted before anything looks at them: how many, how deep, how many objects."""

from __future__ import annotations

from typing import Any

MOST_VALUES = 20_000
MOST_OBJECTS = 500
"""Every object of a filter becomes a condition; lists of plain values cost next to nothing."""
DEEPEST = 20


def over_limit(variables: dict[str, Any]) -> str:
    """What is too much about the values of variables, with limit and remedy; empty when nothing is."""
    level: list[Any] = list(variables.values())
    values = objects = depth = 0
    while level:
        depth += 1
        values += len(level)
        objects += sum(1 for value in level if isinstance(value, dict))
        if said := _said(depth, values, objects):
            return said
        level = [inner for value in level for inner in _inside(value)]
    return ""


def _inside(value: Any) -> Any:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _said(depth: int, values: int, objects: int) -> str:
    if depth > DEEPEST:
        return f"The variables have values inside each other more than {DEEPEST} levels deep, which is the limit."
    if values > MOST_VALUES:
        return f"The variables have {values} values or more; {MOST_VALUES} is the limit. Ask in several requests."
    if objects > MOST_OBJECTS:
        return f"The variables have {objects} objects or more; {MOST_OBJECTS} is the limit. Use `in` with a list of plain values."
    return ""
