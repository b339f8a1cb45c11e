"""Strawberry types from plain values: what its decorators do for classes written by hand.

Types refer to each other by name, in any order; a `Registry` is where the names are looked up once all are there.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Optional

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField
from strawberry.types.fields.resolver import StrawberryResolver

Sort = Literal["type", "interface", "input", "choice"]
"""A choice is an input of which exactly one field is given."""
_KNOWN = {"Optional": Optional, "list": list, "ID": strawberry.ID, "str": str, "int": int, "bool": bool, "float": float}


@dataclass(frozen=True)
class Argument:
    """An argument of a field; `type` is written as a Python annotation over the registry's names."""

    name: str
    type: str
    about: str
    default: Any = strawberry.UNSET


@dataclass(frozen=True)
class Field:
    """A field by its GraphQL name; without a resolver where the compiled statement answers for it."""

    name: str
    type: str
    about: str
    arguments: Sequence[Argument] = ()
    resolver: Callable[..., Any] | None = None
    deprecated: str = ""
    """Why nobody is to use it any more; empty while it is in use."""

    @property
    def python_name(self) -> str:
        """Its name as an attribute; `in` and its like are no Python names."""
        return f"{self.name}_"


@dataclass
class Registry:
    """The types made so far, by the name that annotations use."""

    names: dict[str, Any] = field(default_factory=lambda: dict(_KNOWN))
    choices: list[str] = field(default_factory=list)
    """Names of the inputs of which exactly one field is given."""

    def type(self, name: str, about: str, fields: Sequence[Field], sort: Sort = "type", of: str = "") -> Any:
        """Makes a type and enters it; `of` names the interface that it implements."""
        body = {f.python_name: self._field(f) for f in fields}
        bases = (self.names[of],) if of else ()
        made = types.new_class(name, bases, {}, lambda ns: ns.update(body, __annotations__=dict.fromkeys(body, object)))
        self.names[name] = decorated = _decorated(made, name, about, sort)
        if sort == "choice":
            self.choices.append(name)
        for f in fields:
            body[f.python_name].type_annotation = self._annotation(f.type)
        return decorated

    def enter(self, name: str, made: Any) -> None:
        """Enters a type that was made elsewhere."""
        self.names[name] = made

    def _field(self, f: Field) -> StrawberryField:
        made = StrawberryField(
            python_name=f.python_name, graphql_name=f.name, description=f.about, deprecation_reason=f.deprecated or None
        )
        if f.resolver:
            made.base_resolver = StrawberryResolver(f.resolver)
        else:
            made.default = made.default_value = strawberry.UNSET
            made.arguments = [self._argument(a) for a in f.arguments]
        return made

    def _argument(self, a: Argument) -> StrawberryArgument:
        return StrawberryArgument(a.name, a.name, self._annotation(a.type), description=a.about, default=a.default)

    def _annotation(self, type_: str) -> StrawberryAnnotation:
        return StrawberryAnnotation(type_, namespace=self.names)


def _decorated(made: type, name: str, about: str, sort: Sort) -> Any:
    if sort == "interface":
        return strawberry.interface(made, name=name, description=about)
    if sort == "type":
        return strawberry.type(made, name=name, description=about)
    return strawberry.input(made, name=name, description=about, one_of=sort == "choice")
