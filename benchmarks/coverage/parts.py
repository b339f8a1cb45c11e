"""What a provider is made of: its parts, how many of each there are among 200,000 nodes, and what each says of itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from benchmarks.coverage.dice import Dice, weighted
from benchmarks.coverage.documents import KINDS, document

Properties = dict[str, Any]
OF = 200_000
_FEWEST = 4

_LIFE = weighted(["live", None, "planned", "retired"], 60, 35, 3, 2)
_STATES = weighted(["up", None, "degraded", "down"], 890, 100, 7, 3)
_COUNTRIES = """DE NL FR US IE AT CH PL SE GB CZ DK IN PT EE SG LU NO ES IT BE FI CA JP RO HU SK SI HR BG GR LT LV CY MT IS IL
AU NZ BR MX ZA KR TW HK AE TR UA RS AL MK BA ME MD GE AM AZ KZ UZ VN TH MY ID PH LK BD NP PK EG MA TN DZ SN GH
NG KE UG TZ RW ET MU CL AR UY PY BO PE EC CO PA CR""".split()  # noqa: SIM905
_SUBTYPES = {"application": "application", "server": "server", "host": "hypervisor", "network": "switch"}


class Part(NamedTuple):
    """Nodes of one sort."""

    label: str
    among: int
    """How many of 200,000."""
    source: str
    """Who describes them first."""
    said: Callable[[Dice, int], Properties]

    def count(self, nodes: int) -> int:
        """How many of so many nodes."""
        return max(self.among * nodes // OF, _FEWEST)


def _service(kind: str, critical: int, high: int) -> Callable[[Dice, int], Properties]:
    ratings = weighted(["critical", "high", "medium", "low", None], critical, high, 50, 60 - critical - high, 5)

    def said(dice: Dice, number: int) -> Properties:
        rating = dice.choice(ratings)
        stated = dice.often(0.92 if rating in ("critical", "high") else 0.15)
        return {
            "kind": kind,
            "status": dice.choice(_LIFE),
            "criticality": rating,
            "availability_target": dice.choice([99.0, 99.5, 99.9]) if dice.often(0.9) else None,
            "rto_minutes": dice.choice([240, 480, 1440]) if stated else None,
            "rpo_minutes": dice.choice([60, 240, 1440]) if stated else None,
            "state": dice.choice(_STATES),
            "description": f"What number {number} does for its customers, said in one sentence.",
        }

    return said


def _technical(subtype: str) -> Callable[[Dice, int], Properties]:
    def said(dice: Dice, number: int) -> Properties:
        seen = dice.often(0.7)
        return {
            "kind": "technical",
            "subtype": _SUBTYPES[subtype],
            "serial_number": f"{subtype.upper()}-{number:08d}",
            "status": dice.choice(_LIFE),
            "end_of_support": dice.day(-100, 1_500) if dice.often(0.8) else None,
            "last_seen": (dice.day(-29, 0) if dice.often(0.95) else dice.day(-300, -31)) if seen else None,
            "rto_minutes": (dice.choice([15, 30, 60]) if dice.often(0.995) else 2880) if dice.often(0.998) else None,
            "rpo_minutes": dice.choice([0, 15]),
            "state": dice.choice(_STATES),
        }

    return said


def _other(kind: str, subtype: str) -> Callable[[Dice, int], Properties]:
    def said(dice: Dice, number: int) -> Properties:
        email = f"{subtype}{number}@example.org" if kind == "human" else None
        rto = 60 if kind in ("information", "facility") else None
        life = dice.choice(_LIFE) if kind != "facility" else "live"
        return {"kind": kind, "subtype": subtype, "status": life, "email": email, "rto_minutes": rto, "rpo_minutes": rto and 0}

    return said


def _supplier(kind: str) -> Callable[[Dice, int], Properties]:
    def said(dice: Dice, number: int) -> Properties:
        return {
            "kind": kind,
            "legal_name": f"Company {number} Ltd" if dice.often(0.97) else None,
            "country": _COUNTRIES[dice.place(len(_COUNTRIES), 3.0)] if dice.often(0.97) else None,
            "lei": f"LEI{kind[:2].upper()}{number:015d}" if dice.often(0.8) else None,
            "criticality": dice.choice(["critical", "high", "medium", "low", None]),
            "status": dice.choice(_LIFE),
            "state": dice.choice(_STATES),
        }

    return said


def _process(dice: Dice, number: int) -> Properties:
    stated = dice.often(0.9)
    return {
        "kind": dice.choice(["governance", "delivery", "support"]),
        "status": dice.choice(_LIFE),
        "purpose": f"Why process {number} is run, said in one sentence.",
        "inputs": "What it takes in" if stated else None,
        "outputs": "What it gives out" if stated or dice.often(0.5) else None,
        "rto_minutes": 240,
        "rpo_minutes": 60,
    }


def _role(kind: str | None, authority: float = 0.9) -> Callable[[Dice, int], Properties]:
    return lambda dice, _: {"kind": kind, "authority": "What it may decide." if dice.often(authority) else None}


PARTS = {
    "business service": Part("Service", 800, "catalogue", _service("business", 15, 25)),
    "technical service": Part("Service", 7_200, "catalogue", _service("technical", 4, 10)),
    "application": Part("Resource", 20_000, "cmdb", _technical("application")),
    "server": Part("Resource", 56_000, "cmdb", _technical("server")),
    "host": Part("Resource", 12_000, "cmdb", _technical("host")),
    "network": Part("Resource", 10_000, "cmdb", _technical("network")),
    "site": Part("Resource", 400, "cmdb", _other("facility", "site")),
    "person": Part("Resource", 13_000, "directory", _other("human", "person")),
    "team": Part("Resource", 1_000, "directory", _other("human", "team")),
    "information": Part("Resource", 4_000, "registers", _other("information", "data")),
    "budget": Part("Resource", 1_000, "finance", _other("financial", "budget")),
    "external": Part("Supplier", 1_640, "contracts", _supplier("external")),
    "internal": Part("Supplier", 120, "contracts", _supplier("internal")),
    "customer": Part("Supplier", 240, "contracts", _supplier("customer")),
    "process": Part("Process", 500, "processes", _process),
    "top": Part("Role", 10, "processes", _role("top_management", 1.0)),
    "representative": Part("Role", 4, "processes", _role("management_representative", 1.0)),
    "auditor": Part("Role", 24, "processes", _role("auditor")),
    "owner": Part("Role", 1_000, "processes", _role("process_owner")),
    "role": Part("Role", 2_962, "processes", _role(None)),
    **{kind: Part("Document", among, source, document(kind)) for kind, (among, source) in KINDS.items()},
}
