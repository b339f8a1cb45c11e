"""Rows of the Table API: fields in the three variants of `sysparm_display_value`.

    false   "1"                      {"link": …, "value": sys_id}
    true    "Operational"            {"link": …/sys_id, "display_value": "Beth Anglin"}
    all     {"value": "1", "display_value": "Operational"[, "link": …]}

An empty field is "" in all of them, a reference too. With `sysparm_exclude_reference_link` references are plain texts:
the sys_id, or in the second variant only what is displayed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

SYS_ID = re.compile(r"[0-9a-f]{32}")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?: \d{2}:\d{2}:\d{2})?")
_DURATION = re.compile(r"(\d{4}-\d{2}-\d{2}) (\d{2}):(\d{2}):\d{2}")
_NO_DAY = "0000-00-00"


class BadField(Exception):
    """A field that does not hold what it should."""

    def __init__(self, field: str, value: str, reason: str, remedy: str = "") -> None:
        self.field, self.value, self.reason, self.remedy = field, value[:200], reason, remedy
        super().__init__(reason)


@dataclass(frozen=True)
class Row:
    """One row, its table and where it stands."""

    table: str
    fields: Mapping[str, Any]
    file: str
    line: int

    @property
    def key(self) -> str:
        """Its sys_id; empty when it has none."""
        return self.text("sys_id")

    def text(self, field: str) -> str:
        """The value, or what is displayed where the answer has only that."""
        value = self.fields.get(field)
        if isinstance(value, Mapping):
            value = value.get("value", value.get("display_value"))
        return _plain(value)

    def shown(self, field: str) -> str:
        """What is displayed, or the value where the answer has only that; empty when the field is."""
        value, text = self.fields.get(field), self.text(field)
        return (_plain(value.get("display_value")) or text) if text and isinstance(value, Mapping) else text

    def flag(self, field: str) -> bool | None:
        """true or false; None when the field is empty."""
        text = self.text(field).lower()
        return None if not text else text in ("true", "1", "yes")

    def references(self, field: str) -> list[str]:
        """sys_ids of the rows that the field refers to; raises BadField when the answer only displays them."""
        value = self.fields.get(field)
        if isinstance(value, Mapping) and "value" not in value:
            text = str(value.get("link") or "").rstrip("/").rpartition("/")[2] or self.text(field)
        else:
            text = self.text(field)
        found = [part.strip() for part in text.split(",") if part.strip()]
        for part in found:
            if not SYS_ID.fullmatch(part):
                remedy = "Export with sysparm_display_value=all, or without sysparm_exclude_reference_link."
                raise BadField(field, part, "it refers to a row only by what is displayed, not by its sys_id.", remedy)
        return found

    def reference(self, field: str) -> str:
        """sys_id of the one row that the field refers to; empty when there is none."""
        return next(iter(self.references(field)), "")

    def day(self, field: str) -> str | None:
        """The day of a date or time (UTC); None when empty or 0000-00-00. Raises BadField when it is none."""
        text = self.text(field)
        if not text or text.startswith(_NO_DAY):
            return None
        found = _DAY.fullmatch(text)
        try:
            return date.fromisoformat(found[1] if found else text).isoformat()
        except ValueError as problem:
            remedy = "Export with sysparm_display_value=false or all: displayed dates differ from user to user."
            raise BadField(field, text, "it is not a date.", remedy) from problem

    def minutes(self, field: str) -> str | None:
        """A number of minutes; a duration field holds its time since 1970-01-01 00:00:00."""
        text = self.text(field)
        found = _DURATION.fullmatch(text)
        if not found:
            return text or None
        days = (date.fromisoformat(found[1]) - date(1970, 1, 1)).days
        return str(days * 1440 + int(found[2]) * 60 + int(found[3]))


def _plain(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    return str(value).lower() if isinstance(value, bool | int | float) else ""
