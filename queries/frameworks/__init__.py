"""Frameworks: their requirements, and which checks test which requirement; one YAML file a framework."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from importlib.abc import Traversable
from importlib.resources import files
from types import MappingProxyType
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from graph.errors import WrongUse, nearest
from graph.schema.vocabulary import MappingRelation
from queries.reading import load_mapping, validated

Ref = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$")]
"""Clause or article number: 8.2.3, 28.1.a."""
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, use_attribute_docstrings=True)


class Head(_Written):
    """What a framework is called."""

    id: Slug
    name: Line
    edition: Line | None = None


class Requirement(_Written):
    """A clause or article."""

    ref: Ref
    """Its number."""
    title: Line
    """Its title."""
    parent: Ref | None = None
    """Number of the one it is part of."""
    summary: Line | None = None
    """What it asks for, in our own words."""
    required_documents: list[Slug] = []
    """Keys of the documents it asks for."""
    required_records: list[Slug] = []
    """Keys of the records it asks for."""


class Mapped(_Written):
    """How a requirement compares with one of another framework."""

    source: Annotated[Ref, Field(alias="from")]
    target: Annotated[Line, Field(alias="to")]
    relation: MappingRelation


class Framework(_Written):
    """A standard or law, its requirements in order, and which checks test them."""

    framework: Head
    requirements: list[Requirement]
    checks: dict[Slug, list[Ref]] = {}
    """Check → numbers of the requirements it tests."""
    maps_to: list[Mapped] = []

    @model_validator(mode="after")
    def _numbers_are_known(self) -> Framework:
        refs = [r.ref for r in self.requirements]
        if twice := sorted({ref for ref in refs if refs.count(ref) > 1}):
            raise ValueError(f"these numbers are used twice: {', '.join(twice)}")
        named = [(f"requirements.{r.ref}.parent", r.parent) for r in self.requirements if r.parent]
        named += [(f"checks.{check}", ref) for check, tested in self.checks.items() for ref in tested]
        named += [("maps_to.from", mapped.source) for mapped in self.maps_to]
        for key, ref in named:
            if ref not in set(refs):
                raise ValueError(f"{key}: there is no requirement {ref}")
        return self

    @property
    def id(self) -> str:
        """Slug, also the id of its node."""
        return self.framework.id

    @property
    def name(self) -> str:
        """What people call it."""
        return self.framework.name

    @property
    def edition(self) -> str | None:
        """Edition or year."""
        return self.framework.edition

    @cached_property
    def tests(self) -> Mapping[str, tuple[str, ...]]:
        """Number of a requirement → names of the checks that test it, in the order of the file; all requirements."""
        found: dict[str, list[str]] = {r.ref: [] for r in self.requirements}
        for check, refs in self.checks.items():
            for ref in refs:
                found[ref].append(check)
        return MappingProxyType({ref: tuple(checks) for ref, checks in found.items()})

    def section(self, clause: str = "") -> list[Requirement]:
        """The requirement of that number and all below it; every one when no number is given.

        Raises WrongUse with the nearest number when there is none.
        """
        if not clause:
            return list(self.requirements)
        found = [r for r in self.requirements if r.ref == clause or r.ref.startswith(f"{clause}.")]
        if not found:
            remedy = nearest(clause, (r.ref for r in self.requirements))
            raise WrongUse(f"There is no requirement {clause}.", where=self.id, remedy=remedy)
        return found

    def checks_of(self, clause: str = "") -> list[str]:
        """Names of the checks that test a requirement or one below it."""
        refs = {r.ref for r in self.section(clause)}
        return [check for check, tested in self.checks.items() if refs & set(tested)]


@cache
def frameworks() -> Mapping[str, Framework]:
    """The frameworks of this package by id; read once."""
    return read_frameworks(files("queries") / "frameworks")


def read_frameworks(folder: Traversable) -> Mapping[str, Framework]:
    """The frameworks that a folder describes; raises WrongUse naming file and key."""
    found: dict[str, Framework] = {}
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".yaml"):
            continue
        where = f"frameworks/{file.name}"
        read = validated(Framework, load_mapping(file.read_text(encoding="utf-8"), where), where)
        if f"{read.id}.yaml" != file.name:
            raise WrongUse(f"framework.id: it is {read.id}, but the file is called {file.name}.", where=where)
        found[read.id] = read
    return MappingProxyType(found)


def find_framework(name: str) -> Framework:
    """The framework of that id; raises WrongUse with the nearest id."""
    known = frameworks()
    if name not in known:
        raise WrongUse(f"There is no framework {name}.", remedy=nearest(name, known) or f"There are {', '.join(known)}.")
    return known[name]


@cache
def requirements_of(check: str) -> tuple[str, ...]:
    """Ids of all requirements that any framework names for a check, in the order of the frameworks."""
    return tuple(
        f"{framework.id}/{ref}"
        for framework in frameworks().values()
        for ref, checks in framework.tests.items()
        if check in checks
    )
