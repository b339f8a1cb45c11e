"""Values are taken as sources write them, stored in one form, and refused when they mean nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from graph.schema import values


def parsed(kind: Any, value: object) -> Any:
    return TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize(
    ("kind", "given", "stored"),
    [
        (values.Day, "2026-11-23", "2026-11-23"),
        (values.Day, "2024-02-29", "2024-02-29"),
        (values.Day, values.OPEN_ENDED, "9999-12-31"),
        (values.Instant, "2026-11-23T07:00:00Z", "2026-11-23T07:00:00Z"),
        (values.Country, "de", "DE"),
        (values.Lei, "529900t8bm49aursdo55", "529900T8BM49AURSDO55"),
        (values.Email, "  Ada.Byron@Example.ORG ", "ada.byron@example.org"),
        (values.RegistrationId, "HRB:12345 B", "HRB:12345 B"),
        (values.SerialNumber, " SN-1 ", "SN-1"),
        (values.Name, "  Billing  ", "Billing"),
        (values.Percent, "99.95", 99.95),
        (values.Percent, 0, 0.0),
        (values.Percent, 100, 100.0),
        (values.Minutes, "240", 240),
        (values.Minutes, 0, 0),
    ],
)
def test_what_a_source_writes_is_stored_in_one_form(kind: Any, given: object, stored: object) -> None:
    assert parsed(kind, given) == stored


@pytest.mark.parametrize(
    ("kind", "refused"),
    [
        (values.Day, "0000-00-00"),
        (values.Day, "2026-02-29"),
        (values.Day, "2026-13-01"),
        (values.Day, "23.11.2026"),
        (values.Day, "2026-11-23T00:00:00Z"),
        (values.Day, "20261123"),
        (values.Day, "２０２６-11-23"),
        (values.Day, "2026-11-23\n"),
        (values.Day, ""),
        (values.Instant, "2026-11-23"),
        (values.Instant, "2026-11-23T07:00:00"),
        (values.Instant, "2026-11-23T07:00:00+01:00"),
        (values.Instant, "2026-11-23T25:00:00Z"),
        (values.Instant, "0000-00-00T00:00:00Z"),
        (values.Country, "Germany"),
        (values.Country, "D"),
        (values.Lei, "529900T8BM49AURSDO5"),
        (values.Lei, "529900T8BM49AURSDO555"),
        (values.Lei, "529900T8BM49AURSDO5-"),
        (values.Email, "ada"),
        (values.Email, "ada@@example.org"),
        (values.Email, "ada byron@example.org"),
        (values.RegistrationId, "12345"),
        (values.RegistrationId, ":12345"),
        (values.SerialNumber, "   "),
        (values.Name, "   "),
        (values.Name, "x" * 501),
        (values.Percent, -0.1),
        (values.Percent, 100.01),
        (values.Percent, float("nan")),
        (values.Percent, "99,5"),
        (values.Minutes, -1),
        (values.Minutes, 1.5),
        (values.Minutes, 2**31),
        (values.Minutes, "4 hours"),
        (values.Weight, -1),
        (values.Weight, float("inf")),
        (values.Weight, float("nan")),
    ],
)
def test_what_means_nothing_is_refused(kind: Any, refused: object) -> None:
    with pytest.raises(ValidationError):
        parsed(kind, refused)


@given(st.dates())
def test_every_calendar_day_is_a_day(day: date) -> None:
    assert parsed(values.Day, day.isoformat()) == day.isoformat()


@given(st.text(max_size=12))
def test_only_calendar_days_are_days(text: str) -> None:
    try:
        stored = parsed(values.Day, text)
    except ValidationError:
        return
    assert date.fromisoformat(stored).isoformat() == text
