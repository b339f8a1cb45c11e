"""What pydantic refuses, said to the person who wrote the setting: what is wrong, in which line, and the remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, get_args

from pydantic import AfterValidator, BaseModel, ValidationError

from graph.configuration import line_of
from graph.errors import nearest

_WANTED = {
    "string_type": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "list_type": "a list",
    "dict": "a mapping of names to values",
    "model": "a mapping of names to values",
}
"""What is wanted, by how the type of an error begins."""
_SECRET = ("password", "secret")
_FEW = 25
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


class Refusal(NamedTuple):
    """One setting that cannot be meant."""

    place: str
    """Its name, with those it stands in: `tables.0.records.0.label`."""
    line: int | None
    """Its line, where it was read from a file."""
    said: str
    """One sentence."""
    remedy: str


def refusal(problem: ValidationError, model: type[BaseModel], given: object = None) -> Refusal:
    """The first thing that a validation refused of what was `given` to the model."""
    first = _first(problem.errors())
    place, around, inside = _walk(first["loc"], model)
    shown = ".".join(str(step) for step in place)
    if first["type"] == "extra_forbidden":
        said, remedy = unknown(str(place[-1]), _names(around))
    else:
        said, remedy = _said(first), _remedy(first, inside)
    if any(word in shown for word in _SECRET):
        said, remedy = said.partition(", not ")[0].removesuffix(".") + ".", ""
    return Refusal(shown, line_of(given, place), said, remedy)


def _first(problems: list[Any]) -> Any:
    """The first problem; a name with a slip of the pen comes before the one that is missing therefore."""
    first = problems[0]
    slips = (p for p in problems if p["type"] == "extra_forbidden" and p["loc"][:-1] == first["loc"][:-1])
    return next(slips, first) if first["type"] == "missing" else first


def unknown(name: str, known: Iterable[str]) -> tuple[str, str]:
    """What to say of a name that nobody knows: that, and the nearest known ones."""
    names = list(known)
    near = nearest(name, names)
    return f"there is no {name} here.", near or _listed(names)


def _listed(names: list[str]) -> str:
    if not names:
        return "Nothing can be set here."
    return f"Known here: {', '.join(names)}." if len(names) <= _FEW else ""


def like(pattern: str, wanted: str) -> Any:
    """Text of a pattern, for use in Annotated; what does not match is told in words what is wanted."""
    compiled = re.compile(pattern)

    def check(text: str) -> str:
        if not compiled.fullmatch(text):
            raise ValueError(f"it must be {wanted}, not {text!r}")
        return text

    return AfterValidator(check)


def _walk(loc: Sequence[str | int], model: type[BaseModel]) -> tuple[list[str | int], set[type[BaseModel]], set[type[BaseModel]]]:
    """The place as the user wrote it, the models that its last name stands in, and those that may stand under that name.

    Pydantic also names the alternative it tried, such as a class; that is no part of the place.
    """
    place: list[str | int] = []
    around = inside = {model}
    for step in loc:
        if tried := {m for m in inside if m.__name__ == step}:
            inside = tried
        elif not (isinstance(step, str) and step.endswith("]") and "[" in step):
            place.append(step)
            around = inside
            fields = [f for m in around for name, f in m.model_fields.items() if step in (name, f.alias)]
            inside = {inner for f in fields for inner in _models_in(f.annotation)} or around
    return place, around, inside


def _models_in(annotation: Any) -> set[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {annotation}
    return {inner for argument in get_args(annotation) for inner in _models_in(argument)}


def _names(models: Iterable[type[BaseModel]]) -> list[str]:
    return sorted({field.alias or name for model in models for name, field in model.model_fields.items()})


def _said(first: Any) -> str:
    if first["type"] == "missing":
        return "it is missing."
    wanted = next((words for start, words in _WANTED.items() if str(first["type"]).startswith(start)), "")
    said = f"it must be {wanted}" if wanted else _ordinary(first)
    if said.startswith("it must") and ", not " not in said:
        said += f", not {_shown(first['input'])}"
    return said if said.endswith((".", "?")) else f"{said}."


def _ordinary(first: Any) -> str:
    said = str(first["msg"]).removeprefix("Value error, ")
    said = f"it is {said}" if said.startswith("not ") else said
    for theirs, ours in (("Input should", "it must"), ("String should", "it must"), ("List should", "it must")):
        said = said.replace(theirs, ours)
    return said.replace("Dictionary should", "it must").split(" after validation")[0]


def _shown(value: object) -> str:
    """What was given, short and in words: a long or nested value says little."""
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    if value is None:
        return "nothing"
    text = repr(value) if isinstance(value, str) and not _NUMBER.fullmatch(value) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _remedy(first: Any, inside: set[type[BaseModel]]) -> str:
    if first["type"] in ("literal_error", "enum") and isinstance(first["input"], str):
        return nearest(first["input"], str(first["ctx"]["expected"]).replace("'", "").replace(" or ", ", ").split(", "))
    if first["type"] == "list_type":
        return "Begin each item with a hyphen, or put them in brackets."
    return _listed(_names(inside)) if first["type"].startswith("model") else ""
