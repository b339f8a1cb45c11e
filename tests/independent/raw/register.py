"""A register of information (DORA), from the tables of an xBRL-CSV report."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from tests.independent.world import World

SOURCE = "register"


def read(data: Path, world: World) -> None:
    [folder] = (data / "dora-roi/xbridge/test2_in_unzipped").glob("*/reports")
    for row in _rows(folder / "b_02.01.csv"):
        world.say(
            SOURCE,
            f"general-{row['c0010']}",
            "Document",
            name=row["c0010"],
            kind="contract",
            status="approved",
            reference=row["c0010"],
        )
    for row in _rows(folder / "b_02.02.csv"):
        days, key = {"valid_from": row["c0070"], "valid_to": row["c0080"]}, f"contract-{row['c0010']}"
        world.say(SOURCE, key, "Document", name=row["c0010"], kind="contract", status="approved", reference=row["c0010"], **days)
        world.tie(SOURCE, "GOVERNS", f"{SOURCE}:{key}", f"{SOURCE}:provider-{row['c0030']}")
        world.tie(SOURCE, "GOVERNS", f"{SOURCE}:{key}", f"{SOURCE}:function-{row['c0050']}")
    for row in _rows(folder / "b_05.01.csv"):
        country = row["c0080"].rpartition(":")[2]
        world.say(SOURCE, f"provider-{row['c0010']}", "Supplier", name=row["c0060"], legal_name=row["c0050"], country=country)
        world.tie(SOURCE, "SUBSIDIARY_OF", f"{SOURCE}:provider-{row['c0010']}", f"{SOURCE}:provider-{row['c0110']}")
    for row in _rows(folder / "b_05.02.csv"):
        world.say(SOURCE, f"provider-{row['c0030']}", "Supplier", name=f"Provider {row['c0030']}")
        world.tie(SOURCE, "SUBCONTRACTS_TO", f"{SOURCE}:provider-{row['c0060']}", f"{SOURCE}:provider-{row['c0030']}")
    for row in _rows(folder / "b_06.01.csv"):
        # Yes, no, not assessed: high until it is.
        weight = {"eba_BT:x28": "critical", "eba_BT:x29": "low", "eba_BT:x21": "high"}[row["c0050"]]
        hours: dict[str, Any] = {"rto_minutes": 60 * int(row["c0080"]), "rpo_minutes": 60 * int(row["c0090"])}
        world.say(SOURCE, f"function-{row['c0010']}", "Service", name=row["c0030"], kind="business", criticality=weight, **hours)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
