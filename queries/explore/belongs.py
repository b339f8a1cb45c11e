"""Which team and which supplier a node belongs to, so that many nodes can be drawn together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.engine import Engine
from graph.records import known
from graph.schema import model
from queries.explore.neighbourhood import Met

_SUPPLIERS = "UNWIND $ids AS id MATCH (n:{label} {{id: id}})-[:SUPPLIED_BY|OPERATED_BY]->(s:Supplier)"
_MEMBERS = "UNWIND $ids AS id MATCH (n:Resource {id: id})-[:MEMBER_OF]->(t:Resource)"
_ANSWERS = (
    "UNWIND $ids AS id MATCH (n:{label} {{id: id}})<-[:ACCOUNTABLE_FOR]-(:Role)<-[:HOLDS]-(:Resource)-[:MEMBER_OF]->(t:Resource)"
)


async def suppliers(engine: Engine, nodes: Iterable[Met]) -> dict[str, str]:
    """Id to the name of the supplier that it is bought from or run by, the first by name where there are several."""
    return await _first(
        engine, {label: _SUPPLIERS.format(label=label) for label in _starts("SUPPLIED_BY", "OPERATED_BY")}, nodes, "s"
    )


async def teams(engine: Engine, nodes: Iterable[Met]) -> dict[str, str]:
    """Id to the name of the team that it is a member of, or that a holder of its accountable role is."""
    some = list(nodes)
    answering = {label: _ANSWERS.format(label=label) for label in _ends("ACCOUNTABLE_FOR")}
    return await _first(engine, answering, some, "t") | await _first(engine, {"Resource": _MEMBERS}, some, "t")


def _starts(*types: str) -> set[str]:
    return {node.__name__ for type_ in types for node in model.TYPES[type_].source}


def _ends(type_: str) -> set[str]:
    return {node.__name__ for node in model.TYPES[type_].target}


async def _first(engine: Engine, asked: dict[str, str], nodes: Iterable[Met], other: str) -> dict[str, str]:
    ids: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        ids[node.label].append(node.id)
    found: dict[str, str] = {}
    for label in sorted(set(asked) & set(ids)):
        for id_, name in await known.rows(engine, asked[label], f"[n.id, {other}.name]", ids=ids[label]):
            found[id_] = min(found.get(id_, name), name)
    return found
