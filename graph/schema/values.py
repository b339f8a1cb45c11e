"""The types a property can have, each with its unit and its check.

A property is declared as a pydantic annotation; `graph.schema.model` reads the markers below from it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

OPEN_ENDED = "9999-12-31"
"""The day that stands for "no end" in `valid_to`."""


@dataclass(frozen=True)
class Unit:
    """What a value is counted in, shown in documentation and GraphQL descriptions."""

    name: str


@dataclass(frozen=True)
class Identifies:
    """A property whose value identifies the node across sources, under this scheme (`lei`, `email` …)."""

    scheme: str


def _iso_date(text: str) -> str:
    """ISO 8601 calendar date; raises ValueError (also for 0000-00-00, which some systems write for "none")."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError("not a date of the form YYYY-MM-DD")
    date.fromisoformat(text)
    return text


def _iso_instant(text: str) -> str:
    """ISO 8601 date and time in UTC, to the second: 2026-11-23T07:00:00Z."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", text):
        raise ValueError("not a time of the form YYYY-MM-DDTHH:MM:SSZ")
    datetime.fromisoformat(text)
    return text


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000)]
Texts = Annotated[list[Text], Field(max_length=1_000)]
Day = Annotated[str, AfterValidator(_iso_date), Unit("ISO 8601 date")]
Instant = Annotated[str, AfterValidator(_iso_instant), Unit("ISO 8601 date and time, UTC")]
Minutes = Annotated[int, Field(ge=0, le=2**31 - 1), Unit("minutes")]
Count = Annotated[int, Field(ge=0, le=2**31 - 1)]
Percent = Annotated[float, Field(ge=0, le=100), Unit("percent, 0-100")]
Weight = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Country = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^[A-Za-z]{2}$", to_upper=True), Unit("ISO 3166-1 alpha-2")
]
Lei = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=r"^[A-Za-z0-9]{20}$", to_upper=True),
    Identifies("lei"),
    Unit("ISO 17442"),
]
RegistrationId = Annotated[str, StringConstraints(pattern=r"^[^:\s]+:.+$"), Identifies("registration"), Unit("scheme:value")]
Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, to_lower=True, pattern=r"^[^@\s]+@[^@\s]+$", max_length=320),
    Identifies("email"),
]
SerialNumber = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), Identifies("serial")]
