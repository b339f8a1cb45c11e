"""What of responsibility an address asks to see."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

Text = Annotated[str, StringConstraints(max_length=500, strip_whitespace=True)]


class Label(StrEnum):
    """What rows are about."""

    BOTH = ""
    PROCESS = "Process"
    SERVICE = "Service"


class Shown(StrEnum):
    """Only rows, or only roles, with which something is wrong."""

    ALL = ""
    GAP = "gap"
    DOUBLE = "double"
    VACANT = "vacant"


class Asking(BaseModel):
    """The parameters; what is left empty says nothing."""

    team: Text = ""
    """Only roles that one of its members holds today."""
    role: Text = ""
    """A part of the name."""
    name: Text = ""
    """A part of the name of a process or service."""
    label: Label = Label.BOTH
    show: Shown = Shown.ALL
    page: int = Field(default=1, ge=1, le=1_000_000)
    """Of processes and services."""
    roles: int = Field(default=1, ge=1, le=1_000_000)
    """Page of roles."""
    expand: list[Text] = []
    """Groups of the picture that are opened."""
