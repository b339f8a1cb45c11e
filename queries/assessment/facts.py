"""The facts of every clause, as the graph holds them: who addresses it, what shows it, what is open, what is in scope.

Each statement starts at the requirements by id and gives one row a fact, so the same rows serve the count and the auditor
who wants to see what was counted. What counts on which day is decided in `inputs`.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from graph.engine import Engine, Row

_CLAUSE = "UNWIND $requirements AS id MATCH (r:Requirement {id: id}) "
SCOPE = "MATCH (:Framework {id: $framework})<-[:IN_SCOPE_OF]-(x) RETURN DISTINCT x.id AS id ORDER BY id"
NEEDED = (
    _CLAUSE + "RETURN r.id AS requirement, coalesce(r.required_documents, []) AS documents, "
    "coalesce(r.required_records, []) AS records ORDER BY requirement"
)
CLAIMS = (
    _CLAUSE + "MATCH (r)<-[a:ADDRESSES]-(x) RETURN r.id AS requirement, x.id AS id, x.name AS name, "
    "head(labels(x)) AS label, x.kind AS kind, x.status AS in_use, x.valid_from AS valid_from, x.valid_to AS valid_to, "
    "a.status AS status, a.note AS note ORDER BY requirement, id, status, note"
)
EVIDENCE = (
    _CLAUSE + "MATCH (r)<-[e:EVIDENCES]-(d:Document) RETURN r.id AS requirement, d.id AS id, d.name AS name, d.kind AS kind, "
    "d.status AS status, d.version AS version, d.valid_from AS valid_from, d.valid_to AS valid_to, e.item AS item "
    "ORDER BY requirement, id, item"
)
OPEN = (
    _CLAUSE + "MATCH (r)<-[:DESCRIBES]-(d:Document) WHERE d.kind IN ['nonconformity', 'improvement'] "
    "AND NOT coalesce(d.status, 'open') IN ['closed', 'withdrawn'] WITH DISTINCT r, d "
    "CALL (d) { OPTIONAL MATCH (d)<-[:ACCOUNTABLE_FOR|RESPONSIBLE_FOR]-(o:Role) WITH DISTINCT o.name AS owner ORDER BY owner "
    "RETURN collect(owner) AS owners } "
    "RETURN r.id AS requirement, d.id AS id, d.name AS name, d.kind AS kind, d.grade AS grade, d.valid_from AS raised, "
    "d.review_due AS due, owners ORDER BY requirement, id"
)


class Claim(NamedTuple):
    """Something that says it meets a clause."""

    id: str
    name: str
    label: str
    kind: str | None
    in_use: str | None
    """Status of the thing itself: planned, live, retired; of a document draft, approved, withdrawn."""
    valid_from: str | None
    valid_to: str | None
    status: str | None
    """How far the claim goes; absent counts as partial."""
    note: str | None


class Evidence(NamedTuple):
    """A document that shows something of a clause."""

    id: str
    name: str
    kind: str | None
    status: str | None
    version: str | None
    valid_from: str | None
    """First day in force; on a record the day it happened."""
    valid_to: str | None
    item: str | None
    """The required document or record that it is."""


class Open(NamedTuple):
    """A nonconformity or improvement about a clause that is not closed."""

    id: str
    name: str
    kind: str
    grade: str | None
    raised: str | None
    due: str | None
    owners: list[str]
    """Names of the roles that answer for it or do it."""


@dataclass(frozen=True)
class ClauseFacts:
    """What the graph holds of one clause."""

    documents: tuple[str, ...] = ()
    """Keys of the documents it asks for."""
    records: tuple[str, ...] = ()
    """Keys of the records it asks for."""
    claims: tuple[Claim, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    open: tuple[Open, ...] = ()


NOTHING = ClauseFacts()
"""Of a clause that the graph does not hold."""


@dataclass(frozen=True)
class Facts:
    """What the graph holds of a framework."""

    scope: frozenset[str]
    """Ids of what is IN_SCOPE_OF the framework."""
    clauses: Mapping[str, ClauseFacts]
    """By id of the requirement; those that the graph holds."""

    def of(self, requirement: str) -> ClauseFacts:
        """The facts of a clause; none where the graph does not hold it."""
        return self.clauses.get(requirement, NOTHING)


async def read_facts(engine: Engine, framework: str, requirements: Sequence[str]) -> Facts:
    """The facts of these requirements, ids given, and the scope of their framework."""
    asked = {"requirements": list(requirements)}
    texts = (NEEDED, CLAIMS, EVIDENCE, OPEN)
    reading = [engine.read(SCOPE, {"framework": framework}), *(engine.read(text, asked) for text in texts)]
    scope, needed, claims, evidence, still_open = await asyncio.gather(*reading)
    by_claim, by_evidence, by_open = _grouped(claims), _grouped(evidence), _grouped(still_open)
    found = {
        clause: ClauseFacts(
            documents=tuple(documents),
            records=tuple(records),
            claims=tuple(Claim(*row) for row in by_claim[clause]),
            evidence=tuple(Evidence(*row) for row in by_evidence[clause]),
            open=tuple(Open(*row) for row in by_open[clause]),
        )
        for clause, documents, records in needed
    }
    return Facts(frozenset(row[0] for row in scope), found)


def _grouped(rows: Sequence[Row]) -> defaultdict[str, list[Any]]:
    """Rows by their first column, without it."""
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for clause, *rest in rows:
        found[clause].append(rest)
    return found
