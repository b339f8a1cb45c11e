"""Assessments that are kept: beside the records, since they say what was found and not what is so.

They are no part of the fold, so no load, deletion or repair touches them, and keeping one changes no fingerprint. Where a
framework or clause was gone for a while, its relationships are drawn again when the next assessment is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.engine.connection import Engine, Row, Statement

REASONS = 1_000
"""So many reasons a result keeps."""
_AT_ONCE = 100
"""Results in one statement, so that their reasons fit into a message."""
_ASSESSMENT = "MERGE (a:Assessment {id: $id}) SET a = $said"
_GONE = "MATCH (:Assessment {id: $id})-[:FINDS]->(r:Result) WHERE NOT r.id IN $kept DETACH DELETE r"
_RESULTS = "UNWIND $rows AS row MATCH (a:Assessment {id: $id}) MERGE (r:Result {id: row.id}) SET r = row MERGE (a)-[:FINDS]->(r)"
_FRAMEWORK = (
    "MATCH (f:Framework {id: $framework}) MATCH (a:Assessment {framework: $framework}) "
    "WHERE NOT EXISTS { (a)-[:ASSESSES]->(:Framework) } CREATE (a)-[:ASSESSES]->(f)"
)
_CLAUSES = (
    "MATCH (:Assessment {framework: $framework})-[:FINDS]->(r:Result) WHERE NOT EXISTS { (r)-[:JUDGES]->(:Requirement) } "
    "MATCH (q:Requirement {id: r.requirement}) CREATE (r)-[:JUDGES]->(q)"
)
_LAST = "MATCH (a:Assessment {framework: $framework}) WHERE a.day <= $day RETURN properties(a) ORDER BY a.day DESC LIMIT 1"
_FOUND = "MATCH (:Assessment {id: $id})-[:FINDS]->(r:Result) RETURN properties(r) ORDER BY r.place"


def assessment_id(framework: str, day: str) -> str:
    """One a day: the later takes the place of the earlier."""
    return f"{framework}@{day}"


async def keep(engine: Engine, said: Mapping[str, Any], results: Sequence[Mapping[str, Any]]) -> None:
    """Keeps an assessment and its results, properties given, in one transaction; raises WrongUse where one may only read."""
    id_, kept, framework = said["id"], [result["id"] for result in results], {"framework": said["framework"]}
    written = [Statement(_ASSESSMENT, {"id": id_, "said": said}), Statement(_GONE, {"id": id_, "kept": kept})]
    written += [Statement(_RESULTS, {"id": id_, "rows": rows}) for rows in _parts(results)]
    await engine.write([*written, Statement(_FRAMEWORK, framework), Statement(_CLAUSES, framework)])


def _parts(results: Sequence[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    return (list(results[i : i + _AT_ONCE]) for i in range(0, len(results), _AT_ONCE))


async def last(engine: Engine, framework: str, day: str) -> tuple[dict[str, Any], list[dict[str, Any]]] | None:
    """The last assessment that was kept of a day or one before it, and its results in the order of the framework."""
    found: list[Row] = await engine.read(_LAST, {"framework": framework, "day": day})
    if not found:
        return None
    said = found[0][0]
    return said, [row[0] for row in await engine.read(_FOUND, {"id": said["id"]})]
