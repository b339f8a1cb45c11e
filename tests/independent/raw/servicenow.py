"""Servers, people, teams and tickets of ServiceNow, from answers of its Table API."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.independent.world import World

SOURCE = "cmdb"


def read(data: Path, world: World) -> None:
    folder = data / "servicenow"
    for row in _rows(folder / "cmdb_ci_server.json"):
        # Installed and operational are both 1; no other value occurs in these files.
        assert (_value(row, "install_status"), _value(row, "operational_status")) == ("1", "1")
        seen = _value(row, "last_discovered")[:10]
        world.say(SOURCE, row["sys_id"], "Resource", name=row["name"], kind="technical", last_seen=seen, status="live")
    for row in _rows(folder / "sys_user.json"):
        machine = "true" in (_value(row, "web_service_access_only"), _value(row, "internal_integration_user"))
        left = "retired" if _value(row, "active") == "false" else ""
        kind = "technical" if machine else "human"
        world.say(SOURCE, row["sys_id"], "Resource", name=row["name"], kind=kind, email=row["email"].strip(), status=left)
    for row in _rows(folder / "sys_user_group.json"):
        world.say(SOURCE, row["sys_id"], "Resource", name=row["name"], kind="human", email=row["email"].strip())
        _tie(world, "PART_OF", row, "parent")
    for row in _rows(folder / "sys_user_grmember.json"):
        world.tie(SOURCE, "MEMBER_OF", f"{SOURCE}:{_value(row, 'user')}", f"{SOURCE}:{_value(row, 'group')}")
    changes = folder / "change_requests_display_value_all/servicenow/tests/samples/planned_crs.json"
    for row in [*_rows(folder / "incident.json"), *_rows(changes)]:
        _ticket(world, row)


def _ticket(world: World, row: dict[str, Any]) -> None:
    change = _value(row, "sys_class_name") == "change_request"
    if change and _value(row, "type") != "emergency":
        return
    closed = _value(row, "closed_at")[:10]
    world.say(
        SOURCE,
        _value(row, "sys_id"),
        "Document",
        name=f"{_value(row, 'number')} {_value(row, 'short_description')}",
        kind="emergency_change" if change else "incident",
        status="closed" if closed or _value(row, "active") == "false" else "open",
        valid_from=_value(row, "opened_at")[:10],
        valid_to=closed,
        review_due=_value(row, "due_date")[:10],
    )
    for field in ("cmdb_ci", "business_service", "service_offering"):
        _tie(world, "DESCRIBES", row, field)


def _tie(world: World, type_: str, row: dict[str, Any], field: str) -> None:
    if target := _value(row, field):
        world.tie(SOURCE, type_, f"{SOURCE}:{_value(row, 'sys_id')}", f"{SOURCE}:{target}")


def _rows(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["result"]
    return found


def _value(row: dict[str, Any], field: str) -> str:
    """A field is a text, a reference or a pair of value and what is displayed."""
    said = row.get(field) or ""
    return str(said.get("value") or "") if isinstance(said, dict) else str(said)
