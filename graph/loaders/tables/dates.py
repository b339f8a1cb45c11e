"""Dates as people write them: declared formats become ISO days and instants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Annotated

from pydantic import AfterValidator

_TOKENS = {
    "YYYY": "%Y",
    "YY": "%y",
    "MMMM": "%B",
    "MMM": "%b",
    "MM": "%m",
    "M": "%m",
    "DD": "%d",
    "D": "%d",
    "HH": "%H",
    "H": "%H",
    "mm": "%M",
    "ss": "%S",
}
_TOKEN = re.compile("|".join(sorted(_TOKENS, key=len, reverse=True)))
_EPOCH = date(1899, 12, 30)
"""Day 0 of a spreadsheet's serial numbers, as they count since 1 March 1900."""
_LAST_SERIAL = 2_958_465
EXCEL = "excel"
"""The format of serial numbers in text files."""


def _strptime(written: str) -> str:
    code = written if "%" in written or written == EXCEL else _TOKEN.sub(lambda token: _TOKENS[token[0]], written)
    if code != EXCEL and not {"%Y", "%y"} & set(re.findall("%.", code)):
        raise ValueError(f"{written} is no format of dates; write for example DD.MM.YYYY")
    return code


DateFormat = Annotated[str, AfterValidator(_strptime)]
"""How a date is written: `DD.MM.YYYY`, `%`-codes, or `excel`; kept as %-codes."""


def is_none(text: str) -> bool:
    """Whether a text is what some systems write for "no date": 0000-00-00, 00.00.0000, 0000-00-00 00:00:00."""
    if "00" not in text:
        return False
    digits = re.sub(r"\D", "", text)
    return len(digits) >= 6 and not digits.strip("0")


def to_moment(value: object, formats: Sequence[str]) -> datetime:
    """The date and time that a cell means; raises ValueError when it is none.

    Accepted are dates of a workbook, serial numbers, ISO 8601, and the declared formats. Times without an offset are UTC.
    """
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_serial(float(value))
    text = str(value).strip()
    for code in formats:
        try:
            found = _from_serial(float(text)) if code == EXCEL else datetime.strptime(text, code)
        except ValueError:
            continue
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    if not re.match(r"\d{4}-\d{2}-\d{2}($|[T ])", text):
        raise ValueError("not a date")
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _from_serial(serial: float) -> datetime:
    if not 1 <= serial <= _LAST_SERIAL + 1:
        raise ValueError("not a serial number of a day")
    return datetime(_EPOCH.year, _EPOCH.month, _EPOCH.day, tzinfo=UTC) + timedelta(days=serial)


def day(moment: datetime) -> str:
    """The ISO date, where the moment was written."""
    return moment.date().isoformat()


def instant(moment: datetime) -> str:
    """ISO date and time in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
