"""What a free field of a source means: an annotation, a label, an attribute that each organisation fills in its own way.

halvora.example/ci:       {identity: cmdb}
halvora.example/tier:     {property: criticality, values: {tier-1: critical}}
halvora.example/supplier: {link: SUPPLIED_BY, to: Supplier}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from graph.errors import WrongUse, nearest
from graph.loaders.contract import Options
from graph.records import identity
from graph.records.model import Link, Value
from graph.schema import model, nodes

_IDENTIFIERS = frozenset({"email", "lei", "serial", "registration"})


def _text_keys(given: Any) -> Any:
    """YAML reads `1:` as a number; values of a source are text."""
    return {str(key): value for key, value in given.items()} if isinstance(given, dict) else given


class Meaning(Options):
    """What one field says: an identity, a property or a link."""

    identity: str | None = None
    """The source whose key it is, or email, lei, serial, registration."""
    property: str | None = None
    """The property it gives."""
    values: Annotated[dict[str, Value], BeforeValidator(_text_keys)] = Field(default_factory=dict)
    """Translation of its values into those of the property; what is missing is taken as it is."""
    link: str | None = None
    """The relationship type it asserts."""
    to: str | None = None
    """What the link leads to: a label that joins by name, a source, or lei, email, serial, registration."""
    incoming: bool = False
    """Whether the link comes from there."""
    separator: str | None = None
    """What separates several values."""

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(1 for said in (self.identity, self.property, self.link) if said) != 1:
            raise ValueError("it says exactly one of identity, property and link")
        if bool(self.link) != bool(self.to):
            raise ValueError("a link needs `to`, and only a link has it")
        try:
            self._check_words()
        except WrongUse as problem:
            raise ValueError(str(problem)) from problem
        return self

    def _check_words(self) -> None:
        if self.link:
            model.relationship(self.link)
        known = {name for n in nodes.ORGANISATION for name in model.properties(n)} - {"id"}
        if self.property and self.property not in known:
            raise ValueError(f"there is no property {self.property}. {nearest(self.property, known)}")
        if self.to and self.to[:1].isupper() and not model.node(self.to).joins_by_name:
            raise ValueError(f"a {self.to} does not join by name; name the source that keys it")

    def each(self, text: str) -> Iterator[str]:
        """The values of a field, one or several."""
        parts = text.split(self.separator) if self.separator else [text]
        return (part.strip() for part in parts if part.strip())

    def misfit(self, label: str) -> str:
        """Why it can say nothing of a node of this label; empty when it can."""
        if self.property and self.property not in model.properties(model.node(label)):
            return f"a {label} has no {self.property}."
        ends = model.arriving(label) if self.incoming else model.leaving(label)
        if self.link and self.link not in [r.type for r in ends]:
            return f"no {self.link} {'leads to' if self.incoming else 'starts at'} a {label}."
        return ""

    def value(self, text: str) -> Value:
        """The property's value for a text."""
        return self.values.get(text, text)

    def made_link(self, text: str) -> Link:
        """The link for a text."""
        return Link(self.link or "", refer(self.to or "", text), outgoing=not self.incoming)


def refer(scheme: str, text: str) -> str:
    """The identity that a text names: by name where the scheme is a label, by identifier, else the key of a source."""
    if scheme[:1].isupper():
        return identity.by_name(scheme, text)
    return identity.by_identifier(scheme, text) if scheme in _IDENTIFIERS else identity.by_key(scheme, text)
