"""`make bench`: measures, and writes benchmarks/results.

python -m benchmarks load [SIZE [ROUNDS]]      ours, the plain way, Cartography's loader
python -m benchmarks memory [RECORDS]          memory of loads of up to so many records
python -m benchmarks answers                   every check, /impact, start of the engine, on the demo
python -m benchmarks graphql [NODES EDGES [ROUNDS]]   ours, @neo4j/graphql, Strawberry with DataLoaders, statements by hand
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable

from benchmarks import results
from benchmarks.answers import page as answers_page
from benchmarks.answers import run as answers_run
from benchmarks.graphql import page as graphql_page
from benchmarks.graphql import run as graphql_run
from benchmarks.graphql.estate import Estate
from benchmarks.load import page as load_page
from benchmarks.load import run as load_run
from benchmarks.memory import page as memory_page
from benchmarks.memory import run as memory_run


def loads(size: int = 100_000, rounds: int = 3) -> None:
    """The contenders side by side."""
    rows = asyncio.run(load_run.run(size, rounds))
    results.write("load", rows, load_page.page(rows))


def memories(most: int = 1_000_000) -> None:
    """Memory against size."""
    rows = asyncio.run(memory_run.run(most))
    results.write("memory", rows, memory_page.page(rows))
    results.FOLDER.joinpath("memory.svg").write_text(memory_page.plot(rows))


def answered() -> None:
    """The demo."""
    rows = asyncio.run(answers_run.run())
    results.write("answers", rows, answers_page.page(rows))


def graphql(nodes: int = 0, edges: int = 0, rounds: int = 3) -> None:
    """The servers side by side, on both sizes where none is given."""
    estates = [Estate(nodes, edges)] if nodes else [Estate(20_000, 80_000), Estate(200_000, 1_000_000)]
    rows = [row for estate in estates for row in asyncio.run(graphql_run.run(estate, rounds))]
    results.write("graphql", rows, graphql_page.page(rows), graphql_run.versions())


NAMED: dict[str, Callable[..., None]] = {"load": loads, "memory": memories, "answers": answered, "graphql": graphql}


def main() -> None:
    """Runs the benchmark that is named, or all."""
    name, *numbers = sys.argv[1:] or [""]
    if name and name not in NAMED:
        raise SystemExit(f"There is no benchmark {name}; there are: {', '.join(NAMED)}.")
    for one in [NAMED[name]] if name else NAMED.values():
        one(*(int(number) for number in numbers))


if __name__ == "__main__":
    main()
