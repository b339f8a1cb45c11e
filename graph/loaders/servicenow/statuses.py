"""The words of ServiceNow for life and importance, as values and as they are displayed."""

from __future__ import annotations

from graph.loaders.servicenow.rows import BadField, Row

_OPERATIONAL = {
    "1": "live", "2": "live", "3": "live", "4": "live", "5": "live", "6": "retired", "7": "planned", "8": "planned",
    "operational": "live", "non-operational": "live", "repair in progress": "live", "dr standby": "live", "ready": "live",
    "retired": "retired", "pipeline": "planned", "catalog": "planned", "in development": "planned",
    "being decommissioned": "live", "end of life": "retired",
}  # fmt: skip
_INSTALLED = {
    "1": "live", "2": "planned", "3": "live", "4": "planned", "5": "live", "6": "planned", "7": "retired", "8": "retired",
    "100": "retired",
    "installed": "live", "on order": "planned", "in maintenance": "live", "pending install": "planned",
    "pending repair": "live", "in stock": "planned", "retired": "retired", "stolen": "retired", "absent": "retired",
    "in production": "live", "implementing": "planned", "pilot": "live",
}  # fmt: skip
_CRITICALITY = {"1": "critical", "2": "high", "3": "medium", "4": "low"}
_CRITICAL_WORDS = {"most critical": "1", "somewhat critical": "2", "less critical": "3", "not critical": "4"}


def status(row: Row) -> str | None:
    """Planned, live or retired from both fields of a configuration item; one that says retired is enough."""
    said = {_known(row, "operational_status", _OPERATIONAL), _known(row, "install_status", _INSTALLED)} - {None}
    return next((word for word in ("retired", "planned", "live") if word in said), None)


def _known(row: Row, field: str, words: dict[str, str]) -> str | None:
    """The status a value stands for, by value or by what is displayed: instances add values of their own."""
    value, shown = row.text(field), row.shown(field)
    if not value:
        return None
    found = words.get(value.casefold()) or words.get(shown.casefold())
    # A value nobody knows is of this instance's own making; such items are in some use.
    return found or "live"


def criticality(row: Row) -> str | None:
    """From `busines_criticality`, which ServiceNow spells so: "1 - most critical" to "4 - not critical"."""
    text = row.text("busines_criticality")
    if not text:
        return None
    digit = _CRITICAL_WORDS.get(text.casefold(), text[0])
    if digit not in _CRITICALITY:
        raise BadField("busines_criticality", text, "it is none of 1 to 4.", "Correct it there.")
    return _CRITICALITY[digit]
