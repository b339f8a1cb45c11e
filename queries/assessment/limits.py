"""What an assessment goes by: the framework's own file, over it the organisation, over it what the caller says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from queries.frameworks import Days, Framework
from queries.reading import validated


class Given(BaseModel):
    """What an organisation or a caller may set; absent leaves it to the framework."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    record_within_days: Days | None = None
    """How long a record counts as recent, unless the framework has a span for the very record."""
    systemic_percent: Annotated[int, Field(ge=0, le=100)] | None = None
    """Share of the rows of a high check in alarm above which the clause is a gap."""
    exclusions: bool | None = None
    """Whether a statement of applicability may leave a requirement out."""


@dataclass(frozen=True)
class Limits:
    """What holds in the end."""

    record_within_days: int
    systemic_percent: int
    exclusions: bool
    item_days: Mapping[str, int]
    """Days that the framework gives a record of its own, by its key."""

    def within_days(self, record: str) -> int:
        """How many days a record of that key counts as recent."""
        return self.item_days.get(record, self.record_within_days)


def limits(framework: Framework, *given: Mapping[str, Any]) -> Limits:
    """The limits of a framework, changed by what was given, the last over the others.

    Raises WrongUse for a name or value that cannot be meant.
    """
    said = framework.parameters.model_dump(include=set(Given.model_fields))
    for one in given:
        said |= validated(Given, dict(one), "coverage").model_dump(exclude_none=True)
    return Limits(**said, item_days=framework.own_days)
