"""YAML that people write, read strictly: one clear error that names the file and the key."""

from __future__ import annotations

from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from graph.errors import WrongUse, nearest

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one in C where the platform has it: the catalogue is read at the start of every command."""

M = TypeVar("M", bound=BaseModel)


def load_mapping(text: str, where: str) -> dict[str, Any]:
    """The mapping that a YAML text holds; raises WrongUse when it is not YAML or not a mapping."""
    try:
        found = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader either way
    except yaml.YAMLError as problem:
        raise WrongUse(f"It is not YAML: {problem}", where=where) from problem
    if not isinstance(found, dict):
        raise WrongUse("It holds no keys.", where=where, remedy="Write `key: value` lines.")
    return found


def validated(model: type[M], given: dict[str, Any], where: str) -> M:
    """The model made of what was given; raises WrongUse that names the first wrong key and the nearest known one.

    A key that nobody knows comes before one that is missing: a slip of the pen makes both.
    """
    try:
        return model.model_validate(given)
    except ValidationError as problem:
        wrong = problem.errors()
        first = next((one for one in wrong if one["type"] == "extra_forbidden"), wrong[0])
        key = ".".join(str(part) for part in first["loc"])
        raise WrongUse(f"{key}: {_said(first)}.", where=where, remedy=_remedy(first, model)) from problem


def _said(first: Any) -> str:
    if first["type"] == "extra_forbidden":
        return "there is no such key"
    if first["type"] == "missing":
        return "it is missing"
    return str(first["msg"]).removeprefix("Value error, ")


def _remedy(first: Any, model: type[BaseModel]) -> str:
    if first["type"] == "extra_forbidden" and len(first["loc"]) == 1:
        return nearest(str(first["loc"][0]), (f.alias or name for name, f in model.model_fields.items()))
    if first["type"] == "string_type" and isinstance(first["input"], int | float):
        return f"Put it in quotes: '{first['input']}'."
    return ""
