"""Makes the graph the fold of its live records again: after a load that was killed, or when priorities changed.

It asks no source: what nodes, relationships and marks should be follows from the records alone. What differs is written
in batches; running it twice changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from graph.engine.connection import Engine
from graph.records import known
from graph.records.content import decode
from graph.records.edges import Edge, difference, resolve
from graph.records.ledger import Ledger
from graph.records.model import Record
from graph.records.plan import Marks, Plan
from graph.records.planner import Planner
from graph.records.stages import stages
from graph.records.writing import write_batches
from graph.schema import model

_ORPHANS = "MATCH (n:{label})<-[:ABOUT]-(:PastRecord) WHERE NOT EXISTS {{ (n)<-[:ABOUT]-(:Record) }} RETURN DISTINCT n.id"


async def repair(engine: Engine, priorities: dict[str, int]) -> int:
    """Returns how many nodes, relationships and marks were put right."""
    ledger = await known.ledger(engine)
    texts = {
        rid: decode(key, content)
        for rid, key, content in await known.rows(engine, "MATCH (r:Record)", "[r.id, r.key, r.content]")
    }
    plan = Plan(nodes_gone=await _orphans(engine))
    await _nodes_and_marks(engine, plan, Planner(engine, ledger, "", priorities), texts)
    await _edges(engine, plan, ledger, texts)
    await write_batches(engine, stages(plan, "", "", ""), lambda _: None)
    return len(plan.nodes_gone) + len(plan.refolds) + len(plan.marks) + len(plan.edges_gone) + len(plan.edges_come)


async def _orphans(engine: Engine) -> dict[str, str]:
    """Nodes that only past records speak of."""
    found: dict[str, str] = {}
    for label in model.LOADABLE:
        found.update({row[0]: label for row in await engine.read(_ORPHANS.format(label=label))})
    return found


async def _nodes_and_marks(engine: Engine, plan: Plan, planner: Planner, texts: dict[str, Record]) -> None:
    ledger, overruled = planner.ledger, {}
    stand = await _standing_nodes(engine)
    for node in ledger.members:
        folded = planner.fold(node, texts)
        overruled.update(folded.overruled)
        if stand[node] != {"id": node, **folded.properties}:
            plan.refolds[node] = (ledger.members[node][0], folded.properties)
    row = "[r.id, coalesce(r.links, 0), coalesce(r.unresolved, []), coalesce(r.overruled, [])]"
    for rid, *marks in await known.rows(engine, "MATCH (r:Record)", row):
        found = resolve(texts[rid], rid, ledger.standings[rid].node, ledger.owner.get, ledger.label_of)
        right = (len(found.edges), found.unresolved, overruled.get(rid, []))
        if tuple(marks) != right:
            plan.marks[rid] = _always(right)


def _always(marks: Marks) -> Callable[[], Marks]:
    return lambda: marks


async def _standing_nodes(engine: Engine) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for label in model.LOADABLE:
        found.update(dict(await known.rows(engine, f"MATCH (n:{label})", "[n.id, properties(n)]")))
    return found


async def _edges(engine: Engine, plan: Plan, ledger: Ledger, texts: dict[str, Record]) -> None:
    right: dict[str, list[Edge]] = defaultdict(list)
    for rid, standing in ledger.standings.items():
        for edge in resolve(texts[rid], rid, standing.node, ledger.owner.get, ledger.label_of).edges:
            right[edge.type].append(edge)
    for type_ in model.ASSERTED:
        gone, come = difference(await _standing_edges(engine, type_), right[type_])
        plan.edges_gone += gone
        plan.edges_come += come


async def _standing_edges(engine: Engine, type_: str) -> Iterable[Edge]:
    row = "[a.id, head(labels(a)), b.id, head(labels(b)), e.record, properties(e)]"
    found = await known.rows(engine, f"MATCH (a)-[e:{type_}]->(b) WHERE e.record IS NOT NULL", row)
    return [
        Edge(type_, start, start_label, end, end_label, record, {n: v for n, v in said.items() if n != "record"})
        for start, start_label, end, end_label, record, said in found
    ]
