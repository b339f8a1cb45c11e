"""The counts can be trusted: they know nothing of the product, and find in the graph of every fixture what it expects."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.independent.judged.everything import COUNTS
from tests.independent.judged.register import on
from tests.independent.world import Thing, World
from tests.queries.cases import Case, cases_of
from tests.queries.planting import Graph, parsed

HERE = Path(__file__).parent
RECORDS = {"configuration-item-was-seen-recently", "reference-is-resolved", "source-is-fresh", "sources-agree"}
"""Checks on the bookkeeping of loads, which the fixtures write as nodes and the counts take from the entries themselves."""


@pytest.mark.parametrize(
    "path", [HERE / "world.py", *sorted(HERE.glob("raw/*.py")), *sorted(HERE.glob("judged/*.py"))], ids=lambda path: path.name
)
def test_no_count_uses_the_product(path: Path) -> None:
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    used = {node.module or "" for node in tree if isinstance(node, ast.ImportFrom)}
    assert not [module for module in used if module.partition(".")[0] in ("graph", "queries", "api")]
    assert not [module for module in used if module.startswith("tests") and not module.startswith("tests.independent")]


@pytest.mark.parametrize("name", sorted(COUNTS.keys() - RECORDS))
def test_a_count_finds_what_the_fixtures_expect(name: str) -> None:
    for case in cases_of(name):
        if not case.params:
            with on(case.today):
                assert COUNTS[name](_world(parsed(case.graph))) == _expected(case)


def _world(graph: Graph) -> World:
    world, ids = World(), {variable: str(own["id"]) for variable, (_, own) in graph.nodes.items()}
    for label, own in graph.nodes.values():
        world.known[own["id"]] = world.things[own["id"]] = Thing(own["id"], label, own)
    for start, type_, end, said in graph.links:
        if type_ not in ("ABOUT", "OF"):
            world.tie("fixture", type_, ids[start], ids[end], **said)
    return world.settle()


def _expected(case: Case) -> dict[str, str]:
    return {resource: status for resource, status, *_ in case.expect}
