"""Feeds as texts, and what is read of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.graph.loaders.reading import Given, read

EXAMPLES = Path(__file__).parents[1] / "examples" / "statuspage" / "good"
PAGE = {"id": "p", "name": "Ostwind", "url": "https://status.ostwind.example"}


def page(indicator: str | None = None, **parts: Any) -> str:
    said = {"page": PAGE, **parts}
    if indicator is not None:
        said["status"] = {"indicator": indicator, "description": "-"}
    return json.dumps(said, indent=1)


def component(name: str, status: str, **more: Any) -> dict[str, Any]:
    return {"id": name.lower(), "name": name, "status": status, "updated_at": "2026-11-23T06:00:00.000Z", **more}


def incident(impact: str = "major", **more: Any) -> dict[str, Any]:
    began = {"created_at": "2026-11-23T07:05:00Z", "resolved_at": None, "status": "identified"}
    return {"id": "i", "name": "-", "impact": impact, **began, **more}


async def one(folder: Path, content: str | bytes, **feed: Any) -> Given:
    """What one feed of the supplier Ostwind gives."""
    return await read("statuspage", folder, {"feed.json": content}, {"feeds": {"feed.json": {"supplier": "Ostwind", **feed}}})


def said(given: Given, key: str = "supplier/ostwind") -> tuple[object, object]:
    return given[key].properties["state"], given[key].properties.get("state_since")
