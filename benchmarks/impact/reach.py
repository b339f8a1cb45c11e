"""Plain reachability beside ours: what rests on a node, spares or not, with networkx, rustworkx and igraph."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.impact.estate import Estate
from queries.impact.grouping import grouped
from queries.impact.model import Level
from queries.impact.propagation import Propagation

LIBRARIES = {"rustworkx": "0.18.1", "igraph": "1.0.0"}
_FOLDER = Path(__file__).parents[2] / ".clausegraph" / "bench-graphs"
Way = Callable[[int], int]
"""A node that fails, to the number of nodes that it reaches."""


def install() -> None:
    """Installs the libraries that the product does not need, beside everything else."""
    wanted = [f"{name}=={version}" for name, version in LIBRARIES.items()]
    if not all((_FOLDER / f"{name}-{version}.dist-info").is_dir() for name, version in LIBRARIES.items()):
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--target", _FOLDER, *wanted], check=True)
    sys.path.append(str(_FOLDER))


def ways(estate: Estate) -> dict[str, Way]:
    """Each way, with its graph built."""
    pairs = np.column_stack((estate.links.end, estate.links.start))
    return {
        "Clausegraph": ours(estate),
        "networkx": networkx(pairs, len(estate.nodes)),
        "rustworkx": rustworkx(pairs, len(estate.nodes)),
        "igraph": igraph(pairs, len(estate.nodes)),
    }


def ours(estate: Estate) -> Way:
    """States by groups, spares counted."""
    model = grouped(estate.nodes, estate.links)
    runs = Propagation(model)
    runs.run({0: Level.DOWN})
    return lambda node: int(runs.run({node: Level.DOWN}).hit.size)


def networkx(pairs: Any, size: int) -> Way:
    """Descendants of the node that fails."""
    library = import_module("networkx")
    graph = library.DiGraph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from(pairs.tolist())
    return lambda node: len(library.descendants(graph, node)) + 1


def rustworkx(pairs: Any, size: int) -> Way:
    """The same in Rust."""
    library = import_module("rustworkx")
    graph = library.PyDiGraph(multigraph=True)
    graph.add_nodes_from(range(size))
    graph.add_edges_from_no_data([tuple(pair) for pair in pairs.tolist()])
    return lambda node: len(library.descendants(graph, node)) + 1


def igraph(pairs: Any, size: int) -> Way:
    """The same in C."""
    graph = import_module("igraph").Graph(n=size, edges=pairs, directed=True)
    return lambda node: len(graph.subcomponent(node, mode="out"))
