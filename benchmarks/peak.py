"""The memory that this process held at most."""

from __future__ import annotations

import re
from pathlib import Path


def megabytes() -> float:
    """At most so far; what the one that started it held does not count, unlike in ru_maxrss (proc(5), VmHWM)."""
    (peak,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(peak) * 1024 / 1e6
