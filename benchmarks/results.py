"""Figures as files: the rows as measured, and a page that people read, both with date and versions."""

from __future__ import annotations

import json
import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "results"
_PACKAGES = ["clausegraph", "neo4j", "neo4j-rust-ext", "arcadedb-embedded", "pydantic", "strawberry-graphql"]


def write(name: str, rows: list[dict[str, Any]], page: str, others: dict[str, str] | None = None) -> None:
    """Writes NAME.json and NAME.md into benchmarks/results; `others` are versions of what took part besides."""
    FOLDER.mkdir(exist_ok=True)
    packages = {**{package: version(package) for package in _PACKAGES}, **(others or {})}
    where = {
        "date": datetime.now(UTC).date().isoformat(),
        "python": platform.python_version(),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}",
        "packages": packages,
    }
    FOLDER.joinpath(f"{name}.json").write_text(json.dumps({"where": where, "rows": rows}, indent=1) + "\n")
    listed = ", ".join(f"{package} {its}" for package, its in packages.items())
    foot = f"\nMeasured {where['date']} on {where['machine']}, Python {where['python']}; {listed}.\n"
    FOLDER.joinpath(f"{name}.md").write_text(page + foot)
