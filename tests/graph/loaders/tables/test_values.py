"""Dates and numbers as people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from graph.loaders.tables.dates import EXCEL, DateFormat, day, instant, is_none, to_moment
from graph.loaders.tables.numbers import to_number

FORMAT: TypeAdapter[str] = TypeAdapter(DateFormat)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("DD.MM.YYYY", "31.12.2026"),
        ("D.M.YYYY", "31.12.2026"),
        ("MM/DD/YYYY", "12/31/2026"),
        ("D/M/YY", "31/12/26"),
        ("MMM D, YYYY", "Dec 31, 2026"),
        ("D MMMM YYYY", "31 December 2026"),
        ("YYYYMMDD", "20261231"),
        ("%d-%b-%y", "31-Dec-26"),
        ("DD.MM.YYYY HH:mm", "31.12.2026 23:59"),
        ("excel", "46387"),
        ("excel", "46387.5"),
    ],
)
def test_declared_formats_are_read(written: str, text: str) -> None:
    assert day(to_moment(text, [FORMAT.validate_python(written)])) == "2026-12-31"


@pytest.mark.parametrize("text", ["2026-12-31", "2026-12-31T23:59:00Z", "2026-12-31 08:00:00", "2026-12-31T08:00:00+02:00"])
def test_iso_needs_no_declaration(text: str) -> None:
    assert day(to_moment(text, [])) == "2026-12-31"


@pytest.mark.parametrize("value", [date(2026, 12, 31), datetime(2026, 12, 31, 8), 46387, 46387.0, 46387.25])
def test_dates_and_serial_numbers_of_a_workbook_are_read(value: object) -> None:
    assert day(to_moment(value, [])) == "2026-12-31"


@pytest.mark.parametrize(
    "value", ["31.12.2026", "12/31/2026", "2026-02-30", "2026-1-1", "soon", "46387", True, -1, 0, 3e6, "20261231"]
)
def test_what_is_no_date_is_none(value: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        to_moment(value, [])


@pytest.mark.parametrize("text", ["0000-00-00", "0000-00-00 00:00:00", "00.00.0000", "00/00/00"])
def test_zeros_are_no_date(text: str) -> None:
    assert is_none(text)


@given(st.dates(date(1900, 3, 1), date(9999, 12, 31)))
def test_serial_numbers_count_as_a_spreadsheet_does(when: date) -> None:
    assert not is_none(when.isoformat())
    assert day(to_moment(str((when - date(1899, 12, 30)).days), [EXCEL])) == when.isoformat()


def test_instants_are_utc() -> None:
    assert instant(datetime(2026, 1, 1, 1, tzinfo=timezone(timedelta(hours=2)))) == "2025-12-31T23:00:00Z"
    assert instant(to_moment("2026-01-01 07:30:00", [])) == "2026-01-01T07:30:00Z"
    assert instant(datetime(2026, 1, 1, tzinfo=UTC)) == "2026-01-01T00:00:00Z"


@pytest.mark.parametrize("written", ["DD.MM", "day", ""])
def test_a_format_without_a_year_is_none(written: str) -> None:
    with pytest.raises(ValidationError):
        FORMAT.validate_python(written)


@pytest.mark.parametrize(
    ("value", "decimal", "number"),
    [
        ("1,234.5", ".", 1234.5),
        ("1.234,5", ",", 1234.5),
        ("1 234,5", ",", 1234.5),
        ("1\u202f234,5", ",", 1234.5),
        ("1'234.50", ".", 1234.5),
        ("99,9 %", ",", 99.9),
        ("99.9%", ".", 99.9),
        ("-3", ".", -3),
        ("+4", ",", 4),
        ("1e3", ".", 1000),
        (5.0, ",", 5),
        (0.1, ".", 0.1),
    ],
)
def test_numbers_are_read(value: object, decimal: str, number: float) -> None:
    found = to_number(value, decimal, None, "")  # type: ignore[arg-type]
    assert found == number
    assert isinstance(found, int) == float(number).is_integer()


@pytest.mark.parametrize(
    ("value", "decimal"),
    [("99,9", "."), ("1.5", ","), ("1,23,456", "."), ("x", "."), ("", "."), ("9" * 5_000, "."), (True, "."), ("NaN", ".")],
)
def test_what_is_no_number_is_none(value: object, decimal: str) -> None:
    with pytest.raises((ValueError, ArithmeticError)):
        to_number(value, decimal, None, "")  # type: ignore[arg-type]


def test_hours_are_minutes_without_rounding() -> None:
    assert to_number("1,1", ",", 60, "minutes") == 66
    assert to_number(0.1, ".", 60, "minutes") == 6
    assert to_number(time(4, 30), ".", None, "minutes") == 270
    assert to_number(timedelta(days=1, hours=1), ".", None, "minutes") == 1500


@given(st.decimals(-(10**12), 10**12, places=3))
def test_a_number_means_the_same_with_either_decimal_mark(number: object) -> None:
    english = f"{number:,}"
    german = english.translate(str.maketrans(".,", ",."))
    assert to_number(english, ".", None, "") == to_number(german, ",", None, "")
