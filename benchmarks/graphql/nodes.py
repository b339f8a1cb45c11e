"""What the nodes of the estate say: some properties are absent now and then, as in life."""

from __future__ import annotations

import random
from collections.abc import Callable

Properties = dict[str, object]

COUNTRIES = ["DE", "FR", "NL", "GB", "IE", "US", "CH", "AT", "PL", "SE"]
STATES = ["up"] * 17 + ["degraded", "degraded", "down"]
CRITICALITIES = ["critical", "high", "medium", "medium", "low", "low"]
MINUTES = [15, 60, 120, 240, 480, 1440, 2880]
FIRST = ["Customer", "Patient", "Payment", "Order", "Claims", "Identity", "Network", "Archive", "Data", "Mail"]
SECOND = ["portal", "gateway", "exchange", "ledger", "directory", "backup", "platform", "storage", "register", "desk"]


def _named(label: str, number: int, dice: random.Random) -> Properties:
    name = f"{dice.choice(FIRST)} {dice.choice(SECOND)} {number:07d}"
    return {"id": f"{label.lower()}/cmdb/{number:07d}", "name": name}


def _service(number: int, dice: random.Random) -> Properties:
    said: Properties = {
        **_named("Service", number, dice),
        "kind": "technical" if number % 10 else "business",
        "criticality": dice.choice(CRITICALITIES),
        "state": dice.choice(STATES),
        "rto_minutes": dice.choice(MINUTES),
        "rpo_minutes": dice.choice(MINUTES),
        "description": f"What number {number} does for its customers, said in one sentence.",
    }
    if dice.random() < 0.8:
        said["status"] = dice.choice(["live", "live", "live", "planned", "retired"])
    if dice.random() < 0.6:
        said["availability_target"] = dice.choice([99.0, 99.5, 99.9, 99.95])
    return said


def _supplier(number: int, dice: random.Random) -> Properties:
    named = _named("Supplier", number, dice)
    said = {"legal_name": f"{named['name']} GmbH", "criticality": dice.choice(CRITICALITIES), "state": dice.choice(STATES)}
    return {**named, **said, "country": dice.choice(COUNTRIES)}


def _resource(number: int, dice: random.Random) -> Properties:
    said = {"kind": "technical", "subtype": dice.choice(["server", "database", "application"]), "status": "live"}
    return {**_named("Resource", number, dice), **said}


def _process(number: int, dice: random.Random) -> Properties:
    return {**_named("Process", number, dice), "kind": "delivery", "status": "live"}


def _role(number: int, dice: random.Random) -> Properties:
    return {**_named("Role", number, dice), "kind": "service_owner"}


def _document(number: int, dice: random.Random) -> Properties:
    said = {"kind": dice.choice(["policy", "contract", "sla", "plan"]), "reference": f"D-{number}", "status": "approved"}
    return {**_named("Document", number, dice), **said, "valid_to": f"20{dice.randrange(26, 40)}-12-31"}


MADE: dict[str, Callable[[int, random.Random], Properties]] = {
    "Service": _service,
    "Resource": _resource,
    "Supplier": _supplier,
    "Process": _process,
    "Role": _role,
    "Document": _document,
}
"""Makes the node of a number."""
