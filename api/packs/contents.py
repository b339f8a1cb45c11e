"""Everything that a pack is made from: the assessment, and what is read beside it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import version
from typing import Any

from api.packs.noting import Noting
from graph.engine import Statement, Table
from graph.records.fingerprint import fingerprint
from queries.assessment.model import Assessment
from queries.catalogue import catalogue
from queries.lineage import Fact, read_lineage
from queries.run import ask

SCOPE = (
    "MATCH (:Framework {id: $framework})<-[:IN_SCOPE_OF]-(x) "
    "RETURN DISTINCT head(labels(x)) AS label, coalesce(x.name, x.id) AS name, x.id AS id ORDER BY label, name, id"
)
_SOURCES = "sources-and-runs"


@dataclass(frozen=True)
class Contents:
    """What a pack is made from; the same contents give the same pack."""

    assessment: Assessment
    organisation: str
    """Name of the service provider; may be empty."""
    fingerprint: str
    """Digest of the whole graph (`graph.records.fingerprint`)."""
    scope: list[tuple[str, str, str]]
    """Label, name and id of what is in scope."""
    sources: Table
    """Every source with its last run, as the question `sources-and-runs` answers."""
    lineage: list[Fact]
    """Who said each fact."""
    asked: list[Statement]
    """Every statement that was run for the assessment and for this."""
    software: str
    """Name and version of what made it."""

    @property
    def title(self) -> str:
        """What the pack is called: framework, section, day."""
        section = f", section {self.assessment.section}" if self.assessment.section else ""
        return f"{self.assessment.framework.name}{section}: coverage on {self.assessment.today}"

    @property
    def moment(self) -> datetime:
        """The only time that is written into files: the day of the assessment, at midnight UTC."""
        return datetime.combine(date.fromisoformat(self.assessment.today), datetime.min.time(), UTC)


async def gather(engine: Noting, assessment: Assessment, organisation: str) -> Contents:
    """Reads what an assessment does not hold: the scope by name, the sources, the lineage and the fingerprint."""
    scope, sources, digest, lineage = await asyncio.gather(
        engine.read(SCOPE, {"framework": assessment.framework.id}),
        ask(engine, catalogue().find_question(_SOURCES), today=assessment.today),
        fingerprint(engine.plain),
        read_lineage(engine.plain, cited(assessment)),
    )
    return Contents(
        assessment=assessment,
        organisation=organisation,
        fingerprint=digest,
        scope=[(label, name, id_) for label, name, id_ in scope],
        sources=sources,
        lineage=lineage,
        asked=engine.asked,
        software=f"clausegraph {version('clausegraph')}",
    )


def cited(assessment: Assessment) -> set[str]:
    """Ids of every node that an assessment speaks of."""
    found: set[Any] = {one.exception.id for one in assessment.exceptions}
    for clause in assessment.clauses:
        said = clause.facts
        found.update(one.id for some in (said.claims, said.evidence, said.open) for one in some)
        found.update(row.finding.resource for check in clause.checks for row in check.rows)
        found.add(clause.id)
    return found
