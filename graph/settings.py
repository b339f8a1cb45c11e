"""Settings: flags over environment (CLAUSEGRAPH_*) over .env over clausegraph.yaml, declared once."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    WrapValidator,
    field_validator,
)
from pydantic_settings import BaseSettings, InitSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from graph.configuration import Placed, read_configuration
from graph.errors import WrongUse, nearest
from graph.refusals import like, refusal, unknown
from graph.schema.values import Day

CONFIG_NAME = "clausegraph.yaml"
RESERVED_SCHEMES = frozenset({"id", "name", "email", "lei", "registration", "serial"})
"""Schemes of identities that no source may take for its name."""


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _as_written(value: object, check: Callable[[object], Any]) -> Any:
    """Options keep the lines they were read with; the loader checks them."""
    return value if isinstance(value, Placed) else check(value)


class SourceSettings(BaseModel):
    """One source system, as clausegraph.yaml names it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, like(r"[a-z][a-z0-9_-]{0,59}", "up to 60 lower-case letters, digits, - and _ after a letter")]
    """Short name; the scheme of its keys."""
    loader: str
    """Which loader reads it."""
    path: Annotated[list[str], BeforeValidator(_as_list)] = []
    """Files, folders or globs, relative to the configuration file."""
    url: str | None = None
    """Address of a live source."""
    priority: Annotated[int, Field(ge=0, le=100)] = 50
    """Higher overrules lower where two sources disagree."""
    every_days: Annotated[int, Field(ge=1)] | None = None
    """How often it should be read; sets when the next run is due."""
    options: Annotated[dict[str, Any], WrapValidator(_as_written)] = {}
    """Options of the loader, checked by the loader itself."""

    @field_validator("name")
    @classmethod
    def _not_reserved(cls, name: str) -> str:
        if name in RESERVED_SCHEMES:
            raise ValueError(f"{name} is the name of a kind of identity; choose another name")
        return name


