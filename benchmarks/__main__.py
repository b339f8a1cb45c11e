"""`make bench`: measures, and writes benchmarks/results.

python -m benchmarks load [SIZE [ROUNDS]]
"""

from __future__ import annotations

import asyncio
import sys

from benchmarks import results
from benchmarks.load import page, run


def main() -> None:
    """Runs the benchmark that is named."""
    name, *numbers = sys.argv[1:] or ["load"]
    if name != "load":
        raise SystemExit(f"There is no benchmark {name}; there is: load.")
    size, rounds = [int(n) for n in numbers] + [100_000, 3][len(numbers) :]
    rows = asyncio.run(run.run(size, rounds))
    results.write("load", rows, page.page(rows))


if __name__ == "__main__":
    main()
