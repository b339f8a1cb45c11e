"""`make bench`: measures, and writes benchmarks/results.

python -m benchmarks load [SIZE [ROUNDS]]      ours, the plain way, Cartography's loader
python -m benchmarks memory [RECORDS]          memory of loads of up to so many records
python -m benchmarks answers                   every check, /impact, start of the engine, on the demo
python -m benchmarks impact [NODES]            what-ifs beside networkx, rustworkx, igraph and Cypher, up to so many nodes
python -m benchmarks graphql [NODES EDGES [ROUNDS]]   ours, @neo4j/graphql, Strawberry with DataLoaders, statements by hand
python -m benchmarks coverage [NODES EDGES]    every check on a provider of that size, beside plain calls, and the demo's pack
python -m benchmarks explorer [NODES]          pages in a browser, of the demo and of providers of up to so many nodes
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from importlib.metadata import version

from benchmarks import results
from benchmarks.coverage import page as coverage_page
from benchmarks.coverage import run as coverage_run
from benchmarks.graphql import page as graphql_page
from benchmarks.graphql import run as graphql_run
from benchmarks.graphql.estate import Estate
from benchmarks.impact import page as impact_page
from benchmarks.impact import reach
from benchmarks.impact import run as impact_run
from benchmarks.load import page as load_page
from benchmarks.load import run as load_run
from benchmarks.memory import page as memory_page
from benchmarks.memory import run as memory_run
from tests.neo4j_server import version as neo4j_version


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
    """The demo; only this one needs the pages."""
    from benchmarks.answers import page as answers_page
    from benchmarks.answers import run as answers_run

    rows = asyncio.run(answers_run.run())
    results.write("answers", rows, answers_page.page(rows))


def graphql(nodes: int = 0, edges: int = 0, rounds: int = 3) -> None:
    """The servers side by side, on both sizes where none is given."""
    estates = [Estate(nodes, edges)] if nodes else [Estate(20_000, 80_000), Estate(200_000, 1_000_000)]
    rows = [row for estate in estates for row in asyncio.run(graphql_run.run(estate, rounds))]
    results.write("graphql", rows, graphql_page.page(rows), graphql_run.versions())


def impacts(most: int = 1_000_000) -> None:
    """What fails when something fails."""
    rows = asyncio.run(impact_run.run(most))
    results.write("impact", rows, impact_page.page(rows), {"networkx": version("networkx"), **reach.LIBRARIES})
    impact_page.plot(rows, results.FOLDER / "impact.svg")


def covered(nodes: int = 200_000, edges: int = 1_000_000) -> None:
    """Checks and packs."""

    def kept(rows: coverage_run.Rows) -> None:
        results.write("coverage", rows, coverage_page.page(rows), {"Neo4j": neo4j_version()})

    asyncio.run(coverage_run.run(nodes, edges, kept))


def explored(most: int = 200_000) -> None:
    """Pages in a browser."""
    from benchmarks.explorer import graphs
    from benchmarks.explorer import page as explorer_page
    from benchmarks.explorer import run as explorer_run

    def kept(rows: explorer_page.Rows, versions: dict[str, str]) -> None:
        results.write("explorer", rows, explorer_page.page(rows), versions)

    providers = [graphs.provider(nodes) for nodes in (20_000, 200_000) if nodes <= most]
    asyncio.run(explorer_run.run([graphs.demo(), *providers], kept))


NAMED: dict[str, Callable[..., None]] = {
    "load": loads,
    "memory": memories,
    "answers": answered,
    "graphql": graphql,
    "impact": impacts,
    "coverage": covered,
    "explorer": explored,
}


def main() -> None:
    """Runs the benchmark that is named, or all."""
    name, *numbers = sys.argv[1:] or [""]
    if name and name not in NAMED:
        raise SystemExit(f"There is no benchmark {name}; there are: {', '.join(NAMED)}.")
    for one in [NAMED[name]] if name else NAMED.values():
        one(*(int(number) for number in numbers))


if __name__ == "__main__":
    main()