class CoverageSettings(BaseModel):
    """What coverage goes by in this organisation, over what the file of a framework says."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    record_within_days: Annotated[int, Field(ge=1, le=36_500)] | None = None
    """How long a record counts as recent."""
    systemic_percent: Annotated[int, Field(ge=0, le=100)] | None = None
    """Share of the rows of a high check in alarm above which a clause is a gap."""
    frameworks_with_exclusions: list[str] | None = None
    """Frameworks whose requirements a statement of applicability may leave out."""

    def of(self, framework: str) -> dict[str, Any]:
        """What is said of a framework; nothing of what is left to its file."""
        may = self.frameworks_with_exclusions
        said = {"exclusions": None if may is None else framework in may}
        said |= self.model_dump(include={"record_within_days", "systemic_percent"})
        return {name: value for name, value in said.items() if value is not None}


class Settings(BaseSettings):
    """Everything that can be set; `read_settings` makes it."""

    model_config = SettingsConfigDict(
        env_prefix="CLAUSEGRAPH_", env_file=".env", extra="ignore", frozen=True, use_attribute_docstrings=True
    )

    config: Path = Path(CONFIG_NAME)
    """The configuration file that was read, or would be."""
    organisation: str = ""
    """Name of the service provider."""
    today: Day | None = None
    """The day that questions are asked on; absent means the real one."""
    uri: str = ""
    """Bolt address of a Neo4j; empty means the embedded engine."""
    user: str = "neo4j"
    """User at that Neo4j."""
    password: SecretStr = SecretStr("")
    """Password at that Neo4j."""
    database: str = "neo4j"
    """Database at that Neo4j."""
    data: Path | None = None
    """Folder of the embedded engine; absent means .clausegraph beside the configuration."""
    deletion_guard_percent: Annotated[float, Field(ge=0, le=100)] = 20
    """A source that would lose more than this share of its records stops and asks."""
    whole_records: Annotated[int, Field(ge=0)] = 10_000
    """A run that changes up to so many records is one transaction; a larger one is written in batches."""
    statement_seconds: Annotated[float, Field(gt=0, le=3600)] = 20
    """Serving: the engine ends a statement of a request after so many seconds."""
    request_seconds: Annotated[float, Field(gt=0, le=3600)] = 30
    """Serving: a request to GraphQL that is not answered after so many seconds is given up."""
    requests_at_once: Annotated[int, Field(ge=1, le=10_000)] = 64
    """Serving: so many requests to GraphQL are answered at the same time; one more is told to come back."""
    request_bytes: Annotated[int, Field(ge=1_000)] = 1_000_000
    """Serving: the largest request to GraphQL."""
    request_rows: Annotated[int, Field(ge=1_000)] = 1_000_000
    """Serving: the most rows that a request to GraphQL may be expected to give."""
    executor: Literal["compiled", "ordinary"] = "compiled"
    """Serving: compiled asks one statement for each root field of GraphQL, ordinary one for each field, to compare with."""
    trusted_documents: Path | None = None
    """Serving: folder of .graphql files that clients may name by their SHA-256, relative to the configuration."""
    trusted_only: bool = False
    """Serving: whether the trusted documents are the only ones that are answered."""
    log_level: Literal["info", "warning", "error"] = "warning"
    """Serving: info logs every request, warning those that failed or took long, error those that failed inside."""
    traces: str = ""
    """Serving: address that traces are sent to by OTLP over HTTP; needs clausegraph[otel]."""
    checks: Path | None = None
    """Folder of the organisation's own checks, one .cypher file each, relative to the configuration."""
    parameters: Annotated[dict[str, Any], WrapValidator(_as_written)] = {}
    """Check → parameter → value: what stands in the place of the defaults of checks."""
    coverage: CoverageSettings = CoverageSettings()
    """What coverage goes by, over what the file of a framework says."""
    change_log_seconds: Annotated[float, Field(ge=0, le=86_400)] = 60
    """So long a load may look which clauses it made better or worse; 0 never looks."""
    sources: list[SourceSettings] = []
    """The source systems, in the order they are read."""

    @field_validator("sources")
    @classmethod
    def _named_once(cls, sources: list[SourceSettings]) -> list[SourceSettings]:
        names = [s.name for s in sources]
        if twice := sorted({n for n in names if names.count(n) > 1}):
            raise ValueError(f"these names are used twice: {', '.join(twice)}")
        return sources

    @classmethod
    def written(cls) -> Placed:
        """What the YAML file says."""
        return Placed()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags over environment over .env over the YAML file."""
        return init_settings, env_settings, dotenv_settings, InitSettingsSource(settings_cls, cls.written())

    @property
    def folder(self) -> Path:
        """The folder that relative paths of sources start from."""
        return self.config.parent

    @property
    def data_folder(self) -> Path:
        """Where the embedded engine keeps its data."""
        return (self.data or self.folder / ".clausegraph").resolve()

    @property
    def trusted_folder(self) -> Path | None:
        """Where the trusted documents are."""
        return self.folder / self.trusted_documents if self.trusted_documents else None

    @property
    def checks_folder(self) -> Path | None:
        """Where the organisation's own checks are."""
        return self.folder / self.checks if self.checks else None

    @property
    def day(self) -> str:
        """The day that questions are asked on, ISO date."""
        return self.today or datetime.now(UTC).date().isoformat()

    def source(self, name: str) -> SourceSettings:
        """The source of that name; raises WrongUse with the nearest name."""
        for source in self.sources:
            if source.name == name:
                return source
        known = [s.name for s in self.sources]
        raise WrongUse(f"There is no source {name}.", where=str(self.config), remedy=nearest(name, known))


def read_settings(config: Path | None = None, **flags: object) -> Settings:
    """Settings for a configuration file and the flags that were given (None = not given).

    Raises WrongUse, naming file, field and remedy, for a file that cannot be meant.
    """
    path = config or Path(os.environ.get("CLAUSEGRAPH_CONFIG", CONFIG_NAME))
    if config and not config.is_file():
        raise WrongUse("There is no such configuration file.", where=str(config), remedy="Check --config.")
    given: dict[str, Any] = {name: value for name, value in flags.items() if value is not None}
    written = read_configuration(path)
    _refuse_unknown(written, path)
    try:
        made: Settings = _settings_from(written)(config=path, **given)
    except ValidationError as problem:
        refused = refusal(problem, Settings, written)
        where = f"{path}:{refused.line}" if refused.line else str(path)
        raise WrongUse(f"{refused.place}: {refused.said}", where=where, remedy=refused.remedy) from problem
    return made


def _settings_from(written: Placed) -> type[Settings]:
    """Settings that also hold what the YAML file says."""

    class _Written(Settings):
        @classmethod
        def written(cls) -> Placed:
            return written

    return _Written


def _refuse_unknown(written: Placed, path: Path) -> None:
    known = [name for name in Settings.model_fields if name != "config"]
    for name, line in written.lines.items():
        if name.lower() not in known:
            said, remedy = unknown(name, known)
            raise WrongUse(f"{name}: {said}", where=f"{path}:{line}", remedy=remedy)
