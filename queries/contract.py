"""What a check and a question are: the metadata above a statement, checked."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationInfo, field_validator, model_validator

from graph.schema import model
from graph.schema.nodes import LOADABLE
from queries.values import SCALARS, coerced

Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
FINDING_COLUMNS = ["resource", "name", "status", "reason"]
"""What every check returns."""


class Severity(StrEnum):
    """How much weight an alarm has in the verdict over a clause."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class FindingStatus(StrEnum):
    """What a check says of one resource."""

    ALARM = "alarm"
    """Does not hold; somebody must act."""
    ACCEPTED = "accepted"
    """Does not hold, and an exception in force accepts that until a day. No statement says so: it says alarm."""
    INFO = "info"
    """Holds, with something a reviewer should read."""
    SKIP = "skip"
    """Nothing is in scope, or a fact is missing that another check asks for: no claim can be made."""
    OK = "ok"
    """Holds."""


SAID = tuple(status for status in FindingStatus if status != FindingStatus.ACCEPTED)
"""The statuses that a statement gives."""


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Param(_Written):
    """One parameter of a statement."""

    about: Sentence
    """What it is."""
    type: str
    """text, integer, number, boolean, texts (several), day (ISO), days (a span), id (of anything) or `id of <Label>|<Label>`."""
    example: str | int | float | bool | list[str]
    """A value to show in help."""
    default: str | int | float | bool | list[str] | None = None
    """Its value when none is given; absent means it must be given."""

    @field_validator("type")
    @classmethod
    def _known(cls, type_: str) -> str:
        if type_ in SCALARS or type_ == "id":
            return type_
        if not type_.startswith("id of "):
            raise ValueError(f"{type_} is no type; use {', '.join(SCALARS)}, id or id of <Label>")
        for label in type_.removeprefix("id of ").split("|"):
            if label not in model.LABELS:
                raise ValueError(f"there is no label {label}")
        return type_

    @field_validator("example", "default", mode="before")
    @classmethod
    def _of_the_type(cls, value: object, info: ValidationInfo) -> object:
        """YAML reads 2026-11-23 as a date; statements compare ISO strings."""
        text = value.isoformat() if hasattr(value, "isoformat") else value
        if "type" not in info.data or text is None:
            return text
        try:
            return coerced(info.data["type"], text)
        except ValueError as problem:
            raise ValueError(f"{value} is not {problem}") from problem

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels of the nodes it may name; empty when it names none."""
        if self.type == "id":
            return tuple(n.__name__ for n in LOADABLE)
        return tuple(self.type.removeprefix("id of ").split("|")) if self.type.startswith("id of ") else ()


class Rule(_Written):
    """One outcome of a check: when it comes out, and the sentence it says. Braces mark what is filled in."""

    status: FindingStatus
    when: Sentence
    reason: Sentence

    @field_validator("status", mode="before")
    @classmethod
    def _said_by_statements(cls, status: object) -> object:
        if status not in SAID:
            raise ValueError(f"Input should be {', '.join(map(repr, map(str, SAID[:-1])))} or {str(SAID[-1])!r}")
        return status


class Asked(_Written):
    """What checks and questions share: a statement and what it needs."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    """Its name, that of its file."""
    title: Sentence
    """One line."""
    about: Sentence
    """Why one asks it and how to read the answer."""
    params: dict[str, Param] = {}
    """Parameters by name."""
    returns: list[str]
    """Columns, in order."""
    statement: str
    """Cypher."""

    @field_validator("params")
    @classmethod
    def _spans_are_named_days(cls, params: dict[str, Param]) -> dict[str, Param]:
        for name, param in params.items():
            if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
                raise ValueError(f"{name} is no name for a parameter; use lower case and underscores")
            if (param.type == "days") != name.endswith("_days"):
                raise ValueError(f"{name}: a parameter is named x_days if and only if its type is days")
        return params


class Question(Asked):
    """A question with columns of its own."""


class Check(Asked):
    """A question that judges: a row a resource, each ok, alarm, info or skip, with the reason."""

    severity: Severity
    """Weight of its alarms."""
    resource: str
    """Labels of what it judges, joined by |."""
    applies_when: Sentence
    """What is in scope; anything else gives no row. Where nothing is, the one finding is skip and quotes this."""
    passes_when: Sentence
    """What ok means, exactly."""
    rules: Annotated[list[Rule], Field(min_length=1)]
    """Every outcome with its sentence."""
    returns: list[str] = FINDING_COLUMNS
    """The same four for every check."""

    @model_validator(mode="before")
    @classmethod
    def _columns_are_given(cls, given: Any) -> Any:
        if isinstance(given, dict) and given.get("returns", FINDING_COLUMNS) != FINDING_COLUMNS:
            raise ValueError(f"a check returns {', '.join(FINDING_COLUMNS)}; leave returns out")
        return given

    @field_validator("resource")
    @classmethod
    def _labels(cls, resource: str) -> str:
        for label in resource.split("|"):
            if label not in model.LABELS:
                raise ValueError(f"there is no label {label}")
        return resource

    @field_validator("params")
    @classmethod
    def _runs_without_asking(cls, params: dict[str, Param]) -> dict[str, Param]:
        for name, param in params.items():
            if param.default is None:
                raise ValueError(f"{name}: a check needs a default for every parameter")
        return params

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels of what it judges."""
        return tuple(self.resource.split("|"))
