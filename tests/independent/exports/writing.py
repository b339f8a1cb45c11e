"""Tables such as the tools would export, of real files in formats for which there is no loader.

They carry over what stands there, row by row; what it means is said in sources.yaml. The counts never read them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

Row = Mapping[str, str]


def write(path: Path, rows: Iterable[Row]) -> None:
    """A table with a column for every field that some row has."""
    listed = list(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(name for row in listed for name in row)))
        writer.writeheader()
        writer.writerows(listed)
