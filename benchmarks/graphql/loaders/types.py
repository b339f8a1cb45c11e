"""The types: a class for each label, made of the properties of a node."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Any, Self

import strawberry

from benchmarks.graphql.loaders.relations import Found, Relations

MOST = 1000
Info = strawberry.Info[Relations, None]


@strawberry.interface
class Node:
    """Anything."""

    id: strawberry.ID
    name: str

    @classmethod
    def of(cls, properties: dict[str, Any]) -> Self:
        """The object of a node's properties."""
        known: dict[str, Any] = {name: properties.get(name) for name in stored(cls)}  # type: ignore[arg-type]
        return cls(**known)


@cache
def stored(type_: type[Node]) -> list[str]:
    """The fields that are properties; the others have resolvers."""
    return [field.name for field in fields(type_) if field.init]


@strawberry.type
class Resource(Node):
    """A resource."""


@strawberry.type
class Process(Node):
    """A process."""


@strawberry.type
class Role(Node):
    """A role."""


@strawberry.type
class Supplier(Node):
    """A supplier."""

    country: str | None


@strawberry.type
class Document(Node):
    """A document."""

    kind: str | None
    valid_to: str | None


@strawberry.type
class Service(Node):
    """A service."""

    kind: str | None
    status: str | None
    criticality: str | None
    availability_target: float | None
    rto_minutes: int | None
    rpo_minutes: int | None
    state: str | None
    description: str | None

    @strawberry.field
    async def depends_on(self, info: Info, first: int = MOST) -> list[Node]:
        return made(await info.context.of("dependsOn", self.id, first))

    @strawberry.field
    async def dependents(self, info: Info, first: int = MOST) -> list[Node]:
        return made(await info.context.of("dependents", self.id, first))

    @strawberry.field
    async def suppliers(self, info: Info, first: int = MOST) -> list[Supplier]:
        return made(await info.context.of("suppliers", self.id, first))

    @strawberry.field
    async def operators(self, info: Info, first: int = MOST) -> list[Supplier]:
        return made(await info.context.of("operators", self.id, first))

    @strawberry.field
    async def accountable_roles(self, info: Info, first: int = MOST) -> list[Role]:
        return made(await info.context.of("accountableRoles", self.id, first))

    @strawberry.field
    async def governed_by(self, info: Info, first: int = MOST) -> list[Document]:
        return made(await info.context.of("governedBy", self.id, first))

    @strawberry.field
    async def parts(self, info: Info, first: int = MOST) -> list[Service]:
        return made(await info.context.of("parts", self.id, first))


LABELS: dict[str, type[Node]] = {each.__name__: each for each in (Resource, Process, Role, Supplier, Document, Service)}


def made(found: list[Found]) -> list[Any]:
    """The objects of what was found."""
    return [LABELS[label].of(properties) for label, properties in found]
