"""What a process that is measured says of itself: figures, a line of JSON each, and the memory that it held at most."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any


def tell(what: str, **figures: Any) -> None:
    """One line."""
    print(json.dumps({"what": what, **figures}), flush=True)


def megabytes() -> float:
    """At most so far; what the one that started it held does not count, unlike in ru_maxrss (proc(5), VmHWM)."""
    (peak,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(peak) * 1024 / 1e6
