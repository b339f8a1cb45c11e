"""What changes from request to request: values, which travel as parameters, and the shape of the variables.

A statement's text depends on the document and on the shape of its variables alone, so it is made once and run often.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graphql import FieldNode, GraphQLError, GraphQLField
from graphql.execution.values import VariableValues, get_argument_values

from api.graphql.scalars import Direction

Convert = Callable[[Any], Any]


def shape(value: Any) -> Hashable:
    """What of a variable's value decides the text: presence, null, true and false, directions, the keys of objects."""
    if value is None or isinstance(value, bool | Direction):
        return value
    if isinstance(value, dict):
        return tuple((key, shape(item)) for key, item in value.items())
    if isinstance(value, list):
        return ("list", *(shape(item) for item in value if isinstance(item, dict)))
    return "value"


class Site(NamedTuple):
    """A field that has arguments."""

    definition: GraphQLField
    node: FieldNode

    def arguments(self, variables: VariableValues) -> dict[str, Any]:
        """Its arguments, coerced, defaults filled in."""
        return get_argument_values(self.definition, self.node, variables)


class Parameter(NamedTuple):
    """A value of the statement: where it is found among the arguments, and how it is made of it."""

    name: str
    site: int
    path: tuple[str | int, ...]
    convert: Convert


@dataclass
class Parameters:
    """The values that a statement takes, numbered in the order of the document."""

    sites: list[Site] = field(default_factory=list)
    taken: list[Parameter] = field(default_factory=list)
    pinned: dict[tuple[int, str], Any] = field(default_factory=dict)
    """Arguments whose values are in the text: where Cypher takes no parameter."""

    def at(self, site: Site, variables: VariableValues) -> Given:
        """The arguments of a field in the request for which the text is made."""
        self.sites.append(site)
        return Given(self, len(self.sites) - 1, (), site.arguments(variables))

    def take(self, given: Given, convert: Convert) -> str:
        """`$p3`: a value that every request finds at the place of this one."""
        parameter = Parameter(f"p{len(self.taken)}", given.site, given.path, convert)
        self.taken.append(parameter)
        return f"${parameter.name}"

    def fits(self, variables: VariableValues) -> bool:
        """Whether the text is right for these variables too: what is in it has the same values."""
        return all(self.sites[site].arguments(variables).get(name) == value for (site, name), value in self.pinned.items())

    def values(self, variables: VariableValues) -> dict[str, Any]:
        """The values for one request; raises GraphQLError for one that cannot be meant."""
        arguments = {site: self.sites[site].arguments(variables) for site in {p.site for p in self.taken}}
        return {p.name: self._value(p, arguments[p.site]) for p in self.taken}

    def _value(self, p: Parameter, found: Any) -> Any:
        for step in p.path:
            found = found[step]
        try:
            return p.convert(found)
        except ValueError as problem:
            raise GraphQLError(str(problem), self.sites[p.site].node) from problem


@dataclass(frozen=True)
class Given:
    """An argument, or a part of one: its value now, and its place among the arguments."""

    owner: Parameters
    site: int
    path: tuple[str | int, ...]
    value: Any

    def get(self, key: str) -> Given | None:
        """The part of this name; None where it is absent or null."""
        return self[key] if self.value.get(key) is not None else None

    def __getitem__(self, key: str | int) -> Given:
        return Given(self.owner, self.site, (*self.path, key), self.value[key])

    def items(self) -> Iterator[tuple[str, Given]]:
        """The parts of an object by name."""
        return ((key, self[key]) for key in self.value)

    def each(self) -> Iterator[Given]:
        """The items of a list."""
        return (self[i] for i in range(len(self.value)))

    def parameter(self, convert: Convert) -> str:
        """`$p3`: its value as a parameter."""
        return self.owner.take(self, convert)

    def pin(self, name: str) -> Any:
        """The value of an argument, for the text itself; None where it is not given."""
        self.owner.pinned[self.site, name] = found = self.value.get(name)
        return found

    def refuse(self, what: str) -> GraphQLError:
        """The error that it cannot be meant."""
        where = ".".join(str(step) for step in self.path)
        return GraphQLError(f"{where}: {what}", self.owner.sites[self.site].node)
