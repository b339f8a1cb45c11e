"""Options of the servicenow loader. See docs/loaders/servicenow.md."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from graph.errors import nearest
from graph.loaders.contract import Options
from graph.loaders.files import Encoding
from graph.loaders.servicenow.relations import Meaning, read_meaning
from graph.refusals import like
from graph.schema import model
from graph.schema.nodes import LOADABLE
from graph.schema.relationships import ASSERTED, Failure

Ticket = Literal["incident", "problem", "change_request"]
Variable = Annotated[str, like(r"[A-Za-z_][A-Za-z0-9_]*", "the name of an environment variable")]
"""Name of an environment variable."""
Country = Annotated[str, like(r"[A-Z]{2}", "a country code of two capitals (ISO 3166-1)")]
Table = Annotated[str, like(r"[a-z][a-z0-9_]*", "the name of a table such as cmdb_ci_server")]

_PROPERTIES = {name for declared in LOADABLE for name in model.properties(declared)} - {"id"}
_ASSERTED = {declared.type for declared in ASSERTED}


def _property(name: str) -> str:
    if name not in _PROPERTIES:
        raise ValueError(f"no label has a property {name}. {nearest(name, _PROPERTIES)}".strip())
    return name


def _type(name: str) -> str:
    if name not in _ASSERTED:
        raise ValueError(f"there is no relationship type {name}. {nearest(name, _ASSERTED)}".strip())
    return name


def _failure(name: str) -> str:
    known = model.properties(Failure)
    if name not in known:
        raise ValueError(f"{name} is none of {', '.join(known)}")
    return name


def _sentence(text: str) -> str:
    read_meaning(text)
    return text


class ServiceNowOptions(Options):
    """What is read of ServiceNow, and how to get at it."""

    fields: dict[str, Annotated[str, AfterValidator(_property)]] = Field(default_factory=dict)
    """Further fields: field to property."""
    references: dict[str, Annotated[str, AfterValidator(_type)]] = Field(default_factory=dict)
    """Reference fields as relationships: field to type."""
    relations: dict[str, Annotated[str, AfterValidator(_sentence)]] = Field(default_factory=dict)
    """What a type of cmdb_rel_ci means."""
    redundancy: dict[Annotated[str, AfterValidator(_failure)], str] = Field(default_factory=dict)
    """Property of a relationship to the field of cmdb_rel_ci that holds it."""
    tickets: list[Ticket] = Field(default_factory=list)
    """Tickets that are read as documents."""
    companies: Literal["partners", "all"] = "partners"
    """Which companies are suppliers: those marked vendor or customer, or all."""
    countries: dict[str, Country] = Field(default_factory=dict)
    """Country names of the instance."""
    files: dict[str, Table] = Field(default_factory=dict)
    """Name or pattern of a file to the table of its rows."""
    ignore: list[Table] = Field(default_factory=list)
    """Tables that are not wanted."""
    encoding: Encoding | None = None
    """Encoding of the files."""

    tables: list[Table] | None = None
    """Tables to read live."""
    queries: dict[Table, str] = Field(default_factory=dict)
    """Encoded query of a table."""
    user_env: Variable | None = None
    """Environment variable with the user."""
    password_env: Variable | None = None
    """Environment variable with the password."""
    client_id_env: Variable | None = None
    """Environment variable with the id of an OAuth client."""
    client_secret_env: Variable | None = None
    """Environment variable with its secret."""
    page_rows: Annotated[int, Field(ge=1, le=10_000)] = 1_000
    """Rows a request asks for."""
    timeout_seconds: Annotated[float, Field(gt=0, le=3_600)] = 60
    """How long one answer may take."""
    retries: Annotated[int, Field(ge=0, le=20)] = 5
    """How often a request is repeated when the instance is busy."""
    pause_seconds: Annotated[float, Field(ge=0, le=60)] = 1
    """Pause before the first repetition; doubled before each further one."""

    @model_validator(mode="after")
    def _pairs(self) -> Self:
        for one, other in (("user_env", "password_env"), ("client_id_env", "client_secret_env")):
            if (getattr(self, one) is None) != (getattr(self, other) is None):
                raise ValueError(f"{one} and {other} go together")
        return self

    def meanings(self) -> dict[str, Meaning]:
        """What `relations` says, by the folded name of the type."""
        return {name.casefold(): read_meaning(text) for name, text in self.relations.items()}
