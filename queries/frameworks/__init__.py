"""Frameworks: their requirements, and which checks test which requirement; one YAML file a framework."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from importlib.abc import Traversable
from importlib.resources import files
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from graph.errors import WrongUse, nearest
from graph.schema.vocabulary import RECORD_KINDS, DocumentKind, MappingRelation, RoleKind
from queries.reading import load_mapping, validated

Ref = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$")]
"""Clause or article number: 8.2.3, 28.1.a."""
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Days = Annotated[int, Field(ge=1, le=36_500)]
_DESCRIBED = {"roles": "roles", "documents": "required_documents", "records": "required_records"}
"""Section of the file → field of a requirement whose keys it describes."""


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, use_attribute_docstrings=True)


class Head(_Written):
    """What a framework is called."""

    id: Slug
    name: Line
    edition: Line | None = None


class Parameters(_Written):
    """What the assessment of this framework goes by."""

    exclusions: bool = False
    """Whether a requirement may be left out by a statement of applicability."""
    record_within_days: Days = 365
    """How long a record counts as recent, unless its own entry says."""
    systemic_percent: Annotated[int, Field(ge=0, le=100)] = 50
    """Share of the rows of a high check in alarm above which the clause is a gap."""
    checks: dict[Slug, dict[str, str | int | float | bool]] = {}
    """Check → parameters that differ from the check's own defaults."""


class AskedRole(_Written):
    """A role that requirements name."""

    title: Line
    kind: RoleKind | None = None
    """Kind that a Role node has, where there is one."""


class AskedDocument(_Written):
    """A document that requirements ask for."""

    title: Line
    kinds: Annotated[list[DocumentKind], Field(min_length=1)]
    """Kinds of Document that usually show it."""

    @field_validator("kinds")
    @classmethod
    def _no_records(cls, kinds: list[DocumentKind]) -> list[DocumentKind]:
        return _of_class(kinds, records=False)


class AskedRecord(_Written):
    """A record that requirements ask for."""

    title: Line
    kinds: Annotated[list[DocumentKind], Field(min_length=1)]
    """Kinds of Document that usually show it; all of them records."""
    within_days: Days | None = None
    """How long one counts as recent, where that differs from `record_within_days`."""

    @field_validator("kinds")
    @classmethod
    def _records(cls, kinds: list[DocumentKind]) -> list[DocumentKind]:
        return _of_class(kinds, records=True)


def _of_class(kinds: list[DocumentKind], *, records: bool) -> list[DocumentKind]:
    for kind in kinds:
        if (kind in RECORD_KINDS) is not records:
            raise ValueError(f"{kind} is {'no kind' if records else 'a kind'} of record")
    return kinds


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
    roles: list[Slug] = []
    """Keys of the roles it names."""
    unverified: list[Literal["title", "required_documents", "required_records"]] = []
    """Fields that were recalled rather than read in a source."""


class Mapped(_Written):
    """How a requirement compares with one of another framework."""

    source: Annotated[Ref, Field(alias="from")]
    target: Annotated[Line, Field(alias="to")]
    relation: MappingRelation


class Framework(_Written):
    """A standard or law, its requirements in order, and which checks test them."""

    framework: Head
    parameters: Parameters = Parameters()
    roles: dict[Slug, AskedRole] = {}
    """Roles that requirements name, by key."""
    documents: dict[Slug, AskedDocument] = {}
    """Documents that requirements ask for, by key."""
    records: dict[Slug, AskedRecord] = {}
    """Records that requirements ask for, by key."""
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

    @model_validator(mode="after")
    def _keys_are_described(self) -> Framework:
        """Where a file describes roles, documents or records, it describes all that its requirements name."""
        for section, field in _DESCRIBED.items():
            known = getattr(self, section)
            for requirement in self.requirements:
                unknown = [key for key in getattr(requirement, field) if key not in known]
                if known and unknown:
                    raise ValueError(f"requirements.{requirement.ref}.{field}: {section} does not describe {unknown[0]}")
        return self

    def within_days(self, record: str) -> int:
        """How many days a record of that key counts as recent."""
        return self.own_days.get(record, self.parameters.record_within_days)

    @cached_property
    def own_days(self) -> Mapping[str, int]:
        """Key of a record to its days, of those that have a span of their own."""
        return MappingProxyType({key: one.within_days for key, one in self.records.items() if one.within_days})

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


def find_framework(name: str, among: Mapping[str, Framework] | None = None) -> Framework:
    """The framework of that id, ours where no others are given; raises WrongUse with the nearest id."""
    known = frameworks() if among is None else among
    if name not in known:
        raise WrongUse(f"There is no framework {name}.", remedy=nearest(name, known) or f"There are {', '.join(known)}.")
    return known[name]


def requirements_of(check: str, among: Mapping[str, Framework] | None = None) -> tuple[str, ...]:
    """Ids of all requirements that a framework names for a check, in the order of the frameworks, ours where none are given."""
    known = frameworks() if among is None else among
    return tuple(f"{one.id}/{ref}" for one in known.values() for ref, checks in one.tests.items() if check in checks)


def record_ages(among: Mapping[str, Framework] | None = None) -> list[dict[str, Any]]:
    """The records that a framework gives a span of their own: framework, item, and days that one counts as recent."""
    known = frameworks() if among is None else among
    return [{"framework": one.id, "item": item, "days": days} for one in known.values() for item, days in one.own_days.items()]
