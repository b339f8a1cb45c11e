"""The figures of the demo's answers as a page."""

from __future__ import annotations

from typing import Any

HEAD = """# The demo's answers

Median milliseconds of 7 rounds (3 for start and load), one at a time, after two that do not count; a load is measured once.
`/impact` is the data of the page for one supplier that fails: the what-if, every row, and the layout of the picture.

| what | name | ArcadeDB ms | Neo4j ms |
|---|---|---|---|
"""


def page(rows: list[dict[str, Any]]) -> str:
    """A line for each figure, the slowest of its kind first, and a line for the slowest of all."""
    found: dict[tuple[str, str], dict[str, float]] = {}
    for row in rows:
        found.setdefault((row["what"], row["name"]), {})[row["engine"]] = row["ms"]
    kinds = list(dict.fromkeys(what for what, _ in found))
    lines = sorted(found.items(), key=lambda item: (kinds.index(item[0][0]), -max(item[1].values())))
    return HEAD + "".join(_line(what, name, taken) for (what, name), taken in lines)


def _line(what: str, name: str, taken: dict[str, float]) -> str:
    cells = " | ".join(f"{taken[engine]:.0f}" if engine in taken else "" for engine in ("ArcadeDB", "Neo4j"))
    return f"| {what} | {name} | {cells} |\n"
