"""Which pages of a graph are looked at: the explorer's, each with what weighs most in this graph."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from benchmarks.explorer.graphs import Graph
from graph.engine import Engine, connect

_SUPPLIER = "MATCH (s:Supplier)<-[r:SUPPLIED_BY]-() RETURN s.id, count(r) AS ties ORDER BY ties DESC, s.id LIMIT 1"
_SERVICE = """
MATCH (s:Service)-[r:DEPENDS_ON]->() WHERE s.kind = 'business'
RETURN s.id, count(r) AS ties ORDER BY ties DESC, s.id LIMIT 1
"""
FRAMEWORK = "iso-20000-1-2018"


@dataclass(frozen=True)
class Place:
    """A page."""

    name: str
    path: str


async def places(graph: Graph) -> list[Place]:
    """The pages, in the order of the header."""
    async with connect(graph.connected()) as engine:
        supplier, service = await _first(engine, _SUPPLIER), await _first(engine, _SERVICE)
    return [
        Place("Start", "/"),
        Place("Search", "/search?q=service"),
        Place("Node: a service", f"/explore/{quote(service)}"),
        Place("Node: the supplier of most", f"/explore/{quote(supplier)}"),
        Place("Impact: the supplier of most", f"/impact?supplier={quote(supplier, safe='')}"),
        Place("Service map", "/map"),
        Place("Service map of one", f"/map?of={quote(service, safe='')}"),
        Place("Suppliers", "/suppliers"),
        Place("Responsibility", "/responsibility"),
        Place("Coverage", "/coverage"),
        Place("Coverage of a framework", f"/coverage/{FRAMEWORK}"),
        Place("Coverage of a clause", f"/coverage/{FRAMEWORK}?clause=8.2.3"),
        Place("Questions", "/questions"),
        Place("A question", f"/questions/what-a-service-needs?service={quote(service, safe='')}"),
        Place("A check", "/questions/supplier-has-agreement-in-force"),
    ]


async def _first(engine: Engine, statement: str) -> str:
    return str((await engine.read(statement))[0][0])
