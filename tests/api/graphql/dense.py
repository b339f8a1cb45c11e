"""A graph in which everything depends on everything, and a question about it that takes an engine long."""

from __future__ import annotations

from graph.engine import Engine, Statement

SIZE = 100
_NODES = """UNWIND range(1, $size) AS i
CREATE (:Service {id: 'service/d/' + toString(i), name: 'Service ' + toString(i)})"""
_EDGES = "MATCH (a:Service), (b:Service) WHERE a.id <> b.id CREATE (a)-[:DEPENDS_ON {record: 'd/1'}]->(b)"
SLOW = """query Slow { services(first: 100) { nodes { dependsOn { ... on Service { dependsOn { ... on Service {
  dependsOnConnection(where: {name: {contains: "e 1"}}) { totalCount } } } } } } } }"""
"""A hundred million relationships to look at, and little to remember."""
QUICK = "{ services(first: 3) { totalCount nodes { name } } }"


async def make_dense(engine: Engine, size: int = SIZE) -> None:
    """Writes the graph into an empty one."""
    await engine.write([Statement(_NODES, {"size": size}), Statement(_EDGES)])
