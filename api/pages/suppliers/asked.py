"""What of the suppliers an address asks to see."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from api.pages.suppliers.register import Entry
from api.pages.texts import has

Text = Annotated[str, StringConstraints(max_length=500, strip_whitespace=True)]
NONE = "none"
"""What asks for suppliers that have none of something."""


class By(StrEnum):
    """What rows are put together by."""

    NOTHING = ""
    GROUP = "group"
    COUNTRY = "country"
    CRITICALITY = "criticality"
    STATUS = "status"


class Shown(StrEnum):
    """Only suppliers with which something is wrong."""

    ALL = ""
    ALONE = "alone"
    AGREEMENT = "agreement"
    REVIEW = "review"
    EXIT = "exit"
    NOBODY = "nobody"


class Asking(BaseModel):
    """The parameters; what is left empty says nothing."""

    supplier: Text = ""
    """A part of the name."""
    service: Text = ""
    """A part of the name."""
    group: Text = ""
    country: Text = ""
    criticality: Text = ""
    status: Text = ""
    """Empty means in use; `any` every one."""
    by: By = By.NOTHING
    show: Shown = Shown.ALL
    page: int = Field(default=1, ge=1, le=1_000_000)
    """Of suppliers."""
    services: int = Field(default=1, ge=1, le=1_000_000)
    """Page of services."""
    expand: list[Text] = []
    """Groups of the picture that are opened."""

    def chosen(self, entries: Iterable[Entry]) -> list[Entry]:
        """Those that are asked for, in their order."""
        return [entry for entry in entries if self._wants(entry)]

    def _wants(self, entry: Entry) -> bool:
        status = self.status or "live"
        return (
            has(entry.name, self.supplier)
            and _is(entry.group, self.group)
            and _is(entry.country, self.country)
            and _is(entry.criticality, self.criticality)
            and status in ("any", entry.status)
            and WRONG[self.show](entry)
        )


WRONG: dict[Shown, Callable[[Entry], bool]] = {
    Shown.ALL: lambda _: True,
    Shown.ALONE: lambda entry: entry.risk.critical_down > 0,
    Shown.AGREEMENT: lambda entry: entry.standing in ("missing", "ended", "not in force"),
    Shown.REVIEW: lambda entry: entry.review in ("never", "overdue"),
    Shown.EXIT: lambda entry: entry.without_exit,
    Shown.NOBODY: lambda entry: entry.supplies and not entry.accountable,
}
"""What is wrong with a supplier, by what asks for it."""


def _is(value: str, wanted: str) -> bool:
    return not wanted or value == ("" if wanted == NONE else wanted)
