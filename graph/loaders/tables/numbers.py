"""Numbers as people write them: 1.234,5 and 1,234.5, 99,9 %, hours that are minutes."""

from __future__ import annotations

import re
from datetime import time, timedelta
from decimal import Decimal
from typing import Literal

_SPACES = re.compile(r"[\s\u00a0\u202f'’]")
_LONGEST = 40
_FORMS = {
    ".": re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?([eE][+-]?\d{1,2})?"),
    ",": re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?([eE][+-]?\d{1,2})?"),
}


def to_number(value: object, decimal: Literal[".", ","], times: float | None, unit: str) -> int | float:
    """The number that a cell means, times a factor; raises ValueError when it is none.

    A time of day or a duration of a workbook is a number of minutes where the unit is minutes.
    """
    found = _decimal(value, decimal, unit)
    if times is not None:
        found *= Decimal(repr(times))
    whole = found == found.to_integral_value()
    return int(found) if whole else float(found)


def _decimal(value: object, decimal: Literal[".", ","], unit: str) -> Decimal:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(repr(value))
    if isinstance(value, timedelta | time) and unit == "minutes":
        return Decimal(str(_seconds(value))) / 60
    text = _SPACES.sub("", str(value)).removesuffix("%")
    if len(text) > _LONGEST or not _FORMS[decimal].fullmatch(text):
        raise ValueError("not a number")
    return Decimal(text.replace(".", "").replace(",", ".") if decimal == "," else text.replace(",", ""))


def _seconds(value: timedelta | time) -> float:
    if isinstance(value, time):
        return value.hour * 3600 + value.minute * 60 + value.second
    return value.total_seconds()
