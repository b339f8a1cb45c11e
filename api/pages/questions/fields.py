"""Parameters as fields of a form: what is typed, what is meant by it, and what is wrong with it, next to the field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from api.pages.addresses import MADE_FOR_VIEWS
from graph.engine import Engine
from graph.errors import WrongUse
from queries.contract import Asked, Param
from queries.lookup import node_id
from queries.parameters import shown
from queries.values import coerced

_INPUTS = {"integer": "number", "number": "number", "days": "number", "day": "date"}
_HINTS = {"texts": "several, with commas between them", "days": "days", "number": "a number", "integer": "a whole number"}


@dataclass(frozen=True)
class Field:
    """A parameter with what was typed."""

    name: str
    param: Param
    typed: str
    wrong: str = ""
    """What is wrong with it, and what to do."""

    @property
    def key(self) -> str:
        """Its name in the address."""
        return key(self.name)

    @property
    def label(self) -> str:
        """Its name in words."""
        return self.name.replace("_", " ").capitalize()

    @property
    def input(self) -> str:
        """The type of its input; a yes or no is a list to choose from."""
        return _INPUTS.get(self.param.type, "text")

    @property
    def hint(self) -> str:
        """How it is typed."""
        kind = _HINTS.get(self.param.type, "")
        return "; ".join(part for part in (kind, f"for example {shown(self.param.example)}") if part)

    @property
    def needed(self) -> bool:
        """Whether it has to be given."""
        return self.param.default is None


def key(name: str) -> str:
    """The name of a parameter in the address: its own, unless that says how a page is shown."""
    return f"p-{name}" if name in MADE_FOR_VIEWS else name


def typed(asked: Asked, given: Mapping[str, str]) -> dict[str, str]:
    """What was given in the address, by parameter; an empty one was not given."""
    return {name: given[key(name)] for name in asked.params if given.get(key(name), "").strip()}


async def fields(engine: Engine, asked: Asked, said: Mapping[str, str], *, sent: bool) -> list[Field]:
    """A field for each parameter; one that cannot be meant says why. Where nothing was sent, a missing one is not wrong yet."""
    return [await _field(engine, name, param, said, sent) for name, param in asked.params.items()]


async def _field(engine: Engine, name: str, param: Param, said: Mapping[str, str], sent: bool) -> Field:
    text = said.get(name, shown(param.default))
    if not text:
        wrong = "It needs a value." if sent and param.default is None else ""
        return Field(name, param, text, wrong)
    return Field(name, param, text, await _wrong(engine, param, text))


async def _wrong(engine: Engine, param: Param, text: str) -> str:
    try:
        value = coerced(param.type, text)
    except ValueError as problem:
        return f"{text} is not {problem}."
    if not param.labels:
        return ""
    try:
        await node_id(engine, param.labels, value, where="")
    except WrongUse as problem:
        return f"{problem.what} {problem.remedy}".strip()
    return ""
