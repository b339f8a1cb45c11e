"""A command from start to end: seconds, seconds of CPU, and the most memory it held, as JSON.

    python -m benchmarks.coverage.launched WORD…

A small process of its own, since Linux counts what the starting process held as held by the started one.
"""

from __future__ import annotations

import json
import os
import sys
import time


def main(words: list[str]) -> int:
    """Runs `clausegraph` with these words; returns what it ended with."""
    command, began = [sys.executable, "-m", "api.cli.main", *words], time.perf_counter()
    nothing = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)
    _, status, used = os.wait4(os.posix_spawn(sys.executable, command, os.environ, file_actions=[nothing]), 0)
    seconds = time.perf_counter() - began
    print(json.dumps({"seconds": seconds, "cpu_seconds": used.ru_utime + used.ru_stime, "mb": used.ru_maxrss / 1024}))
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
