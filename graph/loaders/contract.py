"""What a loader is: bytes of a source system in, records and rejected rows out.

A loader is a class in a module of this package, made known by `@loader`. It writes no Cypher, keeps no state and knows
nothing of the graph but the schema. It
- yields a `Record` or a `Rejected` for every row, in the order of the source, with file and line;
- raises `SourceFailed` when it cannot read to the end (missing, empty, truncated, wrongly encoded, unreachable):
  then nothing of the source is deleted;
- reads hostile bytes within `Limits`.
Values may be text as the source has it: the schema coerces and checks them afterwards.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from graph.errors import WrongUse, nearest
from graph.records.model import Item
from graph.refusals import refusal


@dataclass(frozen=True)
class Limits:
    """How much a source may ask of us."""

    file_bytes: int = 512 * 2**20
    """Size of one file or answer."""
    depth: int = 100
    """Nesting of JSON, YAML or XML."""
    expansion: int = 200
    """Times a compressed file may grow."""
    cell_chars: int = 100_000
    """Length of one value."""
    rows: int = 5_000_000
    """Rows of one source."""


@dataclass(frozen=True)
class Origin:
    """Where a source is read from."""

    name: str
    """Name of the source, the scheme of its keys."""
    folder: Path
    """Folder that relative paths start from."""
    paths: tuple[str, ...] = ()
    """Files, folders or globs, as the configuration writes them."""
    url: str | None = None
    """Address of a live source."""
    limits: Limits = Limits()
    digests: dict[str, str] = field(default_factory=dict)
    """SHA-256 of each file that was read, by its name; filled while reading."""


class Options(BaseModel):
    """Options of a loader; unknown ones are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Loader(Protocol):
    """One kind of source."""

    name: ClassVar[str]
    options: ClassVar[type[Options]]

    def read(self, origin: Origin, options: Any) -> AsyncIterator[Item]:
        """The records of the source, in its order; `options` is an instance of the class's `options`."""


L = TypeVar("L", bound=Loader)

LOADERS: dict[str, Loader] = {}
"""Every loader by name; filled by `@loader` when `graph.loaders.every` is imported."""


def loader(declared: type[L]) -> type[L]:
    """Makes a loader class known under its `name`."""
    LOADERS[declared.name] = declared()
    return declared


def find(name: str) -> Loader:
    """The loader of that name; raises WrongUse with the nearest name."""
    if name not in LOADERS:
        raise WrongUse(f"There is no loader {name}.", remedy=nearest(name, LOADERS))
    return LOADERS[name]


def parse_options(found: Loader, given: dict[str, Any], where: str) -> Options:
    """The loader's options, checked; raises WrongUse that names the option."""
    try:
        return found.options.model_validate(given)
    except ValidationError as problem:
        refused = refusal(problem, found.options, given)
        option = ".".join(part for part in ("options", refused.place) if part)
        line = f" (line {refused.line})" if refused.line else ""
        raise WrongUse(f"{option}{line}: {refused.said}", where=where, remedy=refused.remedy) from problem
